internal import CSV

/// A record as it was read, with its place in the source. A view of its batch: a record costs no reference counting.
struct SourceRecord: ~Escapable, BitwiseCopyable {
  let fields: RecordFields
  /// The record in the list, 1-based.
  let rowNumber: Int
  /// The physical line on which it begins, 1-based.
  let lineNumber: Int

  @_lifetime(copy fields)
  init(_ fields: RecordFields, rowNumber: Int, lineNumber: Int) {
    self.fields = fields
    self.rowNumber = rowNumber
    self.lineNumber = lineNumber
  }

  /// How many fields it has; records may be ragged.
  var fieldCount: Int { fields.count }

  /// A field's content; empty where the record has no such field.
  @_lifetime(copy self)
  @inline(__always)
  func cell(_ column: Int) -> Span<UInt8> {
    column < fields.count ? fields[column] : Span()
  }

  /// Where a field's content lies in `fields.bytes`; nowhere where the record has no such field.
  @inline(__always)
  func range(ofColumn column: Int) -> Range<Int> { column < fields.count ? fields.range(of: column) : 0..<0 }

  /// A field's content as it stands, for a contact's text.
  @inline(__always)
  func text(ofColumn column: Int) -> Contact.Text { Contact.Text(range(ofColumn: column), of: .source) }

  /// A field as text, at most about its first thousand bytes. Allocates: for findings, not for the hot path.
  func string(ofColumn column: Int) -> String {
    let cell = cell(column)
    guard cell.count > 1000 else { return String(decoding: cell) }
    var end = 1000
    while end > 0, cell[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: cell.extracting(0..<end)) + "…"
  }

  /// Whether a field is missing, empty or nothing but ASCII white space.
  @inline(__always)
  func isBlank(_ column: Int) -> Bool {
    let cell = cell(column)
    // Most cells are not, and show it at once.
    if !cell.isEmpty, cell[0] > 0x20 { return false }
    return cell.isWhiteSpace
  }

  /// Where a finding about one of its columns is, or about all of it.
  func place(column: String?) -> Place { Place(rowNumber: rowNumber, lineNumber: lineNumber, column: column) }
}

extension Span<UInt8> {
  /// Whether there is nothing but ASCII white space, or nothing at all.
  fileprivate var isWhiteSpace: Bool {
    for index in indices {
      let byte = self[index]
      if byte != 0x20 && !(0x09...0x0D).contains(byte) { return false }
    }
    return true
  }
}

extension String {
  /// UTF-8; ill-formed sequences become U+FFFD.
  init(decoding cell: Span<UInt8>) {
    self = unsafe cell.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
