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
    var digits: UInt64 = 0
    var count = 0
    var rest = UInt32(truncatingIfNeeded: number)
    repeat {
      digits = digits << 8 | UInt64(0x30 + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    append(addingCapacity: 8) { output in
      // Sound: there is room for eight bytes, of which those that are no digits are left to be written over.
      unsafe output.withUnsafeMutableBufferPointer { target, written in
        unsafe UnsafeMutableRawBufferPointer(target).storeBytes(of: digits.littleEndian, toByteOffset: written, as: UInt64.self)
        written += count
      }
    }
  }
}
