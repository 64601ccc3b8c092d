/// How often each thing was noticed: a counter for each code.
public struct FindingCounts: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: FindingCode.allCases.count)

  public init() {}

  public subscript(code: FindingCode) -> Int { counts[Int(code.rawValue)] }

  /// The codes that were noticed at all, in the order of their declaration.
  public var noticed: [(code: FindingCode, count: Int)] {
    FindingCode.allCases.lazy.map { ($0, self[$0]) }.filter { $0.count > 0 }
  }

  /// The sum over all codes.
  public var total: Int { counts.reduce(0, +) }

  public mutating func add(_ code: FindingCode, times: Int = 1) { counts[Int(code.rawValue)] += times }

  public mutating func add(_ other: FindingCounts) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  public mutating func removeAll() {
    for index in counts.indices { counts[index] = 0 }
  }
}
