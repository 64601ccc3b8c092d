internal import CScan

/// Appends records to a byte buffer as RFC 4180 writes them: quotes only around a field that needs them, quotes inside doubled.
///
/// A record's only field, when it is empty, is written `""`, since a line without a byte is not a record. What is written is read back
/// as it was.
public struct RecordWriter: Sendable {
  /// What is written after a record.
  public enum LineEnd: Sendable, Hashable { case lf, crlf }

  public let delimiter: UInt8
  public let lineEnd: LineEnd
  private static let quote = UInt8(ascii: "\"")
  private let isInside: Bool
  private var fieldsInRecord = 0
  private var isLoneEmpty = false

  /// - Parameters:
  ///   - delimiter: what stands between two fields.
  ///   - lineEnd: what ends a record.
  ///   - isInside: whether something has been written before what is appended to an empty buffer.
  public init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: LineEnd = .crlf, isInside: Bool = false) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.isInside = isInside
  }

  /// Appends one field of the current record, after a delimiter unless it is the first.
  public mutating func append(field: Span<UInt8>, to buffer: inout [UInt8]) {
    unsafe field.withUnsafeBufferPointer { field in
      // A byte order mark at the output's beginning would be taken off when it is read back.
      let isMark = unsafe !isInside && buffer.isEmpty && field.count >= 3 && field[0] == 0xEF && field[1] == 0xBB && field[2] == 0xBF
      unsafe append(field, quotes: isMark || needsQuotes(field), to: &buffer)
    }
  }

  /// The same with quotes around the field, whether it needs them or not.
  public mutating func append(quoted field: Span<UInt8>, to buffer: inout [UInt8]) {
    unsafe field.withUnsafeBufferPointer { unsafe append($0, quotes: true, to: &buffer) }
    isLoneEmpty = false
  }

  /// Whether a text holds something for which a field has to stand in quotes: a delimiter, a quote or a line end.
  public func needsQuotes(_ text: Span<UInt8>) -> Bool {
    unsafe text.withUnsafeBufferPointer { unsafe needsQuotes($0) }
  }

  /// The same for a part of some bytes. The bytes behind it make that cheaper.
  @inline(__always)
  public func needsQuotes(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes have no such part")
    guard range.count <= 32, bytes.count &- range.lowerBound >= 32 else { return needsQuotes(bytes.extracting(range)) }
    // Sound: checked just above.
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe cscan_front_needs_quotes(base + range.lowerBound, range.count, delimiter)
    }
  }

  /// Whether a record that was put together as a line needs no quotes: a delimiter stands behind each field, and nothing in it is anything
  /// for which a field has to stand in quotes. Found without asking how long it is.
  ///
  /// - Parameters:
  ///   - count: how many of the bytes are the line's, the delimiter behind its last field included.
  ///   - padded: the line, and at least 63 bytes behind it, all zero.
  ///   - fields: how many fields it has.
  @inline(__always)
  public func isPlain(_ count: Int, of padded: Span<UInt8>, fields: Int) -> Bool {
    precondition(count >= 0 && padded.count - count >= 63, "there is too little behind the line")
    // Sound: checked just above.
    return unsafe padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe cscan_padded_has_only(base, count, delimiter, fields)
    }
  }

  /// Counts fields of the current record that the caller has appended itself, as this writer would have.
  public mutating func count(written fields: Int) {
    fieldsInRecord += fields
    isLoneEmpty = false
  }

  /// Ends the current record. One without fields is written as one with a single empty field.
  public mutating func endRecord(in buffer: inout [UInt8]) {
    if isLoneEmpty || fieldsInRecord == 0 {
      buffer.append(Self.quote)
      buffer.append(Self.quote)
    }
    if lineEnd == .crlf { buffer.append(0x0D) }
    buffer.append(0x0A)
    fieldsInRecord = 0
    isLoneEmpty = false
  }

  /// Appends a whole record as it was read, and ends it. Neighbouring fields that were not quoted are copied at one go.
  ///
  /// The current record has no fields yet.
  public mutating func append(record: Int, of batch: RecordBatch, to buffer: inout [UInt8]) {
    precondition(fieldsInRecord == 0, "the record before has not been ended")
    append(fields: 0..<batch.fieldCount(ofRecord: record), ofRecord: record, in: batch, to: &buffer)
    endRecord(in: &buffer)
  }

  /// Appends fields of a record as they were read to the current one. Neighbours that were not quoted are copied at one go.
  public mutating func append(fields: Range<Int>, ofRecord record: Int, in batch: RecordBatch, to buffer: inout [UInt8]) {
    let read = BatchFields(batch).record(record)
    // A field that was read without quotes, by the book and behind the same delimiter, needs none; one that is all of a record may.
    let copies =
      batch.delimiter == delimiter && batch.isStrict(record: record) && (isInside || !buffer.isEmpty)
      && fieldsInRecord + fields.count > 1
    var field = fields.lowerBound
    while field < fields.upperBound {
      guard copies, !read.wasQuoted(field) else {
        append(field: read[field], to: &buffer)
        field += 1
        continue
      }
      var next = field + 1
      while next < fields.upperBound, !read.wasQuoted(next) { next += 1 }
      if fieldsInRecord > 0 { buffer.append(delimiter) }
      let run = read.bytes.extracting(read.range(of: field).lowerBound..<read.range(of: next - 1).upperBound)
      unsafe run.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
      fieldsInRecord += next - field
      isLoneEmpty = false
      field = next
    }
  }

  private mutating func append(_ field: UnsafeBufferPointer<UInt8>, quotes: Bool, to buffer: inout [UInt8]) {
    isLoneEmpty = fieldsInRecord == 0 && field.isEmpty
    // As much as all of it may take: every byte a quote, a delimiter before, quotes around.
    let room = quotes ? 2 * field.count + 3 : field.count + 1
    let delimiter = fieldsInRecord > 0 ? delimiter : nil
    buffer.append(addingCapacity: room) { output in
      if let delimiter { output.append(delimiter) }
      if quotes { return unsafe Self.append(quoted: field.span, to: &output) }
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        let end = count + field.count
        _ = unsafe UnsafeMutableBufferPointer(rebasing: target[count..<end]).update(fromContentsOf: field)
        count = end
      }
    }
    fieldsInRecord += 1
  }

  /// Appends a field in quotes, those inside of it doubled, to an output that has room for that.
  public static func append(quoted field: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
    precondition(output.freeCapacity >= 2 * field.count + 2, "there is no room for the field")
    // Sound: checked just above.
    unsafe output.withUnsafeMutableBufferPointer { target, count in
      guard let start = target.baseAddress else { return }
      count += unsafe write(quoted: field, to: start + count)
    }
  }

  /// Writes a field in quotes, those inside of it doubled, to where there is room for twice its bytes and two more.
  ///
  /// - Returns: how many bytes that took.
  @unsafe
  public static func write(quoted field: Span<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe target[0] = quote
    var count = 1
    for index in field.indices {
      let byte = field[index]
      unsafe target[count] = byte
      count &+= 1
      if byte == quote {
        unsafe target[count] = byte
        count &+= 1
      }
    }
    unsafe target[count] = quote
    return count &+ 1
  }

  /// Whether a field holds a delimiter, a quote or a line end. Long ones are scanned 64 bytes at a time; a record of the usual length,
  /// for which calling a kernel would cost more, 16; and the shortest eight.
  private func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(field)
    let count = raw.count
    if count >= 256, let base = field.baseAddress { return unsafe cscan_needs_quotes(ScanKernel.best.raw, base, count, delimiter) }
    if count >= 16, let base = field.baseAddress { return unsafe cscan_short_needs_quotes(base, count, delimiter) }
    if count >= 8 {
      var index = 0
      while index + 8 <= count {
        if unsafe hasSpecial(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { return true }
        index += 8
      }
      // The last eight, some of them for the second time.
      return unsafe index < count && hasSpecial(raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    }
    for index in 0..<count where unsafe isSpecial(raw[index]) { return true }
    return false
  }

  @inline(__always)
  private func isSpecial(_ byte: UInt8) -> Bool { byte == Self.quote || byte == delimiter || byte == 0x0A || byte == 0x0D }

  @inline(__always)
  private func hasSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    /// Top bits where a byte is zero; borrows can only add some above one that is right.
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & tops }
    let found =
      zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* UInt64(delimiter))) | zeros(word ^ (ones &* 0x0A)) | zeros(word ^ (ones &* 0x0D))
    return found != 0
  }
}
