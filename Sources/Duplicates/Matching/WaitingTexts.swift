/// Telephone numbers and addresses that wait for their numbers, while the places where these are sought come out of memory: nearly every
/// one is new, and finding that out costs a cache miss.
struct WaitingTexts: Sendable {
  struct Text: Sendable {
    /// The record's index (0-based).
    let record: Int
    let range: Range<Int>
    let hash: UInt64
    /// How long an address's local part is; nil for a telephone number.
    let localCount: Int?
  }

  /// How many wait at most, about.
  static let most = 32

  private(set) var bytes: [UInt8] = []
  private(set) var texts: [Text] = []

  var count: Int { texts.count }

  /// Adds a text and returns its hash.
  mutating func append(_ text: [UInt8], record: Int, localCount: Int?) -> UInt64 {
    let start = bytes.count
    bytes.append(contentsOf: text)
    let hash = textHash(text.span, 0..<text.count)
    texts.append(Text(record: record, range: start..<bytes.count, hash: hash, localCount: localCount))
    return hash
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }
}
