/// The digits of a national number, as values 0 to 9.
///
/// Keeps the first ``capacity`` and counts the rest: no plan has a number of more than 17 digits, so what lies behind never decides.
struct NationalDigits {
  static let capacity = 24
  private(set) var digits = InlineArray<24, UInt8>(repeating: 0)
  private(set) var count = 0

  init() {}

  @inline(__always)
  init(_ source: Span<UInt8>, from start: Int) {
    count = source.count - start
    for index in 0..<min(count, NationalDigits.capacity) { digits[index] = source[start + index] }
  }

  /// The digits of a number as it is stored. At most 40, clamped.
  init(_ number: PhoneNumber) {
    for _ in 0..<min(number.numberOfLeadingZeros, 20) { append(0) }
    var divisor: UInt64 = 1
    while number.nationalNumber / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(number.nationalNumber / divisor % 10))
      divisor /= 10
    }
  }

  @inline(__always)
  mutating func append(_ digit: UInt8) {
    if count < NationalDigits.capacity { digits[count] = digit }
    count += 1
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 { digits[index] }

  /// How many are kept.
  @inline(__always)
  var kept: Int { min(count, NationalDigits.capacity) }

  /// With a prefix taken off.
  func applying(_ cut: Tables.Cut) -> NationalDigits {
    var result = NationalDigits()
    if cut.literalCount > 0 { result.append(cut.literal.0) }
    if cut.literalCount > 1 { result.append(cut.literal.1) }
    if cut.literalCount > 2 { result.append(cut.literal.2) }
    if cut.literalCount > 3 { result.append(cut.literal.3) }
    for index in Int(cut.copyStart)..<Int(cut.copyEnd) { result.append(digits[index]) }
    for index in min(Int(cut.cut), kept)..<kept { result.append(digits[index]) }
    result.count += count - kept
    return result
  }
}
