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
