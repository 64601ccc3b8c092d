public import CSV

/// Lists records that are not written, rejected ones or duplicates, with the reason before them, in the dialect of the source, so that
/// they can be mended and fed back in. What a spreadsheet would run is guarded by an apostrophe, which a `ListReader` takes off again.
///
/// The first four columns are `muster_record`, `muster_line`, `muster_code` and `muster_reason`; the source's own follow as they are.
public struct RecordLister<Sink: ByteSink & ~Copyable>: ~Copyable {
  private var sink: Sink
  private let phrase: @Sendable (Finding) -> String
  private let keepsEmpty: Bool
  private let dropped: Int
  private var writer: GuardingWriter
  private var buffer: [UInt8] = []
  private var hasRecords = false

  /// - Parameters:
  ///   - header: the source's column names. Columns of an earlier run's list at its beginning are not written twice.
  ///   - hasHeader: whether the list begins with the names of its columns.
  ///   - keepsEmpty: whether the list is to appear even when no record is in it.
  ///   - phrase: turns a reason into a sentence.
  public init(
    to sink: consuming Sink, header: [String], dialect: Dialect, hasHeader: Bool = true, keepsEmpty: Bool = true,
    phrase: @escaping @Sendable (Finding) -> String
  ) {
    self.sink = sink
    self.phrase = phrase
    self.keepsEmpty = keepsEmpty
    dropped = header.starts(with: ReasonColumn.names) ? ReasonColumn.names.count : 0
    writer = GuardingWriter(RecordWriter(delimiter: dialect.delimiter, lineEnd: .lf))
    guard hasHeader else { return }
    writer.append(record: ReasonColumn.names + header.dropFirst(dropped), to: &buffer)
  }

  mutating func append(_ reason: Finding, record index: Int, of batch: RecordBatch) {
    hasRecords = true
    writer.append(reason.place.rowNumber, to: &buffer)
    writer.append(reason.place.lineNumber, to: &buffer)
    writer.append(reason.code.name, to: &buffer)
    writer.append(phrase(reason), to: &buffer)
    let count = batch.fieldCount(ofRecord: index)
    writer.append(fields: min(dropped, count)..<count, ofRecord: index, in: batch, to: &buffer)
    writer.endRecord(in: &buffer)
  }

  /// Appends a record with its reason before it, field by field.
  mutating func append(_ fields: [[UInt8]]) {
    hasRecords = true
    for field in fields { writer.append(field: field.span, to: &buffer) }
    writer.endRecord(in: &buffer)
  }

  mutating func flush() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    try sink.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left. The list appears when there is something in it, or when it is wanted all the same.
  mutating func end() throws(OutputError) {
    try flush()
    if hasRecords || keepsEmpty { try sink.commit() }
  }
}

/// The columns that a list of rejects or duplicates has before the source's own.
public enum ReasonColumn {
  public static let names = ["muster_record", "muster_line", "muster_code", "muster_reason"]
  /// Those of the list of what `dedup` took out.
  static let namesOfRemoved = ["muster_record", "muster_line", "muster_kept"]

  /// Whether a header is that of a list which the program has set aside, whose cells are guarded against formulas.
  static func isSetAside(_ header: [String]) -> Bool { header.starts(with: names) || header.starts(with: namesOfRemoved) }
}
