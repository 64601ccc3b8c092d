/// What was understood of an input from its first bytes, and why.
public struct Detection: Sendable, Equatable {
  public var encoding: TextEncoding
  public var dialect: Dialect
  /// Whether the first record names the columns; `nil` when nothing speaks for or against it.
  public var hasHeader: Bool?
  /// The number of physical lines before the first record that belong to no table: a title, or the `sep=` line that Excel writes.
  public var preambleLines: Int
  /// The number of records at the end that look like totals or a note, where the sample reaches the end. They are records all the same.
  public var trailingRecords: Int
  public var evidence: [Evidence]

  public init(
    encoding: TextEncoding = .utf8, dialect: Dialect = .rfc4180, hasHeader: Bool? = nil, preambleLines: Int = 0, trailingRecords: Int = 0,
    evidence: [Evidence] = []
  ) {
    self.encoding = encoding
    self.dialect = dialect
    self.hasHeader = hasHeader
    self.preambleLines = preambleLines
    self.trailingRecords = trailingRecords
    self.evidence = evidence
  }

  /// One fact that spoke for a choice.
  public enum Evidence: Sendable, Hashable {
    /// The text begins with the encoding's byte order mark.
    case byteOrderMark(TextEncoding)
    case wellFormedUTF8(sampleBytes: Int)
    /// Characters beyond ASCII that are UTF-8, against bytes that are not.
    case mostlyUTF8(characters: Int, illFormed: Int)
    /// Zero bytes stand where UTF-16 has them for Latin letters and punctuation.
    case zeroBytes(TextEncoding)
    /// ICU's charset detector, 0 to 100.
    case charsetGuess(TextEncoding, confidence: Int)
    /// Nothing better was found.
    case assumed(TextEncoding)
    /// The caller said so.
    case given(Setting)
    /// The line `sep=` names the delimiter.
    case separatorLine(delimiter: UInt8)
    /// With this delimiter, so many of the sample's records have the same number of fields. The likeliest candidate comes first.
    case delimiter(UInt8, records: Int, consistentRecords: Int, fields: Int)
    /// No candidate splits the records: the file has one column.
    case singleColumn
    /// So many fields stand in this quote.
    case quotedFields(quote: UInt8, count: Int)
    /// So many records only make sense when a backslash takes the meaning from a quote.
    case backslashEscapes(records: Int)
    /// So many records have a space between delimiter and quote.
    case spaceBeforeQuote(records: Int)
    /// Line ends of each kind, outside of quotes or not.
    case lineEnds(lf: Int, crlf: Int, cr: Int)
    /// The first record has names where the ones below have numbers, addresses or the like.
    case headerDiffers(columns: Int)
    /// The first record has numbers, addresses or the like itself.
    case headerHasData(columns: Int)
    /// Lines before the table that have too few fields to be of it.
    case preamble(lines: Int)
    /// Records at the end that have too few fields to be of the table, or that say "total".
    case trailing(records: Int)
  }

  /// Something that the caller can pin.
  public enum Setting: Sendable, Hashable { case encoding, delimiter, quote, escape }
}

/// An encoding of text.
public struct TextEncoding: Sendable, Hashable {
  /// The IANA name, or the one that ICU knows it by.
  public let name: String

  public init(name: String) { self.name = name }

  public static let utf8 = TextEncoding(name: "UTF-8")
  /// Latin-1 as it is really written: with € and “ ” where the standard has controls.
  public static let windows1252 = TextEncoding(name: "windows-1252")
}
