internal import CSV

/// One record of a batch, with its place in the source and the names of its columns.
struct SourceRecord {
  let batch: RecordBatch
  /// The record in its batch, 0-based.
  let index: Int
  /// The record in the list, 1-based.
  let rowNumber: Int
  let header: [String]

  var fieldCount: Int { batch.fieldCount(ofRecord: index) }

  /// A field's bytes; empty where the record has no such field.
  func bytes(ofColumn column: Int) -> ArraySlice<UInt8> {
    guard column < fieldCount else { return [] }
    return batch.bytes[batch.range(ofField: column, inRecord: index)]
  }

  /// The same as text. Allocates: for findings, not for the hot path.
  func string(ofColumn column: Int) -> String { String(decoding: bytes(ofColumn: column), as: UTF8.self) }

  /// Whether a field is missing, empty or nothing but ASCII white space.
  func isBlank(_ column: Int) -> Bool {
    bytes(ofColumn: column).allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  func place(column: Int?) -> Place {
    Place(
      rowNumber: rowNumber, lineNumber: batch.lineNumber(ofRecord: index),
      column: column.flatMap { $0 < header.count ? header[$0] : nil })
  }
}
