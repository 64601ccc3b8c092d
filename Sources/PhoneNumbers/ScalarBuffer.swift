/// Decoding of texts that are short enough to be numbers, without memory of their own.
enum ScalarBuffer {
  /// More than this no number has: libphonenumber refuses texts of more than 250 characters.
  static let capacity = 250
  typealias Storage = InlineArray<250, UInt32>

  /// Decodes UTF-8; each damaged place becomes U+FFFD (Unicode, section 3.9, maximal subparts). Returns the number of scalars, `nil` if
  /// there are too many.
  static func decode(_ bytes: Span<UInt8>, into scalars: inout Storage) -> Int? {
    var index = 0
    var count = 0
    while index < bytes.count {
      guard count < capacity else { return nil }
      scalars[count] = decode(bytes, &index)
      count += 1
    }
    return count
  }

  private static func decode(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt32 {
    let lead = bytes[index]
    index += 1
    guard lead >= 0x80 else { return UInt32(lead) }
    let following: Int
    var scalar: UInt32
    // The second byte's range rules out what would be too long a form, a surrogate, or beyond the last scalar.
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: (following, scalar) = (1, UInt32(lead & 0x1F))
    case 0xE0...0xEF:
      (following, scalar) = (2, UInt32(lead & 0x0F))
      if lead == 0xE0 { range = 0xA0...0xBF }
      if lead == 0xED { range = 0x80...0x9F }
    case 0xF0...0xF4:
      (following, scalar) = (3, UInt32(lead & 0x07))
      if lead == 0xF0 { range = 0x90...0xBF }
      if lead == 0xF4 { range = 0x80...0x8F }
    default: return 0xFFFD
    }
    for _ in 0..<following {
      guard index < bytes.count, range.contains(bytes[index]) else { return 0xFFFD }
      scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
      range = 0x80...0xBF
      index += 1
    }
    return scalar
  }
}
