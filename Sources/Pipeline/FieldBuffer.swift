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

  /// Gives the last field, which is empty, a value.
  public mutating func fillLast(with value: some Sequence<UInt8>) {
    guard !ends.isEmpty else { return }
    bytes.append(contentsOf: value)
    ends[ends.count - 1] = bytes.count
  }
}
