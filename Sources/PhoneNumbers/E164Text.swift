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
  mutating func write(_ number: PhoneNumber, _ digits: inout NationalDigits) {
    // A number that is made of zeros nearly is stored with twelve of them, and written as it is stored.
    if number.numberOfLeadingZeros > 12 { write(number) } else { write(callingCode: number.callingCode, &digits) }
  }

  /// The same for any number.
  @inline(never)
  public mutating func write(_ number: PhoneNumber) {
    var digits = NationalDigits(number)
    write(callingCode: number.callingCode, &digits)
  }

  @inline(__always)
  private mutating func write(callingCode: Int, _ digits: inout NationalDigits) {
    bytes[0] = UInt8(ascii: "+")
    let code = UInt64(min(max(callingCode, 0), 999)).eightDigits
    // Sound: eight bytes from the first on, and 32 behind three digits, lie inside of the 64.
    count = unsafe withUnsafeMutableBytes(of: &bytes) { bytes in
      let place = unsafe 1 &+ code.store(to: bytes, at: 1, from: min(code.trailingZeroBitCount / 8, 7))
      unsafe digits.writeASCII(to: bytes, at: place)
      return place &+ digits.kept
    }
  }
}
