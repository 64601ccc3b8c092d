internal import CSV

/// Makes records of a list again from their cleaned form and their changes.
struct RecordRestorer {
  private let columns: ChangedColumns
  private var writer: RecordWriter
  private var fields: [[UInt8]] = []
  private var cleaned: [[UInt8]] = []
  /// How many fields the record had, where it ended before the header does.
  private var end: Int?
  private var row = 0
  var output: [UInt8] = []

  init(columns: ChangedColumns, delimiter: UInt8) {
    self.columns = columns
    writer = RecordWriter(delimiter: delimiter, lineEnd: .lf)
  }

  mutating func appendHeader() {
    if columns.hasHeader { writer.append(record: columns.header, to: &output) }
  }

  /// Begins with a record as it is in the cleaned list: what did not change is found there.
  mutating func begin<Source: ByteSource & ~Copyable>(_ cursor: borrowing RecordCursor<Source>, _ record: Int, row: Int) {
    self.row = row
    let batch = cursor.batch
    cleaned = (0..<batch.fieldCount(ofRecord: record)).map { Array(batch.bytes[batch.range(ofField: $0, inRecord: record)]) }
    fields = columns.targets.map { $0.map(value) ?? [] }
    end = nil
  }

  private func value(_ target: Int) -> [UInt8] { target < cleaned.count ? cleaned[target] : [] }

  mutating func apply(_ change: Change) throws(ReversalError) {
    guard let column = columns.index(of: change.column) else { throw .badChange(line: change.line) }
    if column < columns.targets.count, let target = columns.targets[column], value(target) != change.after {
      throw .edited(
        row: row, column: change.column, expected: String(decoding: change.after, as: UTF8.self),
        found: String(decoding: value(target), as: UTF8.self))
    }
    if change.why == FindingCode.tooFewFields.name, column < columns.header.count {
      end = min(end ?? column, column)
    } else if column < fields.count {
      fields[column] = change.before
    } else {
      // Fields beyond the header come one after the other.
      guard column == fields.count else { throw .badChange(line: change.line) }
      fields.append(change.before)
    }
  }

  mutating func finish() {
    for field in fields.prefix(end ?? fields.count) { writer.append(field: field.span, to: &output) }
    writer.endRecord(in: &output)
  }
}
