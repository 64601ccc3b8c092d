/// A text that may hold a number, read with care: every script's digits and punctuation, letters, extensions, `tel:` links.
///
/// Nothing here knows a numbering plan. The grammar is libphonenumber's (`VALID_PHONE_NUMBER`, `EXTN_PATTERNS_FOR_PARSING` and RFC 3966);
/// its regular expressions are resolved by hand, since each decides by looking at few places.
struct NumberText {
  /// The number without its extension: from the first plus or digit on.
  private(set) var scalars: [UInt32]
  private(set) var `extension` = PhoneExtension()

  /// Scalar values of UTF-8; damaged places become U+FFFD.
  static func scalars(_ bytes: Span<UInt8>) -> [UInt32] {
    unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) }
  }

  init(_ text: [UInt32], tables: Tables) throws(PhoneNumber.ParseError) {
    guard text.count <= 250 else { throw .tooLong }
    scalars = try NumberText.extracted(text, tables)
    guard NumberText.isViable(scalars[...]) else { throw .notANumber }
    takeExtension()
  }

  /// Whether a plus begins the number.
  var hasPlus: Bool { scalars.first.map(NumberText.isPlus) ?? false }

  /// What is left of the number as digits, values 0 to 9: by the telephone keypad where it holds three ASCII letters or more
  /// (ITU-T E.161), and then of ASCII alone; else the digits of any script.
  var normalizedDigits: [UInt8] {
    guard scalars.count(where: NumberText.isLetter) >= 3 else { return scalars.compactMap { DecimalDigit($0).map { UInt8($0.value) } } }
    return scalars.compactMap { scalar in
      switch scalar {
      case 0x30...0x39: UInt8(scalar - 0x30)
      case 0x41...0x5A: NumberText.keypad[Int(scalar) - 0x41]
      case 0x61...0x7A: NumberText.keypad[Int(scalar) - 0x61]
      // Dotless i and long s, whose upper case is an ASCII letter.
      case 0x131: 4
      case 0x17F: 7
      default: nil
      }
    }
  }

  private static let keypad: [UInt8] = [2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9]

  /// Takes the extension off, if what stands before it is a number by itself.
  private mutating func takeExtension() {
    guard let ending = ExtensionEnding(scalars), let start = (0..<ending.digits.lowerBound).first(where: { ending.begins(at: $0) }),
      NumberText.isViable(scalars[..<start])
    else { return }
    for (position, index) in ending.digits.enumerated() {
      if let digit = DecimalDigit(scalars[index]) { `extension`.append(digit, at: position) }
    }
    scalars.removeSubrange(start...)
  }
}

extension NumberText {
  /// What may be a number: two digits, or at least three among punctuation, then letters too, and an extension.
  static func isViable(_ text: ArraySlice<UInt32>) -> Bool {
    if text.count == 2 { return text.allSatisfy { DecimalDigit($0) != nil } }
    var index = text.startIndex
    while index < text.endIndex, isPlus(text[index]) { index += 1 }
    var digits = 0
    while digits < 3 {
      while index < text.endIndex, isPunctuation(text[index]) || text[index] == 0x2A { index += 1 }
      guard index < text.endIndex, DecimalDigit(text[index]) != nil else { return false }
      digits += 1
      index += 1
    }
    let third = index
    while index < text.endIndex, isBody(text[index]) { index += 1 }
    if index == text.endIndex { return true }
    guard let ending = ExtensionEnding(Array(text)) else { return false }
    return (third - text.startIndex...index - text.startIndex).contains { ending.begins(at: $0) }
  }

  static func isPlus(_ scalar: UInt32) -> Bool { scalar == 0x2B || scalar == 0xFF0B }

  static func isLetter(_ scalar: UInt32) -> Bool {
    scalar < 0x80 && UInt32(0x41)...0x5A ~= scalar & ~0x20
  }

