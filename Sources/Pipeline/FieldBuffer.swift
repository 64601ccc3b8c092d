internal import CSV
internal import Duplicates

/// The cleaned values of one record, column after column, in one byte buffer that is reused from record to record.
///
/// A byte stands behind each value, where a delimiter may be wanted: a record that has nothing to quote is then one copy.
@safe public struct FieldBuffer: ~Copyable {
  private var bytes = PaddedBytes()
  // Sound: `room` ends, allocated by init and freed by deinit, of which the first `count` are set; no array, as with the bytes.
  private var ends: UnsafeMutablePointer<Int>
  private var room: Int
  /// The number of fields.
  public private(set) var count = 0

  public init() { self.init(room: 32) }

  private init(room: Int) {
    unsafe ends = .allocate(capacity: room)
    self.room = room
  }

  deinit { unsafe ends.deallocate() }

  /// Where a field lies among the bytes of all.
  public func range(of index: Int) -> Range<Int> {
    precondition(index >= 0 && index < count, "the record has no such field")
    return unsafe (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
  }

  /// Whether something in the fields may have to stand in quotes.
  @inline(__always)
  func mayNeedQuotes(_ writer: RecordWriter) -> Bool { writer.mayNeedQuotes(bytes.count, of: bytes.padded) }

  /// A field's value.
  public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(borrow self) get { bytes.span.extracting(range(of: index)) }
  }

  /// A field's value as text. Allocates.
  public func string(of index: Int) -> String { String(decoding: self[index]) }

  public mutating func removeAll() {
    bytes.removeAll()
    count = 0
  }

  public mutating func append(_ field: Span<UInt8>) { append(0..<field.count, of: field) }

  /// Appends a part of some bytes. The bytes about it make that cheaper.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of source: Span<UInt8>) {
    if count == room { makeRoom() }
    bytes.append(range, of: source, end: 1)
    unsafe ends[count] = bytes.count &- 1
    count &+= 1
  }

  /// Appends the texts of some columns, whatever each of them is a part of.
  @inline(__always)
  mutating func append(_ texts: borrowing ColumnTexts, own: Span<UInt8>, source: Span<UInt8>, fillers: [UInt8]) {
    var length = texts.count
    for index in 0..<texts.count { length &+= texts[index].count }
    while room &- count < texts.count { makeRoom() }
    let first = bytes.count
    let ends = unsafe ends + count
    let fillers = fillers.span
    // Sound: there is room for an end and a zero behind each text, and each lies inside of what it is a part of.
    unsafe bytes.append(length) { target in
      var place = 0
      for index in 0..<texts.count {
        let text = texts[index]
        let bytes = text.isOfSource ? source : text.isFiller ? fillers : own
        unsafe bytes.copy(text.range, to: target + place)
        place &+= text.count
        unsafe target.storeBytes(of: 0, toByteOffset: place, as: UInt8.self)
        unsafe ends[index] = first &+ place
        place &+= 1
      }
    }
    count &+= texts.count
  }

  @inline(never)
  private mutating func makeRoom() {
    let larger = UnsafeMutablePointer<Int>.allocate(capacity: 2 * room)
    unsafe larger.update(from: ends, count: count)
    unsafe ends.deallocate()
    unsafe ends = larger
    room *= 2
  }

  /// Says that the record has all its fields. Not needed, but what copying left behind the last one may cost time where it looks like
  /// something to quote.
  @inline(__always)
  mutating func end() { bytes.clearPadding() }

  public mutating func append(_ field: some Sequence<UInt8>) {
    let value = Array(field)
    append(value.span)
  }
}

extension FieldBuffer {
  /// Appends all fields to an output as one copy, with a delimiter between them and a line end behind the last. There is at least one.
  func appendJoined(by delimiter: UInt8, endingWithCR: Bool, to output: inout [UInt8]) {
    precondition(count > 0, "a line has a field")
    let (line, ends, count) = unsafe (bytes.padded, ends, count)
    let length = bytes.count
    output.append(addingCapacity: length + 1 + PaddedBytes.padding) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, written in
        // There is room for what was asked for, so there is an address.
        guard let start = unsafe target.baseAddress.map({ unsafe $0 + written }) else { return }
        unsafe line.withUnsafeBufferPointer { line in
          guard let source = line.baseAddress else { return }
          // 64 at a time, and what is too much of the last is written over: both sides have room behind.
          var index = 0
          while index < length {
            unsafe UnsafeMutableRawPointer(start + index).storeBytes(
              of: UnsafeRawPointer(source + index).loadUnaligned(as: SIMD64<UInt8>.self), as: SIMD64<UInt8>.self)
            index += 64
          }
        }
        for index in 0..<count - 1 { unsafe start[ends[index]] = delimiter }
        if endingWithCR { unsafe start[length - 1] = 0x0D }
        let last = endingWithCR ? length : length - 1
        unsafe start[last] = 0x0A
        written += last + 1
      }
    }
  }

  /// The same with quotes around the fields that need them, as a writer would put them one by one. There are at least two: an empty line
  /// is no record.
  func appendQuoted(by writer: RecordWriter, endingWithCR: Bool, to output: inout [UInt8]) {
    precondition(count > 1, "a line has a delimiter")
    // As much as all of it may take: every byte a quote, and a delimiter and two quotes more for each field.
    output.append(addingCapacity: 2 * bytes.count + 3 * count + 2 + PaddedBytes.padding) { output in
      for index in 0..<count {
        if index > 0 { output.append(writer.delimiter) }
        if writer.needsQuotes(self[index]) {
          RecordWriter.append(quoted: self[index], to: &output)
        } else {
          bytes.copy(range(of: index), to: &output)
        }
      }
      if endingWithCR { output.append(0x0D) }
      output.append(0x0A)
    }
  }

  /// The key of some fields together; nil when they are all empty.
  func key(of indexes: [Int]) -> IdentityKey? {
    var builder = IdentityKeyBuilder()
    var isEmpty = true
    for index in indexes {
      if !range(of: index).isEmpty { isEmpty = false }
      builder.add(self[index])
    }
    return isEmpty ? nil : builder.key
  }

  /// All fields as text. Allocates: for rules that ask for more than cleaning.
  var strings: [String] {
    get {
      var strings: [String] = []
      for index in 0..<count { strings.append(string(of: index)) }
      return strings
    }
    set {
      removeAll()
      for string in newValue { append(string.utf8) }
    }
  }
}
