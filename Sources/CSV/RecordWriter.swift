/// Appends records to a byte buffer as RFC 4180 writes them: quotes only around a field that needs them, quotes inside doubled.
///
/// A record's only field, when it is empty, is written `""`, since a line without a byte is not a record. What is written is read back
/// as it was.
public struct RecordWriter: Sendable {
  /// What is written after a record.
  public enum LineEnd: Sendable, Hashable { case lf, crlf }

  public let delimiter: UInt8
  public let lineEnd: LineEnd
  private let quote = UInt8(ascii: "\"")
  private var fieldsInRecord = 0
  private var isLoneEmpty = false

  public init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: LineEnd = .crlf) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
  }

  /// Appends one field of the current record, after a delimiter unless it is the first.
  public mutating func append(field: Span<UInt8>, to buffer: inout [UInt8]) {
    if fieldsInRecord > 0 { buffer.append(delimiter) }
    isLoneEmpty = fieldsInRecord == 0 && field.isEmpty
    fieldsInRecord += 1
    var needsQuotes = false
    for index in field.indices {
      let byte = field[index]
      if byte == quote || byte == delimiter || byte == 0x0A || byte == 0x0D { needsQuotes = true }
    }
    // A byte order mark at the input's beginning would be taken off when it is read back.
    if buffer.isEmpty, field.count >= 3, field[0] == 0xEF, field[1] == 0xBB, field[2] == 0xBF { needsQuotes = true }
    if needsQuotes { buffer.append(quote) }
    for index in field.indices {
      let byte = field[index]
      if byte == quote { buffer.append(quote) }
      buffer.append(byte)
    }
    if needsQuotes { buffer.append(quote) }
  }

  /// Ends the current record. One without fields is written as one with a single empty field.
  public mutating func endRecord(in buffer: inout [UInt8]) {
    if isLoneEmpty || fieldsInRecord == 0 {
      buffer.append(quote)
      buffer.append(quote)
    }
    if lineEnd == .crlf { buffer.append(0x0D) }
    buffer.append(0x0A)
    fieldsInRecord = 0
    isLoneEmpty = false
  }
}
