public import CSV

/// Lists records that are not written, rejected ones or duplicates, with the reason before them, in the dialect of the source, so that
/// they can be mended and fed back in. What a spreadsheet would run is guarded by an apostrophe, which a `ListReader` takes off again.
///
/// The first four columns are `muster_record`, `muster_line`, `muster_code` and `muster_reason`; the source's own follow as they are.
public struct RecordLister<Sink: ByteSink & ~Copyable>: ~Copyable {
  private var sink: Sink
  private let keepsEmpty: Bool
  let buffer: RowBuffer

  /// - Parameters:
  ///   - header: the source's column names. Columns of an earlier run's list at its beginning are not written twice.
  ///   - hasHeader: whether the list begins with the names of its columns.
  ///   - keepsEmpty: whether the list is to appear even when no record is in it.
  ///   - phrase: turns a reason into a sentence. One that names more than the code, the detail and whether there is a value has to be a
  ///     `FindingPhrase(ofOne:)`: any other is made once, for all reasons that agree in these.
  public init(
    to sink: consuming Sink, header: [String], dialect: Dialect, hasHeader: Bool = true, keepsEmpty: Bool = true,
    phrase: @escaping @Sendable (Finding) -> FindingPhrase
  ) {
    self.sink = sink
    self.keepsEmpty = keepsEmpty
    let dropped = header.starts(with: ReasonColumn.names) ? ReasonColumn.names.count : 0
    buffer = RowBuffer(ListedRows(delimiter: dialect.delimiter, dropped: dropped, phrase: phrase))
    if hasHeader { buffer.rows.append(header: ReasonColumn.names + header.dropFirst(dropped)) }
  }

  /// Appends a record with its reason before it, field by field.
  mutating func append(_ fields: [[UInt8]]) { buffer.rows.append(fields) }

  mutating func flush() throws(OutputError) {
    guard !buffer.rows.bytes.isEmpty else { return }
    try sink.write(buffer.rows.bytes)
    buffer.rows.removeBytes()
  }

  /// Writes what is left. The list appears when there is something in it, or when it is wanted all the same.
  mutating func end() throws(OutputError) {
    try flush()
    if buffer.rows.hasRecords || keepsEmpty { try sink.commit() }
  }
}

/// The rows that a list's sink has not been handed yet. A class, so that whoever holds the list appends to them without asking of each what
/// kind of sink it is, which is a search among the types of the program.
final class RowBuffer {
  var rows: ListedRows

  init(_ rows: ListedRows) { self.rows = rows }
}

/// Writes the rows of such a list.
struct ListedRows {
  private(set) var bytes: [UInt8] = []
  private(set) var hasRecords = false
  private let delimiter: UInt8
  private let dropped: Int
  private var writer: GuardingWriter
  private var cells: ReasonCells

  /// - Parameter dropped: how many fields at a record's beginning are left out.
  init(delimiter: UInt8, dropped: Int, phrase: @escaping @Sendable (Finding) -> FindingPhrase) {
    self.delimiter = delimiter
    self.dropped = dropped
    writer = GuardingWriter(RecordWriter(delimiter: delimiter, lineEnd: .lf))
    cells = ReasonCells(delimiter: delimiter, phrase: phrase)
  }

  mutating func append(header names: [String]) { writer.append(record: names, to: &bytes) }

  mutating func append(_ reason: Finding, record index: Int, of batch: RecordBatch) {
    hasRecords = true
    if let frame = cells.frame(for: reason) {
      bytes.append(decimal: reason.place.rowNumber)
      bytes.append(delimiter)
      bytes.append(decimal: reason.place.lineNumber)
      cells.append(frame, record: reason.detail.record, to: &bytes)
      writer.count(written: ReasonColumn.names.count)
    } else {
      writer.append(reason.place.rowNumber, to: &bytes)
      writer.append(reason.place.lineNumber, to: &bytes)
      cells.append(reason, by: &writer, to: &bytes)
    }
    let count = batch.fieldCount(ofRecord: index)
    writer.append(fields: min(dropped, count)..<count, ofRecord: index, in: batch, to: &bytes)
    writer.endRecord(in: &bytes)
  }

  /// Appends a record with its reason before it, field by field.
  mutating func append(_ fields: [[UInt8]]) {
    hasRecords = true
    for field in fields { writer.append(field: field.span, to: &bytes) }
    writer.endRecord(in: &bytes)
  }

  /// Forgets the rows, once a sink has them.
  mutating func removeBytes() { bytes.removeAll(keepingCapacity: true) }
}

/// The columns that a list of rejects or duplicates has before the source's own.
public enum ReasonColumn {
  public static let names = ["muster_record", "muster_line", "muster_code", "muster_reason"]
  /// Those of the list of what `dedup` took out.
  static let namesOfRemoved = ["muster_record", "muster_line", "muster_kept"]

  /// Whether a header is that of a list which the program has set aside, whose cells are guarded against formulas.
  static func isSetAside(_ header: [String]) -> Bool { header.starts(with: names) || header.starts(with: namesOfRemoved) }
}
