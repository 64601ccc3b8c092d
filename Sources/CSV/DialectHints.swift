/// What the caller knows about how an input is written, so that only the rest has to be found out.
public struct DialectHints: Sendable, Hashable {
  public var encoding: TextEncoding?
  public var delimiter: UInt8?
  /// `.some(nil)` turns quoting off.
  public var quote: UInt8??
  public var escape: UInt8?
  public var comment: UInt8?
  public var hasLazyQuotes: Bool

  public init(
    encoding: TextEncoding? = nil, delimiter: UInt8? = nil, quote: UInt8?? = nil, escape: UInt8? = nil, comment: UInt8? = nil,
    hasLazyQuotes: Bool = false
  ) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.comment = comment
    self.hasLazyQuotes = hasLazyQuotes
  }

  /// Whether a zero byte is part of the dialect, so that zero bytes say nothing about the encoding.
  var usesNUL: Bool { delimiter == 0 || quote == .some(0) || escape == 0 || comment == 0 }

  /// The dialect as far as it is known, and RFC 4180 beyond.
  var dialect: Dialect {
    var dialect = Dialect(escape: escape, comment: comment, hasLazyQuotes: hasLazyQuotes)
    if let delimiter { dialect.delimiter = delimiter }
    if let quote { dialect.quote = quote }
    return dialect
  }
}
