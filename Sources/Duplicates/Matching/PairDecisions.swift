/// What a person decided about pairs of records: the marks in a decisions file.
public struct PairDecisions: Sendable, Equatable {
  public enum Mark: String, Sendable, CaseIterable {
    case same, different
  }

  private var marks: [Pair: Mark] = [:]

  struct Pair: Hashable, Sendable {
    let first: Int
    let second: Int

    init(_ a: Int, _ b: Int) {
      first = min(a, b)
      second = max(a, b)
    }
  }

  public init() {}

  public var isEmpty: Bool { marks.isEmpty }
  public var count: Int { marks.count }

  /// The mark on two row numbers (1-based), in either order. The last one set holds.
  public subscript(a: Int, b: Int) -> Mark? {
    get { marks[Pair(a, b)] }
    set { marks[Pair(a, b)] = newValue }
  }

  /// The row numbers of the pairs with a mark, ordered.
  public func pairs(marked mark: Mark) -> [(first: Int, second: Int)] {
    ordered.filter { $0.mark == mark }.map { ($0.pair.first, $0.pair.second) }
  }

  /// The marked pairs, ordered.
  var ordered: [(pair: Pair, mark: Mark)] {
    marks.map { ($0.key, $0.value) }.sorted { ($0.pair.first, $0.pair.second) < ($1.pair.first, $1.pair.second) }
  }
}
