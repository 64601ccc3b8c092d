/// What deciding among records of one identity asks of a record, as bytes that can be kept by the million.
///
/// Made in the worker for a batch of records, one after the other: `beginRecord`, then whatever the run asks for in the order of the
/// functions here, then `endRecord`. A record about which nothing was said takes a byte. The bytes are as `RowStore` keeps them: before
/// each record stands its length.
public struct RowFactsBuffer: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each record ends.
  private(set) var ends: [Int] = []
  /// Of each record 64 bits, which are equal for two that say the same; for two that don't, by chance once in 10¹⁹. A set of keys keeps
  /// only some of them as a note: there, two records of one number that say different things count as the same once in 2³² pairs, once in
  /// 2⁴¹ where ten million keys were expected.
  public private(set) var fingerprints: [UInt64] = []
  private var start = 0

  public init() {}

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    fingerprints.removeAll(keepingCapacity: true)
  }

  public mutating func beginRecord() {
    start = bytes.count
    bytes.append(0)
  }

  /// The name as it is written, each part empty where there is none.
  public mutating func append(givenName: Span<UInt8>, surname: Span<UInt8>) {
    append(field: givenName)
    append(field: surname)
  }

  /// The same from arrays.
  public mutating func append(givenName: [UInt8], surname: [UInt8]) { append(givenName: givenName.span, surname: surname.span) }

  /// How many fields are filled, and the date that the newest record is found by, as any number that grows with time.
  public mutating func append(completeness: Int, date: Int?) {
    VariableLength.append(UInt64(completeness), to: &bytes)
    bytes.append(date == nil ? 0 : 1)
    if let date { VariableLength.append(UInt64(bitPattern: Int64(date)), to: &bytes) }
  }

  /// A field of the record, for merging. Columns follow one another.
  public mutating func append(field: Span<UInt8>) {
    VariableLength.append(UInt64(field.count), to: &bytes)
    unsafe field.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// The same from an array.
  public mutating func append(field: [UInt8]) { append(field: field.span) }

  public mutating func endRecord() {
    fingerprints.append(unsafe bytes.withUnsafeBytes { unsafe UnsafeRawBufferPointer(rebasing: $0[(start + 1)...]).fingerprint })
    let length = bytes.count - start - 1
    if length < 0x80 {
      bytes[start] = UInt8(length)
    } else {
      var prefix: [UInt8] = []
      VariableLength.append(UInt64(length), to: &prefix)
      bytes.replaceSubrange(start...start, with: prefix)
    }
    ends.append(bytes.count)
  }

  /// Appends a record of which nothing but the name is asked, each part empty where there is none, and ends it: as the functions above
  /// would, at a third of their cost. Each part stands among other bytes, which make copying it cheaper.
  public mutating func append(
    recordOf givenName: Range<Int>, of givenNames: Span<UInt8>, surname: Range<Int>, of surnames: Span<UInt8>
  ) {
    let length = givenName.count &+ surname.count &+ 2
    guard length < 0x80 else {
      beginRecord()
      append(givenName: givenNames.extracting(givenName), surname: surnames.extracting(surname))
      return endRecord()
    }
    var fingerprint: UInt64 = 0
    bytes.append(addingCapacity: length &+ 1 &+ Span<UInt8>.copied) { output in
      precondition(output.freeCapacity >= length &+ 1 &+ Span<UInt8>.copied, "there is no room for the record")
      // Sound: checked just above; a text is copied with so many bytes about it at most.
      unsafe output.withUnsafeMutableBufferPointer { room, written in
        guard let start = unsafe room.baseAddress.map({ unsafe UnsafeMutableRawPointer($0 + written) }) else { return }
        unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: length), as: UInt8.self)
        unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: givenName.count), toByteOffset: 1, as: UInt8.self)
        unsafe givenNames.copy(givenName, to: start + 2)
        let second = 2 &+ givenName.count
        unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: surname.count), toByteOffset: second, as: UInt8.self)
        unsafe surnames.copy(surname, to: start + second + 1)
        fingerprint = unsafe UnsafeRawBufferPointer(start: start + 1, count: length).fingerprint
        written += length &+ 1
      }
    }
    fingerprints.append(fingerprint)
    ends.append(bytes.count)
  }

  /// A record's facts as bytes, which `append(encoded:)` takes.
  public func encoded(_ index: Int) -> ArraySlice<UInt8> { facts(of: index) }

  /// Appends all of a record's facts and ends it.
  public mutating func append(encoded: ArraySlice<UInt8>) {
    beginRecord()
    bytes.append(contentsOf: encoded)
    endRecord()
  }

  /// Nothing about a number of records.
  public static func nothing(about count: Int) -> RowFactsBuffer {
    var nothing = RowFactsBuffer()
    for _ in 0..<count {
      nothing.beginRecord()
      nothing.endRecord()
    }
    return nothing
  }

  /// A record's facts, without their length.
  func facts(of index: Int) -> ArraySlice<UInt8> {
    var position = index == 0 ? 0 : ends[index - 1]
    _ = VariableLength.read(bytes, &position)
    return bytes[position..<ends[index]]
  }
}

