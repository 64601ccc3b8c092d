/// Records in one byte buffer, with bounds: no `String`, no array per record. Reused from read to read.
///
/// A consumer takes `batch.bytes.span` once for the batch and slices it by `range(ofField:inRecord:)`.
public struct RecordBatch: Sendable {
  /// The content of all fields, unquoted. What lies between fields is of no meaning.
  public internal(set) var bytes: [UInt8] = []
  /// What the reader saw that RFC 4180 does not allow, ordered by record and column.
  public internal(set) var findings: [ReaderFinding] = []
  /// The number of lines without a byte among the records; they are not records.
  public internal(set) var blankLineCount = 0

  // Where each field begins, with `quotedFlag` when it was quoted, and where it ends, in `bytes`. The arrays are room: the first
  // `fieldTotal` entries count, and of the records' the first `count`.
  @usableFromInline var starts: [UInt32] = []
  @usableFromInline var ends: [UInt32] = []
  @usableFromInline var fieldTotal = 0
  @usableFromInline var records: [Record] = []
  /// The bytes inside of fields that are not content, ascending, until they are taken out.
  var drops: [Drop] = []
  /// The place of the input's last byte, when it is an escape and stands for the line end that is not there.
  var lineFeedAt: Int?
  @usableFromInline var firstLine = 1
  @usableFromInline var firstOffset = 0
  /// The delimiter that the records were read with.
  var delimiter: UInt8 = 0

  /// The top bit: places are below 2³¹.
  @usableFromInline static let quotedFlag: UInt32 = 1 << 31
  /// The top bit of a record's field count, when the exact automaton read it.
  @usableFromInline static let exactFlag: UInt32 = 1 << 31

  struct Drop: Sendable {
    var field: UInt32
    var place: UInt32
  }

  @usableFromInline struct Record: Sendable {
    @usableFromInline var firstField: UInt32
    @usableFromInline var fieldCount: UInt32
    /// Counted from the batch's first line.
    @usableFromInline var line: UInt32
    /// Where the record stood in the batch's part of the input, its line end included.
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32

    @usableFromInline init(firstField: UInt32, fieldCount: UInt32, line: UInt32, start: UInt32, end: UInt32) {
      self.firstField = firstField
      self.fieldCount = fieldCount
      self.line = line
      self.start = start
      self.end = end
    }
  }

  public init() {}

  /// The number of records.
  public internal(set) var count = 0

  @inlinable public var isEmpty: Bool { count == 0 }

  /// The number of fields of a record, as many as stand there: records may be ragged.
  @inlinable public func fieldCount(ofRecord index: Int) -> Int { Int(record(index).fieldCount & ~Self.exactFlag) }

  /// Where a field's content lies in `bytes`, unquoted and otherwise untouched.
  @inlinable public func range(ofField field: Int, inRecord index: Int) -> Range<Int> {
    let place = place(ofField: field, inRecord: index)
    return Int(starts[place] & ~Self.quotedFlag)..<Int(ends[place])
  }

  /// Whether the field stood in quotes in the source.
  @inlinable public func wasQuoted(field: Int, inRecord index: Int) -> Bool {
    starts[place(ofField: field, inRecord: index)] & Self.quotedFlag != 0
  }

  /// The physical line on which the record begins, 1-based.
  @inlinable public func lineNumber(ofRecord index: Int) -> Int { firstLine + Int(record(index).line) }

  /// Where the record stands in the input, in bytes from its beginning, line end included.
  @inlinable public func sourceRange(ofRecord index: Int) -> Range<Int> {
    let record = record(index)
    return firstOffset + Int(record.start)..<firstOffset + Int(record.end)
  }

  /// A field's content as text, with U+FFFD for what is not UTF-8. Allocates: for people and for tests, not for the hot path.
  public func string(ofField field: Int, inRecord index: Int) -> String {
    String(decoding: bytes[range(ofField: field, inRecord: index)], as: UTF8.self)
  }

  /// All fields of a record as text, as many as it has. Allocates, as the text of one field does.
  public func strings(ofRecord index: Int) -> [String] {
    (0..<fieldCount(ofRecord: index)).map { string(ofField: $0, inRecord: index) }
  }

