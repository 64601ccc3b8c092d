public import Duplicates

/// Makes the plan by which the parts of a list are matched, of counts.
///
/// Takes lines: `records` and how many there are, once, and `block`, a key's name, a size and how many of the key's blocks have it.
public struct BlockCounting {
  private var records: Int?
  private var blocks: [(key: BlockingKey, size: Int, count: Int)] = []

  public init() {}

  /// - Returns: false for any other line.
  public mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
    let line = MatchingLine(line)
    switch line.text(0) {
    case "records":
      guard let number = line.number(1), number >= 0, records == nil else { return false }
      records = number
    case "block":
      guard let key = BlockingKey(name: line.text(1)), let size = line.number(2), let count = line.number(3), size > 0, count > 0 else {
        return false
      }
      blocks.append((key, size, count))
    default: return false
    }
    return true
  }

  /// Nil where nobody said how many records there are.
  public var plan: MatchingPlan? { records.map { MatchingPlan(records: $0, blocks: blocks) } }
}
