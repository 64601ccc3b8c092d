internal import Duplicates

/// The cleaned values of one record, column after column, in one byte buffer that is reused from record to record.
///
/// A byte stands behind each value, where an encoder may want a delimiter: a record that has nothing to quote is then one copy.
public struct FieldBuffer: Sendable {
  // Both are room, of which the first `byteCount` and `count` are in use: emptying them is setting two numbers.
  private var bytes = [UInt8](repeating: 0, count: 256)
  private var ends = [Int](repeating: 0, count: 16)
  private var byteCount = 0
  /// The number of fields.
  public private(set) var count = 0

  public init() {}

  /// Where a field lies in `content`.
  public func range(of index: Int) -> Range<Int> {
    precondition(index < count, "the record has no such field")
    return (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
  }

  /// All fields, and a byte that means nothing behind each.
  public var content: Span<UInt8> {
    @_lifetime(borrow self) get { bytes.span.extracting(0..<byteCount) }
  }

  /// A field's value.
  public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(borrow self) get { bytes.span.extracting(range(of: index)) }
  }

  /// A field's value as text. Allocates.
  public func string(of index: Int) -> String { String(decoding: self[index]) }

  public mutating func removeAll() {
    byteCount = 0
    count = 0
  }

  public mutating func append(_ field: some Sequence<UInt8>) {
    let value = Array(field)
    append(value.span)
  }

  public mutating func append(_ field: Span<UInt8>) {
    let end = byteCount + field.count
    if end >= bytes.count || count == ends.count { makeRoom(bytes: end + 1) }
    unsafe bytes.withUnsafeMutableBytes { target in
      unsafe field.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(rebasing: target[byteCount..<end]).copyMemory(from: $0) }
      unsafe target[end] = 0
    }
    byteCount = end + 1
    ends[count] = end
    count += 1
  }

  /// Appends a part of some bytes.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) { append(bytes.span.extracting(range)) }

  /// Gives the last field, which is empty, a part of some bytes for its value.
  mutating func fillLast(with bytes: [UInt8], _ range: Range<Int>) {
    guard count > 0 else { return }
    count -= 1
    byteCount = ends[count]
    append(bytes, range)
  }

  private mutating func makeRoom(bytes wanted: Int) {
    bytes.append(contentsOf: repeatElement(0, count: max(0, 2 * wanted - bytes.count)))
    ends.append(contentsOf: repeatElement(0, count: ends.count))
  }
}

extension FieldBuffer {
  /// The key of some fields together; nil when they are all empty.
  func key(of indexes: [Int]) -> IdentityKey? {
    guard indexes.contains(where: { !range(of: $0).isEmpty }) else { return nil }
    var builder = IdentityKeyBuilder()
    for index in indexes { builder.add(self[index]) }
    return builder.key
  }

  /// All fields as text. Allocates: for rules that ask for more than cleaning.
  var strings: [String] {
    get { (0..<count).map { string(of: $0) } }
    set {
      removeAll()
      for string in newValue { append(string.utf8) }
    }
  }
}
