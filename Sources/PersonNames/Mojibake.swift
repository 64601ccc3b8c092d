/// UTF-8 that was read as Windows-1252 or ISO 8859-1 on its way here: "JosÃ©", "GarcÃ­a", also twice over.
enum Mojibake {
  /// The code points that Windows-1252 has at 0x80 to 0x9F; 0 where it has none.
  private static let windows: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Whether a code point may be the second byte of a sequence, read wrongly.
  static func isTrail(_ code: UInt32) -> Bool {
    (0x80...0xBF).contains(code) || (code >= 0x152 && code <= 0x2122 && windows.contains(code))
  }

  /// Repairs a text when the repair is certain; returns whether it was.
  ///
  /// Certain means: all of it can be read back to bytes, all those are UTF-8, and what they spell beyond ASCII is letters of
  /// names, one of which at least could not have stood there as two letters.
  static func repair(_ scalars: inout [UInt32]) -> Bool {
    var repaired = false
    while let better = reread(scalars, lowered: false) ?? reread(scalars, lowered: true) {
      scalars = better
      repaired = true
    }
    return repaired
  }

  /// - Parameter lowered: reads a lower-cased lead ("josã©") as the capital it was.
  private static func reread(_ scalars: [UInt32], lowered: Bool) -> [UInt32]? {
    guard scalars.contains(where: { $0 >= 0x80 }) else { return nil }
    var bytes: [UInt8] = []
    var hasUpper = false
    var hasLower = false
    for (index, code) in scalars.enumerated() {
      guard let byte = byte(for: code) else { return nil }
      let classes = Letter(code).classes
      hasUpper = hasUpper || classes.contains(.upper)
      hasLower = hasLower || classes.contains(.lower)
      if lowered, (0xE2...0xE5).contains(byte), index + 1 < scalars.count, isTrail(scalars[index + 1]),
        !Letter(scalars[index + 1]).classes.contains(.letter)
      {
        bytes.append(byte & 0xDF)
      } else {
        bytes.append(byte)
      }
    }
    if lowered, hasUpper { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var result: [UInt32] = []
    var position = 0
    var certain = 0
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      if length > 1 {
        switch certainty(scalar, from: scalars[position..<position + length], allCapitals: hasUpper && !hasLower) {
        case nil: return nil
        case true?: certain += 1
        case false?: break
        }
      }
      result.append(scalar.value)
      position += length
    }
    return certain > 0 ? result : nil
  }

  private static func byte(for code: UInt32) -> UInt8? {
    if code < 0x100 { return UInt8(code) }
    return windows.firstIndex(of: code).map { UInt8(0x80 + $0) }
  }

  /// Whether a repaired code point is one that names have while its wrong reading is none: nil when it is not, false when the
  /// wrong reading could have been letters.
  private static func certainty(_ scalar: Unicode.Scalar, from wrong: ArraySlice<UInt32>, allCapitals: Bool) -> Bool? {
    // A letter, or a character of Windows-1252: a quotation mark, or the bytes of a second wrong reading.
    guard Letter(scalar.value).classes.contains(.letter) || byte(for: scalar.value) != nil else { return nil }
    guard wrong.allSatisfy({ Letter($0).classes.contains(.letter) }) else { return true }
    // "Ãœ" cannot be two letters of a name; "ÄŽ" in capitals and "ÓŽ" can.
    guard let lead = wrong.first, (0xC3...0xC5).contains(lead) else { return false }
    return lead == 0xC3 || !allCapitals
  }
}
