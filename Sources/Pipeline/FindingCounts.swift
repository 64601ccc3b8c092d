/// How often each thing was noticed: a counter for each code.
public struct FindingCounts: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: FindingCode.allCases.count)
  /// How many of each were worth a warning only, though their code is an error.
  private var lessened = [Int](repeating: 0, count: FindingCode.allCases.count)

  public init() {}

  public subscript(code: FindingCode) -> Int { counts[Int(code.rawValue)] }

  /// The codes that were noticed at all, in the order of their declaration.
  public var noticed: [(code: FindingCode, count: Int)] {
    FindingCode.allCases.lazy.map { ($0, self[$0]) }.filter { $0.count > 0 }
  }

  /// The codes that warned of something, in the order of their declaration: those that are warnings, and those that are errors where
  /// they did not cost the record.
  public var warnings: [(code: FindingCode, count: Int)] {
    FindingCode.allCases.lazy.map { ($0, $0.severity == .warning ? self[$0] : lessened[Int($0.rawValue)]) }.filter { $0.count > 0 }
  }

  /// The sum over all codes.
  public var total: Int { counts.reduce(0, +) }

  public mutating func add(_ code: FindingCode, times: Int = 1) { counts[Int(code.rawValue)] += times }

  /// Counts an error that is worth a warning only.
  mutating func addLessened(_ code: FindingCode) {
    counts[Int(code.rawValue)] += 1
    lessened[Int(code.rawValue)] += 1
  }

  public mutating func add(_ other: FindingCounts) {
    for index in counts.indices {
      counts[index] += other.counts[index]
      lessened[index] += other.lessened[index]
    }
  }

  public mutating func removeAll() {
    for index in counts.indices {
      counts[index] = 0
      lessened[index] = 0
    }
  }
}
