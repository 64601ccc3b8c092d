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
  /// Whether the apostrophes that guard the cells of a list of rejects or duplicates against spreadsheets stay where they are.
  public var keepsGuards = false
  /// Whether a record holds names that columns have. Asked when nothing else speaks for a header.
  public var isHeader: @Sendable ([String]) -> Bool = { _ in true }

  public init() {}

  /// What of it is about how the list is written.
  var hints: DialectHints {
    DialectHints(
      encoding: encoding, delimiter: delimiter, quote: quote, escape: escape, comment: comment, hasLazyQuotes: hasLazyQuotes)
  }
}
