internal import Duplicates

/// The cleaned values of one record, column after column, in one byte buffer that is reused from record to record.
public struct FieldBuffer: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  public init() {}

  /// The number of fields.
  public var count: Int { ends.count }

  /// Where a field lies in `bytes`.
  public func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  public mutating func append(_ field: some Sequence<UInt8>) {
    bytes.append(contentsOf: field)
    ends.append(bytes.count)
  }

  /// The same for an array, without the cost of a sequence.
  mutating func append(_ field: [UInt8]) {
    bytes.append(contentsOf: field)
    ends.append(bytes.count)
  }

  /// Appends an empty field.
  mutating func appendEmpty() { ends.append(bytes.count) }

  /// The key of some fields together; nil when they are all empty.
  func key(of indexes: [Int]) -> IdentityKey? {
    guard indexes.contains(where: { !range(of: $0).isEmpty }) else { return nil }
    var builder = IdentityKeyBuilder()
    for index in indexes { builder.add(bytes.span.extracting(range(of: index))) }
    return builder.key
  }

  /// All fields as text. Allocates: for rules that ask for more than cleaning.
  var strings: [String] {
    get { (0..<count).map { String(decoding: bytes[range(of: $0)], as: UTF8.self) } }
    set {
      removeAll()
      for string in newValue { append(string.utf8) }
    }
  }

  /// Gives the last field, which is empty, a value.
  public mutating func fillLast(with value: some Sequence<UInt8>) {
    guard !ends.isEmpty else { return }
    bytes.append(contentsOf: value)
    ends[ends.count - 1] = bytes.count
  }
}
