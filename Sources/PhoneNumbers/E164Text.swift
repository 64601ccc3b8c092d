/// A number as it is written (ITU-T E.164): `+`, the calling code and the national significant number, in ASCII. Room that is used again,
/// for who writes many.
public struct E164Text: Sendable {
  /// The text, and bytes behind it that mean nothing.
  public private(set) var bytes = InlineArray<64, UInt8>(repeating: 0)
  /// How many of the bytes are the text's.
  public private(set) var count = 0

  public init() {}

  public var span: Span<UInt8> {
    @_lifetime(borrow self) get { bytes.span.extracting(0..<count) }
  }

  /// Takes a number whose digits have just been read.
  @inline(__always)
  mutating func write(_ number: PhoneNumber, _ digits: NationalDigits) {
    // As it is stored it has twelve leading zeros at most.
    guard number.numberOfLeadingZeros <= 12, digits.count <= 24 else { return write(number) }
    bytes[0] = UInt8(ascii: "+")
    let code = number.callingCode
    var place = 1
    if code > 99 {
      bytes[1] = 0x30 &+ UInt8(truncatingIfNeeded: code / 100)
      place = 2
    }
    if code > 9 {
      bytes[place] = 0x30 &+ UInt8(truncatingIfNeeded: code / 10 % 10)
      place &+= 1
    }
    bytes[place] = 0x30 &+ UInt8(truncatingIfNeeded: code % 10)
    place &+= 1
    let (first, second, third) = digits.ascii
    // Sound: the place is four at most, and the bytes are 64.
    unsafe withUnsafeMutableBytes(of: &bytes) { bytes in
      unsafe bytes.storeBytes(of: first, toByteOffset: place, as: UInt64.self)
      unsafe bytes.storeBytes(of: second, toByteOffset: place &+ 8, as: UInt64.self)
      unsafe bytes.storeBytes(of: third, toByteOffset: place &+ 16, as: UInt64.self)
    }
    count = place &+ digits.count
  }

  /// The same for any number.
  @inline(never)
  public mutating func write(_ number: PhoneNumber) {
    count = unsafe withUnsafeMutableBytes(of: &bytes) { bytes in
      let room = unsafe bytes.bindMemory(to: UInt8.self)
      var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
      number.appendE164(to: &output)
      return unsafe output.finalize(for: room)
    }
  }
}
