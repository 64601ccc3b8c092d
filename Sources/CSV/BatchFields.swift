/// A batch's fields for a loop over its records: spans taken once, so that reading a field counts no reference.
public struct BatchFields: ~Escapable {
  /// The content of all fields, unquoted. What lies between fields is of no meaning.
  public let bytes: Span<UInt8>
  @usableFromInline let starts: Span<UInt32>
  @usableFromInline let ends: Span<UInt32>
  @usableFromInline let records: Span<RecordBatch.Record>

  @_lifetime(borrow batch)
  public init(_ batch: borrowing RecordBatch) {
    bytes = batch.bytes.span
    // The lists are room; what counts of them comes first.
    starts = batch.starts.span.extracting(0..<batch.fieldTotal)
    ends = batch.ends.span.extracting(0..<batch.fieldTotal)
    records = batch.records.span.extracting(0..<batch.count)
  }

  /// The fields of one record.
  ///
  /// - Parameter index: the record in its batch, 0-based.
  @_lifetime(copy self)
  @inline(__always) @inlinable public func record(_ index: Int) -> RecordFields {
    let record = records[index]
    let first = Int(record.firstField)
    let end = first &+ Int(record.fieldCount & ~RecordBatch.exactFlag)
    precondition(end <= ends.count, "the batch has no such fields")
    // Sound: checked just above, and there are as many starts as ends.
    let fields = unsafe Range(uncheckedBounds: (first, end))
    return unsafe RecordFields(bytes: bytes, starts: starts.extracting(unchecked: fields), ends: ends.extracting(unchecked: fields))
  }
}

/// The fields of one record of a batch, as many as stand there: records may be ragged.
public struct RecordFields: ~Escapable, BitwiseCopyable {
  /// What the fields lie in: the content of all of a batch.
  public let bytes: Span<UInt8>
  @usableFromInline let starts: Span<UInt32>
  // As many as there are starts.
  @usableFromInline let ends: Span<UInt32>

  @_lifetime(copy bytes, copy starts, copy ends)
  @inlinable init(bytes: Span<UInt8>, starts: Span<UInt32>, ends: Span<UInt32>) {
    self.bytes = bytes
    self.starts = starts
    self.ends = ends
  }

  @inlinable public var count: Int { ends.count }

  /// The bytes from the first field's beginning to the last one's end: no field is longer. O(1).
  @inlinable public var byteCount: Int {
    ends.isEmpty ? 0 : Int(ends[ends.count - 1]) - Int(starts[0] & ~RecordBatch.quotedFlag)
  }

  /// Where a field's content lies in `bytes`.
  @inline(__always) @inlinable public func range(of index: Int) -> Range<Int> {
    precondition(index >= 0 && index < ends.count, "the record has no such field")
    // Sound: checked just above.
    return unsafe Int(starts[unchecked: index] & ~RecordBatch.quotedFlag)..<Int(ends[unchecked: index])
  }

  /// Whether a field stood in quotes in the source.
  @inline(__always) @inlinable public func wasQuoted(_ index: Int) -> Bool { starts[index] & RecordBatch.quotedFlag != 0 }

  /// A field's content, unquoted and otherwise untouched.
  @inlinable public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(copy self) @inline(__always) get { bytes.extracting(range(of: index)) }
  }
}
