internal import Duplicates

/// The cleaned values of one record, column after column, in one byte buffer that is reused from record to record.
///
/// A byte stands behind each value, where a delimiter may be wanted: a record that has nothing to quote is then one copy. The memory is its
/// own and no array's, which would ask at every write whether it is shared.
@safe public struct FieldBuffer: ~Copyable {
  // Sound: allocated by init and `makeRoom`, freed by deinit; `byteCount` bytes and `count` ends are set, and no more than there is room for.
  private var bytes: UnsafeMutablePointer<UInt8>
  private var ends: UnsafeMutablePointer<Int>
  private var byteRoom = 512
  private var endRoom = 32
  private var byteCount = 0
  /// The number of fields.
  public private(set) var count = 0

  public init() {
    unsafe bytes = .allocate(capacity: byteRoom)
    unsafe ends = .allocate(capacity: endRoom)
  }

  deinit {
    unsafe bytes.deallocate()
    unsafe ends.deallocate()
  }

  /// Where a field lies in `content`.
  public func range(of index: Int) -> Range<Int> {
    precondition(index >= 0 && index < count, "the record has no such field")
    return unsafe (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
  }

  /// All fields, and a byte that means nothing behind each.
  public var content: Span<UInt8> {
    @_lifetime(borrow self) get { unsafe _overrideLifetime(Span(_unsafeStart: UnsafePointer(bytes), count: byteCount), borrowing: self) }
  }

  /// A field's value.
  public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(borrow self) get { content.extracting(range(of: index)) }
  }

  /// A field's value as text. Allocates.
  public func string(of index: Int) -> String { String(decoding: self[index]) }

  public mutating func removeAll() {
    byteCount = 0
    count = 0
  }

  public mutating func append(_ field: Span<UInt8>) {
    let end = byteCount + field.count
    if end >= byteRoom || count == endRoom { makeRoom(bytes: end + 1) }
    unsafe field.withUnsafeBufferPointer { field in
      if let start = field.baseAddress { unsafe (bytes + byteCount).update(from: start, count: field.count) }
    }
    unsafe bytes[end] = 0
    unsafe ends[count] = end
    byteCount = end + 1
    count += 1
  }

  public mutating func append(_ field: some Sequence<UInt8>) {
    let value = Array(field)
    append(value.span)
  }

  /// Appends a part of some bytes.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) { append(bytes.span.extracting(range)) }

  /// Gives the last field, which is empty, a part of some bytes for its value.
  mutating func fillLast(with bytes: [UInt8], _ range: Range<Int>) {
    guard count > 0 else { return }
    count -= 1
    byteCount = unsafe ends[count]
    append(bytes, range)
  }

  private mutating func makeRoom(bytes wanted: Int) {
    var larger = FieldBuffer(byteRoom: 2 * max(wanted, byteRoom), endRoom: 2 * endRoom)
    unsafe larger.bytes.update(from: bytes, count: byteCount)
    unsafe larger.ends.update(from: ends, count: count)
    larger.byteCount = byteCount
    larger.count = count
    self = larger
  }

  private init(byteRoom: Int, endRoom: Int) {
    unsafe bytes = .allocate(capacity: byteRoom)
    unsafe ends = .allocate(capacity: endRoom)
    self.byteRoom = byteRoom
    self.endRoom = endRoom
  }
}

extension FieldBuffer {
  /// Appends all fields to an output as one copy, with a delimiter between them and a line end behind the last. There is at least one.
  func appendJoined(by delimiter: UInt8, endingWithCR: Bool, to output: inout [UInt8]) {
    precondition(count > 0, "a line has a field")
    let (bytes, ends, byteCount, count) = unsafe (bytes, ends, byteCount, count)
    output.append(addingCapacity: byteCount + 1) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, written in
        // There is room for what was asked for, so there is an address.
        guard let start = unsafe target.baseAddress.map({ unsafe $0 + written }) else { return }
        unsafe start.update(from: bytes, count: byteCount)
        for index in 0..<count - 1 { unsafe start[ends[index]] = delimiter }
        if endingWithCR { unsafe start[byteCount - 1] = 0x0D }
        let last = endingWithCR ? byteCount : byteCount - 1
        unsafe start[last] = 0x0A
        written += last + 1
      }
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