extension UnsafeRawBufferPointer {
  /// 64 bits that depend on every byte and on how many there are: eight bytes a step, multiplied to 128 bits and folded.
  @inline(__always)
  var fingerprint: UInt64 {
    // Sound: every load lies inside of the bytes.
    var mixed = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= count {
      let word = unsafe loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      mixed = foldedProduct(mixed ^ word, 0xD6E8_FEB8_6659_FD93)
      index += 8
    }
    // The last eight, some of them for the second time: guessing how many are left costs more.
    var rest: UInt64 = 0
    if count >= 8 {
      rest = unsafe loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
    } else {
      for index in 0..<count { rest = unsafe rest << 8 | UInt64(self[index]) }
    }
    mixed = foldedProduct(mixed ^ rest, 0xA076_1D64_78BD_642F)
    return foldedProduct(mixed ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
  }
}

extension Span<UInt8> {
  /// How many bytes are copied at once.
  fileprivate static var copied: Int { 32 }

  /// Copies a part of the bytes to where there is room for it and for `copied` bytes: those that stand about it are copied along, if they
  /// are there. Guessing the length of a short text costs more than copying too much.
  @inline(__always)
  fileprivate func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "the bytes have no such part")
    // Sound: as many bytes are read as there are.
    unsafe withUnsafeBytes { bytes in
      guard let source = unsafe bytes.baseAddress.map({ unsafe $0 + range.lowerBound }) else { return }
      if range.count <= Self.copied, bytes.count &- range.lowerBound >= Self.copied {
        unsafe target.storeBytes(of: source.loadUnaligned(as: SIMD32<UInt8>.self), as: SIMD32<UInt8>.self)
      } else {
        unsafe target.copyMemory(from: source, byteCount: range.count)
      }
    }
  }
}

/// Numbers in seven bits a byte, the lowest first, the uppermost bit set in all but the last.
enum VariableLength {
  @inline(__always)
  static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The number at a position, which is moved behind it; 0 at the end of the bytes.
  @inline(__always)
  static func read(_ bytes: [UInt8], _ position: inout Int) -> UInt64 {
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
}

/// Where the two parts of a name stand in what is known of a record.
struct NameBounds {
  let givenName: Range<Int>
  let surname: Range<Int>

  init(_ facts: [UInt8]) {
    var position = 0
    let given = Int(VariableLength.read(facts, &position))
    givenName = position..<min(position + given, facts.count)
    position = givenName.upperBound
    let last = Int(VariableLength.read(facts, &position))
    surname = position..<min(position + last, facts.count)
  }

  var isEmpty: Bool { givenName.isEmpty && surname.isEmpty }
  /// Where the name ends: everything before is of it.
  var end: Int { surname.upperBound }

  /// 64 bits, which are equal for equal names; for two others by chance once in 10¹⁹.
  func fingerprint(in facts: [UInt8]) -> UInt64 {
    unsafe facts.withUnsafeBytes { unsafe UnsafeRawBufferPointer(rebasing: $0[..<end]).fingerprint }
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
    func number() -> UInt64 { VariableLength.read(bytes, &position) }
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

  func member(_ rowNumber: Int) -> GroupMember {
    GroupMember(
      rowNumber: rowNumber, completeness: completeness, date: date, givenName: String(decoding: givenName, as: UTF8.self),
      surname: String(decoding: surname, as: UTF8.self))
  }
}