  @inlinable func record(_ index: Int) -> Record {
    precondition(index < count, "the batch has no such record")
    return records[index]
  }

  @inlinable func place(ofField field: Int, inRecord index: Int) -> Int {
    let record = record(index)
    precondition(field >= 0 && field < Int(record.fieldCount & ~Self.exactFlag), "the record has no such field")
    return Int(record.firstField) + field
  }
}

extension RecordBatch {
  /// Takes the first byte off a field's content, which must have one. O(1).
  public mutating func dropFirstByte(ofField field: Int, inRecord index: Int) {
    precondition(!range(ofField: field, inRecord: index).isEmpty, "the field has no byte")
    starts[place(ofField: field, inRecord: index)] += 1
    // The record can no longer be copied as it stood in the input.
    records[index].fieldCount |= Self.exactFlag
  }
}

extension RecordBatch {
  /// Whether the record is as RFC 4180 has it: no field that was not quoted holds a quote, a delimiter or a line end.
  func isStrict(record index: Int) -> Bool { record(index).fieldCount & Self.exactFlag == 0 }

  /// Empties the batch, keeping its room, for records from here on.
  mutating func restart(line: Int, offset: Int, delimiter: UInt8) {
    self.delimiter = delimiter
    Self.empty(&bytes)
    findings.removeAll(keepingCapacity: true)
    count = 0
    Self.empty(&drops)
    lineFeedAt = nil
    fieldTotal = 0
    blankLineCount = 0
    firstLine = line
    firstOffset = offset
  }

  /// Buffers of up to so many bytes are kept for reuse; larger ones are let go, so that a few huge records do not stay in memory.
  static let usualSize = 4 << 20

  static func empty<Element>(_ array: inout [Element]) {
    if array.capacity * MemoryLayout<Element>.stride > 2 * usualSize { array = [] } else { array.removeAll(keepingCapacity: true) }
  }

  /// Makes room for so many fields more, and for one start that is written ahead.
  mutating func reserveFields(_ count: Int) {
    let needed = fieldTotal + count + 1
    guard starts.count < needed else { return }
    let size = max(needed, starts.count * 2)
    starts.append(contentsOf: repeatElement(0, count: size - starts.count))
    ends.append(contentsOf: repeatElement(0, count: size - ends.count))
  }

  mutating func reserveRecords(_ wanted: Int) {
    guard records.count < count + wanted else { return }
    let size = max(count + wanted, records.count * 2)
    let none = Record(firstField: 0, fieldCount: 0, line: 0, start: 0, end: 0)
    records.append(contentsOf: repeatElement(none, count: size - records.count))
  }

  /// Makes content of the bytes: notes what is not text, then takes out what is not content.
  mutating func finish(kernel: ScanKernel, dialect: Dialect, checksText: Bool) {
    if checksText { noteIllFormedText(kernel: kernel, dialect: dialect) }
    if let place = lineFeedAt { bytes[place] = 0x0A }
    if !drops.isEmpty { removeDrops() }
  }

  /// Takes the bytes that are not content out of the fields that have any.
  private mutating func removeDrops() {
    var bytes: [UInt8] = []
    swap(&bytes, &self.bytes)
    unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      var next = 0
      while next < drops.count {
        let field = drops[next].field
        let end = Int(ends[Int(field)])
        var write = Int(drops[next].place)
        while next < drops.count, drops[next].field == field {
          var read = Int(drops[next].place) + 1
          next += 1
          let stop = next < drops.count && drops[next].field == field ? Int(drops[next].place) : end
          // Mostly a few bytes, for which a loop is faster than a call.
          while read < stop {
            unsafe bytes[write] = bytes[read]
            write += 1
            read += 1
          }
        }
        ends[Int(field)] = UInt32(write)
      }
    }
    swap(&bytes, &self.bytes)
    Self.empty(&drops)
  }

  /// The last field that begins at a place or before it. O(log n).
  func lastField(atOrBefore place: UInt32) -> Int {
    var low = 0
    var high = fieldTotal
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] & ~Self.quotedFlag <= place { low = middle } else { high = middle }
    }
    return low
  }
}
