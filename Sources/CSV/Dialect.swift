/// How one file writes records and fields down: the bytes that separate, quote, escape and end them.
///
/// All of them are single bytes of the text as UTF-8. A dialect says nothing about encoding, header or preamble: see `Detection`.
public struct Dialect: Sendable, Hashable {
  /// The byte between two fields of a record.
  public var delimiter: UInt8
  /// The byte around a field that may hold delimiters and line ends; `nil` where the file has no such thing.
  public var quote: UInt8?
  /// A byte that takes the meaning away from the byte after it, inside and outside of quotes; `nil` for none.
  public var escape: UInt8?
  /// The byte that opens a line which is not a record, when it is the line's first; `nil` for none.
  public var comment: UInt8?
  /// Whether two quotes inside a quoted field stand for one (RFC 4180, section 2, rule 7).
  public var doublesQuotes: Bool
  /// Whether a quote inside a quoted field ends the field only before a delimiter or a line's end, and is content anywhere else.
  public var hasLazyQuotes: Bool
  /// Whether spaces after a delimiter are dropped, so that a quote behind them still opens a quoted field.
  public var skipsInitialSpace: Bool
  /// What ends a record.
  public var terminator: LineTerminator

  public init(
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    escape: UInt8? = nil,
    comment: UInt8? = nil,
    doublesQuotes: Bool = true,
    hasLazyQuotes: Bool = false,
    skipsInitialSpace: Bool = false,
    terminator: LineTerminator = .anyLineEnd
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.comment = comment
    self.doublesQuotes = doublesQuotes
    self.hasLazyQuotes = hasLazyQuotes
    self.skipsInitialSpace = skipsInitialSpace
    self.terminator = terminator
  }

  /// Whether a byte means something in this dialect.
  func uses(_ byte: UInt8) -> Bool { byte == delimiter || byte == quote || byte == escape || byte == comment || terminator == .byte(byte) }

  /// Comma, double quote, quotes doubled, any line end (RFC 4180, section 2).
  public static let rfc4180 = Dialect()
}

/// What ends a record outside of quotes.
public enum LineTerminator: Sendable, Hashable {
  /// LF, CRLF or a lone CR, whichever comes, mixed as they come.
  case anyLineEnd
  /// This byte alone; CR and LF are content.
  case byte(UInt8)
}
