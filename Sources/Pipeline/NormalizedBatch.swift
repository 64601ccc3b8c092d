internal import Bytes
internal import CSV
public import Duplicates

/// What a worker made of a batch of records: each one encoded for the output, with its key, or the reason why it cannot go out.
public struct NormalizedBatch: ~Copyable {
  /// The encoded records, one after the other; a rejected one has no bytes.
  private(set) var output = PaddedBytes()
  /// One record as an encoder makes it.
  private var encoded: [UInt8] = []
  private var outputEnds = PlainList<Int>()
  /// What identifies each record; nil where nothing does.
  private(set) var keys = PlainList<IdentityKey?>()
  /// The keys of the columns of which no value may stand in two records: for each record as many as there are such columns.
  private(set) var uniqueKeys: [IdentityKey?] = []
  /// What deciding among records of one contact asks of each record; nothing unless the plan needs it.
  var facts = RowFactsBuffer()
  /// The reason of each rejected record, in order of the records.
  public private(set) var rejections: [(index: Int, reason: Finding)] = []
  /// Everything noticed about the batch's records, in their order; empty unless the run keeps findings.
  public internal(set) var findings: [Finding] = []
  public internal(set) var counts = FindingCounts()
  /// What was observed of the records; empty unless the run asks for it.
  public internal(set) var observed = ObservedBatch()
  /// The check that ends the run, if one of the batch's records did not pass it.
  public internal(set) var abortion: Finding?

  /// What matching is told of each record; nothing unless the run looks for people.
  var people = PersonTexts()

  public init() {}

  /// The number of records.
  public var count: Int { keys.count }

  /// Where a record lies in `output`.
  public func outputRange(ofRecord index: Int) -> Range<Int> {
    (index == 0 ? 0 : outputEnds[index - 1])..<outputEnds[index]
  }

  /// Some of the encoded records.
  public subscript(range: Range<Int>) -> Span<UInt8> {
    @_lifetime(borrow self) get { output.span.extracting(range) }
  }

  mutating func removeAll() {
    output.removeAll()
    outputEnds.removeAll()
    keys.removeAll()
    uniqueKeys.removeAll(keepingCapacity: true)
    facts.removeAll()
    rejections.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
    counts.removeAll()
    observed.removeAll()
    abortion = nil
    people.removeAll()
  }

  mutating func append(_ fields: borrowing FieldBuffer, key: IdentityKey?, uniqueColumns: [Int], encoder: any RecordEncoder) {
    if !uniqueColumns.isEmpty { for column in uniqueColumns { uniqueKeys.append(fields.key(of: [column])) } }
    encoded.removeAll(keepingCapacity: encoded.count < 1 << 20)
    encoder.append(fields, to: &encoded)
    Self.append(encoded, to: &output)
    end(key: key)
  }

  /// Writes a contact as a line. It is none of the batch's before it is appended.
  @inline(__always)
  mutating func write(
    _ contact: inout Contact, columns: Span<RecordSteps.Column>, of record: SourceRecord, fillers: Span<UInt8>, by writer: RecordWriter
  ) -> WrittenLine {
    if let line = contact.write(columns: columns, of: record, fillers: fillers, by: writer, to: &output) { return line }
    return contact.writeQuoted(columns: columns, of: record, fillers: fillers, by: writer, to: &output)
  }

  /// Appends the line that was written last.
  @inline(__always)
  mutating func append(_ line: WrittenLine, key: IdentityKey?) {
    output.advance(by: line.length)
    end(key: key)
  }

  private static func append(_ encoded: [UInt8], to output: inout PaddedBytes) { output.append(0..<encoded.count, of: encoded.span) }

  /// Ends a record.
  @inline(__always)
  private mutating func end(key: IdentityKey?) {
    outputEnds.append(output.count)
    keys.append(key)
  }

  mutating func append(rejectedFor reason: Finding, key: IdentityKey?, uniqueColumns: [Int]) {
    for _ in uniqueColumns { uniqueKeys.append(nil) }
    rejections.append((keys.count, reason))
    end(key: key)
  }
}
