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

  /// Takes what a function writes to where there is room for `room` bytes, if it says how many are the text's.
  mutating func take(_ write: (_ target: UnsafeMutableRawPointer) -> Int?) -> Bool {
    let written = unsafe withUnsafeMutableBytes(of: &bytes) { unsafe $0.baseAddress.flatMap { unsafe write($0) } }
    count = written ?? 0
    return written != nil
  }

  /// Takes a number.
  public mutating func write(_ number: PhoneNumber) { _ = take { unsafe Self.write(number, to: $0) } }
}

extension E164Text {
  /// How many bytes may be written of a number, with those that mean nothing behind it.
  public static let room = 64

  /// Writes a number to where there is so much room, and returns how many bytes are the text's.
  @unsafe @inline(never)
  public static func write(_ number: PhoneNumber, to target: UnsafeMutableRawPointer) -> Int {
    var digits = NationalDigits(number)
    return unsafe write(callingCode: number.callingCode, &digits, to: target)
  }

  /// The same for a number whose digits have just been read.
  @unsafe @inline(__always)
  static func write(_ number: PhoneNumber, _ digits: inout NationalDigits, to target: UnsafeMutableRawPointer) -> Int {
    // A number that is made of zeros nearly is stored with twelve of them, and written as it is stored.
    number.numberOfLeadingZeros > 12
      ? unsafe write(number, to: target) : unsafe write(callingCode: number.callingCode, &digits, to: target)
  }

  @unsafe @inline(__always)
  private static func write(callingCode: Int, _ digits: inout NationalDigits, to target: UnsafeMutableRawPointer) -> Int {
    // Sound: eight bytes from the first on, and 32 behind three digits, lie inside of the room.
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: target, count: room)
    unsafe target.storeBytes(of: UInt8(ascii: "+"), as: UInt8.self)
    let code = UInt64(min(max(callingCode, 0), 999)).eightDigits
    let place = unsafe 1 &+ code.store(to: bytes, at: 1, from: min(code.trailingZeroBitCount / 8, 7))
    unsafe digits.writeASCII(to: bytes, at: place)
    return place &+ digits.kept
  }
}
