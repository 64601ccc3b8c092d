/// Something about the bytes of a record that RFC 4180 does not allow, or that a limit stopped.
///
/// The reader always finds a parse and says here what it saw; what that means for the record is decided above.
public struct ReaderFinding: Sendable, Hashable {
  /// What was seen.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A quote inside a field that did not begin with one. It is kept as content.
    case bareQuote = "csv.bare-quote"
    /// A quote inside a quoted field that is neither doubled nor escaped. It is kept as content.
    case unescapedQuote = "csv.unescaped-quote"
    /// Something other than a delimiter or a line's end after a closing quote. It is kept as content.
    case textAfterClosingQuote = "csv.text-after-quote"
    /// A quote was opened and never closed. It is kept as content, and the record ends where its line ends.
    case unclosedQuote = "csv.unclosed-quote"
    /// A zero byte. It is kept.
    case nul = "csv.nul"
    /// Bytes that are not UTF-8. They are kept.
    case invalidUTF8 = "csv.invalid-utf8"
    /// A field was longer than `ReaderLimits.fieldBytes`. It is cut there.
    case overlongField = "csv.overlong-field"
    /// A record was longer than `ReaderLimits.recordBytes`. It is cut there.
    case overlongRecord = "csv.overlong-record"
    /// A record had more fields than `ReaderLimits.fieldCount`. The last is the rest of the record as it stands there.
    case overwideRecord = "csv.overwide-record"
  }

  public var code: Code
  /// The record, as an index in its batch.
  public var recordIndex: Int
  /// The physical line of the place, 1-based.
  public var lineNumber: Int
  /// The field of the record, 0-based.
  public var columnIndex: Int
  /// The place in the input, in bytes from its beginning (of the text as UTF-8, where the input is in another encoding).
  public var byteOffset: Int

  public init(code: Code, recordIndex: Int, lineNumber: Int, columnIndex: Int, byteOffset: Int) {
    self.code = code
    self.recordIndex = recordIndex
    self.lineNumber = lineNumber
    self.columnIndex = columnIndex
    self.byteOffset = byteOffset
  }
}

/// How much of the input one record may claim, so that a single missing quote cannot eat the memory.
public struct ReaderLimits: Sendable, Hashable {
  /// The most bytes of one field's content. What is beyond is cut off.
  public let fieldBytes: Int
  /// The most bytes of one record as it stands in the input, without its line end. What is beyond becomes another record.
  public let recordBytes: Int
  /// The most fields of one record. Where there are more, the last one is the rest of the record, as it stands in the input with its
  /// delimiters and quotes.
  public let fieldCount: Int

  /// Places in a batch are 32-bit numbers.
  private static let largest = 1 << 30

  /// The limits of size are held between four bytes, which hold any character, and 1 GiB; nothing is cut within a character. A record
  /// has at least one field, and as many as a spreadsheet has columns (16,384) unless it is said otherwise.
  public init(fieldBytes: Int = 24 << 20, recordBytes: Int = 24 << 20, fieldCount: Int = 1 << 14) {
    self.fieldBytes = max(4, min(fieldBytes, Self.largest))
    self.recordBytes = max(4, min(recordBytes, Self.largest))
    self.fieldCount = max(1, fieldCount)
  }
}
