internal import CSV

/// The two files of a deduplication, and what is on its way to them.
struct DeduplicatedFiles<Output: ByteSink & ~Copyable, Removed: ByteSink & ~Copyable>: ~Copyable {
  private var output: Output
  private var removed: Removed?
  private var copier: RecordCopier
  private var lister: GuardingWriter
  private let listsRemoved: Bool
  private var (kept, listed): ([UInt8], [UInt8]) = ([], [])

  /// Begins both with the list's header, if it has one.
  init<Source: ByteSource & ~Copyable>(
    _ list: borrowing ListReader<Source>, to output: consuming Output, duplicates removed: consuming Removed?
  ) {
    self.output = output
    listsRemoved = removed != nil
    self.removed = removed
    copier = RecordCopier(list.detection)
    lister = GuardingWriter(RecordCopier(list.detection).writer)
    if list.hasHeader { copier.append(record: 0, of: list.sample, to: &kept) }
    guard listsRemoved else { return }
    for name in ReasonColumn.namesOfRemoved + list.header { lister.append(name, to: &listed) }
    lister.endRecord(in: &listed)
  }

  mutating func keep(_ record: Int, of batch: RecordBatch) { copier.append(record: record, of: batch, to: &kept) }

  /// - Parameter other: the record that stands for it.
  mutating func remove(_ record: Int, of batch: RecordBatch, row: Int, for other: String) {
    guard listsRemoved else { return }
    for text in [String(row), String(batch.lineNumber(ofRecord: record)), other] { lister.append(text, to: &listed) }
    for field in 0..<batch.fieldCount(ofRecord: record) {
      lister.append(field: batch.bytes.span.extracting(batch.range(ofField: field, inRecord: record)), to: &listed)
    }
    lister.endRecord(in: &listed)
  }

  mutating func flush() throws(OutputError) {
    if !kept.isEmpty { try output.write(kept) }
    if !listed.isEmpty { try removed?.write(listed) }
    kept.removeAll(keepingCapacity: true)
    listed.removeAll(keepingCapacity: true)
  }

  mutating func commit() throws(OutputError) {
    // What is left of the headers when the list has no part at all.
    try flush()
    // The removed ones first: a list whose duplicates are lost would look like a whole one.
    try removed?.commit()
    try output.commit()
  }
}

/// Writes records as they were read.
struct RecordCopier {
  fileprivate private(set) var writer: RecordWriter
  /// Whether quotes mean in the source what they mean in the output, so that a record may be copied as it stands there.
  private let copies: Bool

  init(_ detection: Detection) {
    let dialect = detection.dialect
    writer = RecordWriter(delimiter: dialect.delimiter, lineEnd: detection.hasCRLF ? .crlf : .lf)
    copies = dialect == Dialect(delimiter: dialect.delimiter)
  }

  mutating func append(record: Int, of batch: RecordBatch, to buffer: inout [UInt8]) {
    if copies { return writer.append(record: record, of: batch, to: &buffer) }
    for field in 0..<batch.fieldCount(ofRecord: record) {
      writer.append(field: batch.bytes.span.extracting(batch.range(ofField: field, inRecord: record)), to: &buffer)
    }
    writer.endRecord(in: &buffer)
  }
}

extension Detection {
  /// Whether most of the list's lines end with CRLF.
  fileprivate var hasCRLF: Bool {
    evidence.contains { if case .lineEnds(let lf, let crlf, let cr) = $0 { crlf > lf && crlf > cr } else { false } }
  }
}
