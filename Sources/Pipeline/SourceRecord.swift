internal import CSV

/// A record of a batch, with its place in the source and the names of its columns. Moved along the batch, so that a record costs no
/// reference counting.
struct SourceRecord {
  let batch: RecordBatch
  let header: [String]
  /// The record in its batch, 0-based.
  var index: Int
  /// The record in the list, 1-based.
  var rowNumber: Int
  var fieldCount = 0

  init(batch: RecordBatch, index: Int, rowNumber: Int, header: [String]) {
    self.batch = batch
    self.header = header
    self.index = index
    self.rowNumber = rowNumber
  }

  /// Where a field lies in the batch's bytes; empty where the record has no such field.
  func range(ofColumn column: Int) -> Range<Int> {
    column < fieldCount ? batch.range(ofField: column, inRecord: index) : 0..<0
  }

  /// A field as text. Allocates: for findings, not for the hot path.
  func string(ofColumn column: Int) -> String { String(decoding: batch.bytes[range(ofColumn: column)], as: UTF8.self) }

  /// Whether a field is missing, empty or nothing but ASCII white space.
  func isBlank(_ column: Int) -> Bool {
    let bytes = batch.bytes.span
    for place in range(ofColumn: column) {
      let byte = bytes[place]
      if byte != 0x20 && !(0x09...0x0D).contains(byte) { return false }
    }
    return true
  }

  func place(column: Int?) -> Place {
    Place(
      rowNumber: rowNumber, lineNumber: batch.lineNumber(ofRecord: index),
      column: column.flatMap { $0 < header.count ? header[$0] : nil })
  }
}
