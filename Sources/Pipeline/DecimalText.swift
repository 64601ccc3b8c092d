/// A whole number in decimal digits, made without a `String`: what is written millions of times.
struct DecimalText {
  private var bytes = InlineArray<20, UInt8>(repeating: 0)
  private var start = 20

  init(_ number: Int) {
    var rest = number.magnitude
    repeat {
      start -= 1
      bytes[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    if number < 0 {
      start -= 1
      bytes[start] = UInt8(ascii: "-")
    }
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self) get { bytes.span.extracting(start..<20) }
  }
}

extension [UInt8] {
  /// Appends a whole number in decimal digits. Up to eight are put together in a register and stored at one go.
  mutating func append(decimal number: Int) {
    guard 0..<100_000_000 ~= number else {
      let text = DecimalText(number)
      for index in text.span.indices { append(text.span[index]) }
      return
    }
    let all = Self.digits(of: UInt64(truncatingIfNeeded: number))
    // The last one is written even if it is zero.
    let zeros = Swift.min(all.trailingZeroBitCount / 8, 7)
    let digits = (all | 0x3030_3030_3030_3030) >> UInt64(8 * zeros)
    let count = 8 - zeros
    append(addingCapacity: 8) { output in
      // Sound: there is room for eight bytes, of which those that are no digits are left to be written over.
      unsafe output.withUnsafeMutableBufferPointer { target, written in
        unsafe UnsafeMutableRawBufferPointer(target).storeBytes(of: digits.littleEndian, toByteOffset: written, as: UInt64.self)
        written += count
      }
    }
  }

  /// The values of a number's eight digits, a byte each, the first one lowest: parted into two times four of them, these into pairs, and
  /// these into single ones, side by side. Dividing is multiplying by a fraction that is close enough for as many digits.
  private static func digits(of number: UInt64) -> UInt64 {
    let halves = number / 10_000 | (number % 10_000) << 32
    let upperPairs = (halves &* 10_486) >> 20 & 0x7F_0000_007F
    let pairs = upperPairs | (halves &- 100 &* upperPairs) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    return tens | (pairs &- 10 &* tens) << 8
  }
}
