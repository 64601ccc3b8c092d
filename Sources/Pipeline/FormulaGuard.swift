public import CSV

/// Keeps spreadsheets from running what stands in a cell: in files that people open, a cell that would be taken for a formula gets an
/// apostrophe in front (OWASP, CSV Injection).
///
/// A formula begins with `=`, `@`, a tab, CR or LF, the full-width forms of the signs, or with `+` or `-` when what follows is more than a
/// telephone number has. A cell that looks guarded already is guarded once more, so that taking one apostrophe off gives every cell back
/// byte for byte. A file for a program is never guarded: there a plus begins a number.
public enum FormulaGuard {
  static let mark = UInt8(ascii: "'")

  /// Whether a cell is to be guarded, or is one that has been.
  public static func applies(to cell: Span<UInt8>) -> Bool {
    guard cell.count > 0, mayApply(cell[0]) else { return false }
    var start = 0
    while start < cell.count, cell[start] == mark { start += 1 }
    return start < cell.count && isFormula(cell.extracting(start..<cell.count))
  }

  /// Whether a cell has been guarded.
  static func isGuarded(_ cell: Span<UInt8>) -> Bool { cell.count > 1 && cell[0] == mark && applies(to: cell) }

  /// A text with its guard, where it needs one.
  public static func guarded(_ text: String) -> String { applies(to: Array(text.utf8).span) ? "'" + text : text }

  /// A text without the guard that `guarded` gave it.
  static func unguarded(_ text: String) -> String { isGuarded(Array(text.utf8).span) ? String(text.dropFirst()) : text }

  /// Most cells begin with none of these.
  @inline(__always)
  private static func mayApply(_ byte: UInt8) -> Bool {
    switch byte {
    case mark, UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"), 0x09, 0x0A, 0x0D, 0xEF: true
    default: false
    }
  }

  private static func isFormula(_ cell: Span<UInt8>) -> Bool {
    switch cell[0] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumberLike(cell.extracting(1..<cell.count))
    case 0xEF:
      // U+FF1D, U+FF20, U+FF0B and U+FF0D.
      guard cell.count > 2 else { return false }
      switch (cell[1], cell[2]) {
      case (0xBC, 0x9D), (0xBC, 0xA0): return true
      case (0xBC, 0x8B), (0xBC, 0x8D): return !isNumberLike(cell.extracting(3..<cell.count))
      default: return false
      }
    default: return false
    }
  }

  /// Whether a text holds nothing but what telephone numbers are written with, and perhaps an extension behind `x` or `ext`. No function
  /// has such a name, and no reference to a cell is without a letter.
  private static func isNumberLike(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count, isOfNumber(text[index]) { index += 1 }
    guard index < text.count else { return true }
    if index + 3 <= text.count, text[index] | 0x20 == 0x65, text[index + 1] | 0x20 == 0x78, text[index + 2] | 0x20 == 0x74 {
      index += 3
    } else if text[index] | 0x20 == 0x78 {
      index += 1
    } else {
      return false
    }
    // Behind the word digits and spaces alone: "x1" might be a cell's name, but not where a number stands before it.
    while index < text.count, isOfNumber(text[index]) { index += 1 }
    return index == text.count
  }

  /// Digits, blanks, parentheses, dots, dashes and slashes.
  @inline(__always)
  private static func isOfNumber(_ byte: UInt8) -> Bool {
    let signs: UInt64 = 1 << 0x20 | 1 << 0x28 | 1 << 0x29 | 1 << 0x2D | 1 << 0x2E | 1 << 0x2F
    return byte < 64 && (signs | 0x3FF << 0x30) >> UInt64(byte) & 1 != 0
  }
}

/// Writes records for people to open: like a `RecordWriter`, with guards against formulas.
public struct GuardingWriter: Sendable {
  private var writer: RecordWriter
  private var guarded: [UInt8] = []

  public init(_ writer: RecordWriter) { self.writer = writer }

  mutating func append(field: Span<UInt8>, to buffer: inout [UInt8]) {
    guard FormulaGuard.applies(to: field) else { return writer.append(field: field, to: &buffer) }
    // Taken out for the call, which changes another part of this value.
    var cell: [UInt8] = []
    swap(&cell, &guarded)
    cell.removeAll(keepingCapacity: true)
    cell.append(FormulaGuard.mark)
    for index in field.indices { cell.append(field[index]) }
    writer.append(field: cell.span, to: &buffer)
    swap(&cell, &guarded)
  }

  /// Appends fields of a record as they were read; neighbours that need no guard are copied at one go.
  mutating func append(fields: Range<Int>, ofRecord record: Int, in batch: RecordBatch, to buffer: inout [UInt8]) {
    let bytes = batch.bytes.span
    let needsGuards = fields.contains { FormulaGuard.applies(to: bytes.extracting(batch.range(ofField: $0, inRecord: record))) }
    guard needsGuards else { return writer.append(fields: fields, ofRecord: record, in: batch, to: &buffer) }
    for field in fields { append(field: bytes.extracting(batch.range(ofField: field, inRecord: record)), to: &buffer) }
  }

  mutating func append(_ text: String, to buffer: inout [UInt8]) { append(field: text.utf8.span, to: &buffer) }

  /// Appends a number.
  mutating func append(_ number: Int, to buffer: inout [UInt8]) {
    let text = DecimalText(number)
    writer.append(field: text.span, to: &buffer)
  }

  /// Appends a whole record of texts, its line end included.
  public mutating func append(record texts: [String], to buffer: inout [UInt8]) {
    for text in texts { append(text, to: &buffer) }
    endRecord(in: &buffer)
  }

  /// Counts fields of the current record that the caller has appended itself, guarded where they need it.
  mutating func count(written fields: Int) { writer.count(written: fields) }

  mutating func endRecord(in buffer: inout [UInt8]) { writer.endRecord(in: &buffer) }
}

extension RecordBatch {
  /// Takes the guards off all cells, as far as they have one.
  mutating func removeGuards() {
    for record in 0..<count {
      for field in 0..<fieldCount(ofRecord: record)
      where FormulaGuard.isGuarded(bytes.span.extracting(range(ofField: field, inRecord: record))) {
        dropFirstByte(ofField: field, inRecord: record)
      }
    }
  }
}
