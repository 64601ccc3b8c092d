internal import CSV
internal import ImportRequest

/// The contacts of one batch, as they were written.
struct BatchContacts: Sendable {
  let columns: [String]
  /// Each contact's values, column by column.
  let rows: [[String]]
  private let numberColumn: Int
  private let delimiter: UInt8
  private let csv: [UInt8]

  var count: Int { rows.count }

  /// The number of a contact, as it was written.
  func number(of index: Int) -> String { rows[index][numberColumn] }

  /// Nil when the CSV has other columns than the manifest says.
  init?(csv: [UInt8], manifest: Manifest) {
    var reader = RecordReader(source: MemorySource(csv), dialect: Dialect(delimiter: manifest.delimiter), checksText: false)
    var batch = RecordBatch()
    var rows: [[String]] = []
    do throws(ReadError) {
      while try reader.read(into: &batch) {
        for record in 0..<batch.count { rows.append(batch.strings(ofRecord: record)) }
      }
    } catch {
      return nil
    }
    guard rows.first == manifest.columns, let numberColumn = manifest.columns.firstIndex(of: ImportCall.numberColumn),
      rows.allSatisfy({ $0.count == manifest.columns.count })
    else { return nil }
    columns = manifest.columns
    self.rows = Array(rows.dropFirst())
    self.numberColumn = numberColumn
    self.csv = csv
    delimiter = manifest.delimiter
  }

  /// The CSV of some of the contacts: the batch's own when it is all of them.
  func csv(of indexes: [Int]) -> [UInt8] {
    guard indexes.count < count else { return csv }
    var writer = RecordWriter(delimiter: delimiter, lineEnd: .lf)
    var bytes: [UInt8] = []
    for row in [columns] + indexes.map({ rows[$0] }) { writer.append(row, to: &bytes) }
    return bytes
  }
}

extension RecordWriter {
  /// Appends one record of texts.
  mutating func append(_ row: [String], to bytes: inout [UInt8]) {
    for value in row { append(field: Array(value.utf8).span, to: &bytes) }
    endRecord(in: &bytes)
  }
}
