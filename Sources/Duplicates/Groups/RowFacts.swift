/// What deciding among records of one identity asks of a record, as bytes that can be kept by the million.
///
/// Made in the worker for a batch of records, one after the other: `begin`, then whatever the run asks for in the order of the
/// functions here, then `end`. A record about which nothing was said takes a byte.
public struct RowFactsBuffer: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  public init() {}

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// The name as it is written, each part empty where there is none.
  public mutating func append(givenName: [UInt8], surname: [UInt8]) {
    append(field: givenName)
    append(field: surname)
  }

  /// How many fields are filled, and the date that the newest record is found by, as any number that grows with time.
  public mutating func append(completeness: Int, date: Int?) {
    Self.append(UInt64(completeness), to: &bytes)
    bytes.append(date == nil ? 0 : 1)
    if let date { Self.append(UInt64(bitPattern: Int64(date)), to: &bytes) }
  }

  /// A field of the record, for merging. Columns follow one another.
  public mutating func append(field: [UInt8]) {
    Self.append(UInt64(field.count), to: &bytes)
    bytes.append(contentsOf: field)
  }

  /// Where a record's facts lie in `bytes`.
  func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// A record's facts as bytes, which `append(encoded:)` takes.
  public func encoded(_ index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

  /// Appends all of a record's facts and ends it.
  public mutating func append(encoded: ArraySlice<UInt8>) {
    bytes.append(contentsOf: encoded)
    endRecord()
  }

  /// Ends a record.
  public mutating func endRecord() { ends.append(bytes.count) }

  /// Seven bits a byte, the lowest first, the uppermost bit set in all but the last.
  @inline(__always)
  static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// What is known of a record, read back from the bytes that `RowFactsBuffer` made.
struct RowFacts {
  var givenName: [UInt8] = []
  var surname: [UInt8] = []
  var completeness = 0
  var date: Int?
  var fields: [[UInt8]] = []

  init(_ bytes: [UInt8]) {
    var position = 0
    func number() -> UInt64 {
      var (number, shift): (UInt64, UInt64) = (0, 0)
      while position < bytes.count, shift < 64 {
        let byte = bytes[position]
        position += 1
        number |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { break }
        shift += 7
      }
      return number
    }
    func field() -> [UInt8] {
      let end = min(Int(number()) + position, bytes.count)
      defer { position = end }
      return Array(bytes[position..<end])
    }
    guard !bytes.isEmpty else { return }
    givenName = field()
    surname = field()
    guard position < bytes.count else { return }
    completeness = Int(number())
    if position < bytes.count {
      position += 1
      if bytes[position - 1] == 1 { date = Int(Int64(bitPattern: number())) }
    }
    while position < bytes.count { fields.append(field()) }
  }

  var isNameless: Bool { givenName.isEmpty && surname.isEmpty }

  func hasName(of other: RowFacts) -> Bool { givenName == other.givenName && surname == other.surname }

  /// The name as an identity: equal for equal names alone.
  var nameKey: IdentityKey {
    var builder = IdentityKeyBuilder()
    builder.add(givenName.span)
    builder.add(surname.span)
    return builder.key
  }

  func member(_ rowNumber: Int) -> GroupMember {
    GroupMember(
      rowNumber: rowNumber, completeness: completeness, date: date, givenName: String(decoding: givenName, as: UTF8.self),
      surname: String(decoding: surname, as: UTF8.self))
  }
}