  private static func isBody(_ scalar: UInt32) -> Bool {
    // Without regard to case, a class of ASCII letters takes in dotted and dotless i, long s and the Kelvin sign.
    isPunctuation(scalar) || scalar == 0x2A || isLetter(scalar) || DecimalDigit(scalar) != nil
      || [0x130, 0x131, 0x17F, 0x212A].contains(scalar)
  }

  /// Punctuation that may stand between digits; `x` is there for carrier codes.
  static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x28, 0x29, 0x2D...0x2F, 0x58, 0x5B, 0x5D, 0x78, 0x7E, 0xA0, 0xAD, 0x200B, 0x2010...0x2015, 0x2053, 0x2060, 0x2212,
      0x223C, 0x3000, 0x30FC, 0xFF08, 0xFF09, 0xFF0D...0xFF0F, 0xFF3B, 0xFF3D, 0xFF5E:
      true
    default: false
    }
  }

  /// The part of a text that looks like a number: from the first plus or digit up to the last letter or digit, and not beyond a slash
  /// that begins a second extension.
  static func possible(_ text: [UInt32], _ tables: Tables) -> [UInt32] {
    guard let first = text.firstIndex(where: { isPlus($0) || DecimalDigit($0) != nil }) else { return [] }
    var number = Array(text[first...])
    while let last = number.last, last != 0x23, !tables.isAlphanumeric(last) { number.removeLast() }
    let second = number.indices.first { index in
      guard number[index] == 0x2F || number[index] == 0x5C else { return false }
      return number[(index + 1)...].first { $0 != 0x20 } == 0x78
    }
    if let second { number.removeSubrange(second...) }
    return number
  }
}

extension NumberText {
  /// Understands `tel:` with `;phone-context=` (RFC 3966, section 5.1.5); of any other text, takes what looks like a number.
  private static func extracted(_ text: [UInt32], _ tables: Tables) throws(PhoneNumber.ParseError) -> [UInt32] {
    var number: [UInt32]
    if let parameter = find(";phone-context=", in: text[...]) {
      let start = parameter + ";phone-context=".utf8.count
      let end = find(";", in: text[start...]) ?? text.count
      let context = text[start..<end]
      guard isGlobalNumber(context) || isDomain(context) else { throw .notANumber }
      number = context.first == 0x2B ? Array(context) : []
      let begin = find("tel:", in: text[...]).map { $0 + 4 } ?? 0
      if begin < parameter { number += text[begin..<parameter] }
    } else {
      number = possible(text, tables)
    }
    if let subaddress = find(";isub=", in: number[...]), subaddress > 0 { number.removeSubrange(subaddress...) }
    return number
  }

  private static func find(_ needle: StaticString, in text: ArraySlice<UInt32>) -> Int? {
    let needle = needle.description.unicodeScalars.map(\.value)
    guard text.count >= needle.count else { return nil }
    return (text.startIndex...text.endIndex - needle.count).first { text[$0..<$0 + needle.count].elementsEqual(needle) }
  }

  /// A plus, and digits with `- . ( )` anywhere among them.
  private static func isGlobalNumber(_ text: ArraySlice<UInt32>) -> Bool {
    text.first == 0x2B && text.dropFirst().allSatisfy { [0x2D, 0x2E, 0x28, 0x29].contains($0) || DecimalDigit($0) != nil }
      && text.contains { DecimalDigit($0) != nil }
  }

  /// Labels of letters, digits and inner hyphens, the last beginning with a letter; a dot may follow it.
  private static func isDomain(_ text: ArraySlice<UInt32>) -> Bool {
    func isAlphanumeric(_ scalar: UInt32) -> Bool { isLetter(scalar) || DecimalDigit(scalar) != nil }
    var labels = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    return labels.allSatisfy { label in
      label.first.map(isAlphanumeric) == true && label.last.map(isAlphanumeric) == true
        && label.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
    } && labels.last?.first.map(isLetter) == true
  }
}
