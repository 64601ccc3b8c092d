@testable import PhoneNumbers

/// A set of Unicode scalar values: what one place of a pattern may match.
struct ScalarSet: Sendable {
  private var ascii: (UInt64, UInt64) = (0, 0)
  private var ranges: [ClosedRange<UInt32>] = []
  private var hasDigits = false

  mutating func insert(_ range: ClosedRange<UInt32>) {
    for value in range.clamped(to: 0...127) where range.contains(value) {
      if value < 64 { ascii.0 |= 1 << UInt64(value) } else { ascii.1 |= 1 << UInt64(value - 64) }
    }
    if range.upperBound > 127 { ranges.append(range) }
  }

  mutating func insertDigits() {
    insert(0x30...0x39)
    hasDigits = true
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return ascii.0 >> UInt64(scalar) & 1 == 1 }
    if scalar < 128 { return ascii.1 >> UInt64(scalar - 64) & 1 == 1 }
    return ranges.contains { $0.contains(scalar) } || hasDigits && DecimalDigit(scalar) != nil
  }

  /// Adds what a match without regard to case takes besides: the other case, and the four letters of other alphabets whose simple
  /// case mapping is an ASCII letter (dotted and dotless i, long s, Kelvin sign), as Java and Python do.
  func ignoringCase() -> ScalarSet {
    var wider = self
    for letter in UInt32(0x41)...0x5A where contains(letter) || contains(letter + 0x20) {
      wider.insert(letter...letter)
      wider.insert(letter + 0x20...letter + 0x20)
    }
    for (letter, others) in ScalarSet.otherCases where contains(letter) {
      for other in others { wider.insert(other...other) }
    }
    return wider
  }

  private static let otherCases: [(UInt32, [UInt32])] = [
    (0x69, [0x130, 0x131]), (0x6B, [0x212A]), (0x73, [0x17F]), (0xF3, [0xD3]),
    (0x431, [0x411]), (0x434, [0x414, 0x1C81]), (0x43E, [0x41E, 0x1C82]),
    (0xFF45, [0xFF25]), (0xFF49, [0xFF29]), (0xFF4E, [0xFF2E]), (0xFF54, [0xFF34]), (0xFF58, [0xFF38]),
  ]
}
