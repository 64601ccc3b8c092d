public import CSV

/// What the caller knows about a list, so that it need not be detected.
public struct ReadingOptions: Sendable {
  public var delimiter: UInt8?
  /// `.some(nil)` turns quoting off.
  public var quote: UInt8??
  public var escape: UInt8?
  public var comment: UInt8?
  public var encoding: TextEncoding?
  public var hasLazyQuotes = false
  /// Whether the first record names the columns; nil to find out.
  public var hasHeader: Bool?
  /// Whether a record holds names that columns have. Asked when nothing else speaks for a header.
  public var isHeader: @Sendable ([String]) -> Bool = { _ in true }

  public init() {}

  /// A detection's result with what is known put in its place.
  func pinned(_ detection: Detection) -> Detection {
    var pinned = detection
    if let delimiter { pinned.dialect.delimiter = delimiter }
    if let quote { pinned.dialect.quote = quote }
    if let escape { pinned.dialect.escape = escape }
    if let comment { pinned.dialect.comment = comment }
    if let encoding { pinned.encoding = encoding }
    if hasLazyQuotes { pinned.dialect.hasLazyQuotes = true }
    return pinned
  }
}
