/// Records in one byte buffer, with bounds: no `String`, no array per record. Reused from read to read.
///
/// A consumer takes `batch.bytes.span` once for the batch and slices it by `range(ofField:inRecord:)`.
public struct RecordBatch: Sendable {
  /// The content of all fields, unquoted. What lies between fields is of no meaning.
  public internal(set) var bytes: [UInt8] = []
  /// What the reader saw that RFC 4180 does not allow, in order of appearance.
  public internal(set) var findings: [ReaderFinding] = []

  @usableFromInline var fields: [FieldBounds] = []
  @usableFromInline var records: [RecordBounds] = []

  @usableFromInline struct FieldBounds: Sendable {
    @usableFromInline var start: Int
    @usableFromInline var end: Int
    @usableFromInline var isQuoted: Bool
  }

  @usableFromInline struct RecordBounds: Sendable {
    /// Where the record's fields begin and end in `fields`.
    @usableFromInline var fields: Range<Int>
    @usableFromInline var lineNumber: Int
    @usableFromInline var source: Range<Int>
  }

  public init() {}

  /// The number of records.
  @inlinable public var count: Int { records.count }

  @inlinable public var isEmpty: Bool { records.isEmpty }

  /// The number of fields of a record, as many as stand there: records may be ragged.
  @inlinable public func fieldCount(ofRecord index: Int) -> Int { records[index].fields.count }

  /// Where a field's content lies in `bytes`, unquoted and otherwise untouched.
  @inlinable public func range(ofField field: Int, inRecord index: Int) -> Range<Int> {
    let bounds = fields[checkedField(field, index)]
    return bounds.start..<bounds.end
  }

  /// Whether the field stood in quotes in the source.
  @inlinable public func wasQuoted(field: Int, inRecord index: Int) -> Bool { fields[checkedField(field, index)].isQuoted }

  /// The physical line on which the record begins, 1-based.
  @inlinable public func lineNumber(ofRecord index: Int) -> Int { records[index].lineNumber }

  /// Where the record stands in the input, in bytes from its beginning, line end included.
  @inlinable public func sourceRange(ofRecord index: Int) -> Range<Int> { records[index].source }

  /// A field's content as text, with U+FFFD for what is not UTF-8. Allocates: for people and for tests, not for the hot path.
  public func string(ofField field: Int, inRecord index: Int) -> String {
    String(decoding: bytes[range(ofField: field, inRecord: index)], as: UTF8.self)
  }

  @inlinable func checkedField(_ field: Int, _ index: Int) -> Int {
    let fields = records[index].fields
    precondition(field >= 0 && field < fields.count, "the record has no such field")
    return fields.lowerBound + field
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
  }
}
