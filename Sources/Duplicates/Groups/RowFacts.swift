internal import Bytes

/// What deciding among records of one identity asks of a record, as bytes that can be kept by the million.
///
/// Made in the worker for a batch of records, one after the other: `beginRecord`, then whatever the run asks for in the order of the
/// functions here, then `endRecord`. A record about which nothing was said takes a byte. The bytes are as `RowStore` keeps them: before
/// each record stands its length.
public struct RowFactsBuffer: ~Copyable, Sendable {
  private(set) var bytes = PaddedBytes()
  /// Where each record ends.
  private(set) var ends = PlainList<Int>()
  private var prints = PlainList<UInt64>()
  /// What has been said of the record that was begun.
  private var record: [UInt8] = []

  public init() {}

  /// Of each record 64 bits, which are equal for two that say the same in the same way; for two that don't, by chance once in 10¹⁹. A set
  /// of keys keeps only some of them as a note: there, two records of one number that say different things count as the same once in 2³²
  /// pairs, once in 2⁴¹ where ten million keys were expected.
  public var fingerprints: Span<UInt64> {
    @_lifetime(borrow self) get { prints.span }
  }

  public mutating func removeAll() {
    bytes.removeAll()
    ends.removeAll()
    prints.removeAll()
  }

  public mutating func beginRecord() { record.removeAll(keepingCapacity: true) }

  /// The name as it is written, each part empty where there is none.
  public mutating func append(givenName: Span<UInt8>, surname: Span<UInt8>) {
    append(field: givenName)
    append(field: surname)
  }

  /// The same from arrays.
  public mutating func append(givenName: [UInt8], surname: [UInt8]) { append(givenName: givenName.span, surname: surname.span) }

  /// How many fields are filled, and the date that the newest record is found by, as any number that grows with time.
  public mutating func append(completeness: Int, date: Int?) {
    VariableLength.append(UInt64(completeness), to: &record)
    record.append(date == nil ? 0 : 1)
    if let date { VariableLength.append(UInt64(bitPattern: Int64(date)), to: &record) }
  }

  /// A field of the record, for merging. Columns follow one another.
  public mutating func append(field: Span<UInt8>) {
    VariableLength.append(UInt64(field.count), to: &record)
    record.append(copying: field)
  }

  /// The same from an array.
  public mutating func append(field: [UInt8]) { append(field: field.span) }

  public mutating func endRecord() {
    prints.append(unsafe record.withUnsafeBytes { unsafe $0.fingerprint })
    // Its length is written behind it, where there is room already, and taken first.
    let length = record.count
    VariableLength.append(UInt64(length), to: &record)
    // The same bytes: a span of what is a part of this value would keep all of it from changing.
    let record = record
    bytes.append(length..<record.count, of: record.span)
    bytes.append(0..<length, of: record.span)
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
    bytes.reserve(length &+ 1)
    let second = 2 &+ givenName.count
    // Sound: there is room for the record, and behind it for what is copied along with the second text.
    let start = unsafe bytes.end
    unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: length), as: UInt8.self)
    unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: givenName.count), toByteOffset: 1, as: UInt8.self)
    unsafe givenNames.copy(givenName, to: start + 2)
    unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: surname.count), toByteOffset: second, as: UInt8.self)
    unsafe surnames.copy(surname, to: start + second + 1)
    // Of the texts where they stand: what was written just now in pieces is slow to be read.
    prints.append(namePrint(givenName, of: givenNames, surname, of: surnames))
    bytes.advance(by: length &+ 1)
    ends.append(bytes.count)
  }

  /// A record's facts as bytes, which `append(encoded:)` takes.
  public func encoded(_ index: Int) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.append(copying: facts(of: index))
    return encoded
  }

  /// Appends all of a record's facts and ends it.
  public mutating func append(encoded: [UInt8]) {
    beginRecord()
    record.append(contentsOf: encoded)
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
  @_lifetime(borrow self)
  func facts(of index: Int) -> Span<UInt8> {
    var start = index == 0 ? 0 : ends[index - 1]
    // Their length has a byte for each seven bits.
    while bytes.span[start] >= 0x80 { start += 1 }
    return bytes.span.extracting(start + 1..<ends[index])
  }
}

/// 64 bits that are equal for equal names.
@inline(__always)
private func namePrint(_ givenName: Range<Int>, of givenNames: Span<UInt8>, _ surname: Range<Int>, of surnames: Span<UInt8>) -> UInt64 {
  let counts = UInt64(givenName.count) << 32 | UInt64(surname.count)
  return foldedProduct(
    textPrint(givenName, of: givenNames) ^ counts ^ 0xA076_1D64_78BD_642F, textPrint(surname, of: surnames) ^ 0xE703_7ED1_A0B4_28DB)
}

/// 64 bits that are equal for equal texts of one length, if they have no zeros at their ends.
@inline(__always)
private func textPrint(_ range: Range<Int>, of bytes: Span<UInt8>) -> UInt64 {
  guard let text = PaddedText(range, of: bytes) else { return copiedTextPrint(bytes.extracting(range)) }
  return text.print
}

/// The same of a text that has too little behind it.
@inline(never)
private func copiedTextPrint(_ text: Span<UInt8>) -> UInt64 {
  var copy: [UInt8] = []
  copy.append(copying: text)
  copy += repeatElement(0, count: PaddedText.padding)
  return PaddedText(0..<text.count, of: copy.span)?.print ?? 0
}

extension PaddedText {
  /// Sixteen bytes a step, eight of them times the other eight: no text of UTF-8 has the factor's bytes, and makes it zero.
  @inline(__always)
  fileprivate var print: UInt64 {
    let factor: UInt64 = 0xFFD6_E8FE_B866_59FD
    // Most texts have no more than 32, and which of them more than 16 is not to be guessed.
    let (first, second, third, fourth) = words
    var mixed = foldedProduct(first ^ 0x8EBC_6AF0_9C88_C6E3, second ^ factor)
    mixed = foldedProduct(third ^ mixed, fourth ^ factor)
    var index = 32
    while index < count {
      mixed = foldedProduct(word(at: index) ^ mixed, word(at: index &+ 8) ^ factor)
      index &+= 16
    }
    return mixed
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
