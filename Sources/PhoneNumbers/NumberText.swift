/// A text that may hold a number, read with care: every script's digits and punctuation, letters, extensions, `tel:` links.
///
/// Nothing here knows a numbering plan. The grammar is libphonenumber's (`VALID_PHONE_NUMBER`, `EXTN_PATTERNS_FOR_PARSING` and RFC 3966);
/// its regular expressions are resolved by hand, since each decides by looking at few places. Nothing allocates.
struct NumberText {
  /// Whether a plus begins the number.
  private(set) var hasPlus = false
  private(set) var `extension` = PhoneExtension()
  /// Whether three ASCII letters or more stand for digits.
  private(set) var isVanity = false

  /// - Parameters:
  ///   - text: At most 250 scalars.
  ///   - digits: Receives the digits of the number without its extension.
  init(_ text: Span<UInt32>, tables: Tables, digits: inout NationalDigits) throws(PhoneNumber.ParseError) {
    if let parameter = NumberText.find(NumberText.phoneContext, in: text, from: 0) {
      try self.init(text, contextAt: parameter, digits: &digits)
    } else {
      try self.init(number: text.extracting(NumberText.possible(text, tables)), digits: &digits)
    }
  }

  /// Understands `;phone-context=` (RFC 3966, section 5.1.5): the context is the beginning of the number if it is a number, and else a
  /// domain, which says nothing.
  private init(_ text: Span<UInt32>, contextAt parameter: Int, digits: inout NationalDigits) throws(PhoneNumber.ParseError) {
    let start = parameter + NumberText.phoneContext.count
    var end = start
    while end < text.count, text[end] != 0x3B { end += 1 }
    let context = text.extracting(start..<end)
    let isNumber = NumberText.isGlobalNumber(context)
    guard isNumber || NumberText.isDomain(context) else { throw .notANumber }
    var number = ScalarBuffer.Storage(repeating: 0)
    var count = 0
    func append(_ part: Span<UInt32>) {
      // Both parts lie apart in the text, so there is room.
      for index in part.indices where count < ScalarBuffer.capacity {
        number[count] = part[index]
        count += 1
      }
    }
    if isNumber { append(context) }
    let begin = NumberText.find(NumberText.tel, in: text, from: 0).map { $0 + NumberText.tel.count } ?? 0
    if begin < parameter { append(text.extracting(begin..<parameter)) }
    try self.init(number: number.span.extracting(0..<count), digits: &digits)
  }

  private init(number text: Span<UInt32>, digits: inout NationalDigits) throws(PhoneNumber.ParseError) {
    var number = text
    if let subaddress = NumberText.find(NumberText.subaddress, in: text, from: 0), subaddress > 0 {
      number = text.extracting(0..<subaddress)
    }
    guard NumberText.isViable(number) else { throw .notANumber }
    hasPlus = NumberText.isPlus(number[0])
    if let ending = ExtensionEnding(number), let start = ending.start(in: number, within: 0..<ending.digits.lowerBound),
      NumberText.isViable(number.extracting(0..<start))
    {
      for index in ending.digits {
        if let digit = DecimalDigit(number[index]) { `extension`.append(digit, at: index - ending.digits.lowerBound) }
      }
      number = number.extracting(0..<start)
    }
    isVanity = NumberText.letterCount(number) >= 3
    NumberText.normalize(number, &digits)
  }

  /// By the telephone keypad where there are three ASCII letters or more (ITU-T E.161), and then of ASCII alone; else the digits of any
  /// script.
  static func normalize(_ number: Span<UInt32>, _ digits: inout NationalDigits) {
    let letters = letterCount(number)
    for index in number.indices {
      let scalar = number[index]
      if letters < 3 {
        if let digit = DecimalDigit(scalar) { digits.append(UInt8(digit.value)) }
      } else if scalar &- 0x30 < 10 {
        digits.append(UInt8(scalar - 0x30))
      } else if NumberText.isLetter(scalar) {
        digits.append(NumberText.keypad[Int(scalar & ~0x20) - 0x41])
      } else if scalar == 0x131 {
        // Dotless i and long s: their upper case is an ASCII letter.
        digits.append(4)
      } else if scalar == 0x17F {
        digits.append(7)
      }
    }
  }

  static let keypad: InlineArray<26, UInt8> = [
    2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9,
  ]
  private static func letterCount(_ text: Span<UInt32>) -> Int {
    var letters = 0
    for index in text.indices where isLetter(text[index]) { letters += 1 }
    return letters
  }

  /// Reads a text that is a number from its first scalar to its last, such as `1800 SIX-FLAGS`.
  init(whole text: Span<UInt32>, digits: inout NationalDigits) throws(PhoneNumber.ParseError) {
    try self.init(number: text, digits: &digits)
  }

  // `;phone-context=`, `;isub=` and `tel:`.
  private static let phoneContext: [UInt32] = [
    0x3B, 0x70, 0x68, 0x6F, 0x6E, 0x65, 0x2D, 0x63, 0x6F, 0x6E, 0x74, 0x65, 0x78, 0x74, 0x3D,
  ]
  private static let subaddress: [UInt32] = [0x3B, 0x69, 0x73, 0x75, 0x62, 0x3D]
  private static let tel: [UInt32] = [0x74, 0x65, 0x6C, 0x3A]
}

extension NumberText {
  /// Scalar values of UTF-8; damaged places become U+FFFD.
  static func scalars(_ bytes: Span<UInt8>) -> [UInt32] {
    unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) }
  }

  static func isPlus(_ scalar: UInt32) -> Bool { scalar == 0x2B || scalar == 0xFF0B }

  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool {
    (scalar & ~0x20) &- 0x41 < 26
  }

  /// Punctuation that may stand between digits; `x` is there for carrier codes.
  static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x28, 0x29, 0x2D...0x2F, 0x58, 0x5B, 0x5D, 0x78, 0x7E: true
    case 0...0x7F: false
    case 0xA0, 0xAD, 0x200B, 0x2010...0x2015, 0x2053, 0x2060, 0x2212, 0x223C, 0x3000, 0x30FC, 0xFF08, 0xFF09, 0xFF0D...0xFF0F, 0xFF3B,
      0xFF3D,
      0xFF5E:
      true
    default: false
    }
  }

  private static func isBody(_ scalar: UInt32) -> Bool {
    // Without regard to case, a class of ASCII letters takes in dotted and dotless i, long s and the Kelvin sign.
    isPunctuation(scalar) || scalar == 0x2A || isLetter(scalar) || DecimalDigit(scalar) != nil
      || scalar == 0x130 || scalar == 0x131 || scalar == 0x17F || scalar == 0x212A
  }

  /// What may be a number: two digits, or at least three among punctuation, then letters too, and an extension.
  static func isViable(_ text: Span<UInt32>) -> Bool {
    guard text.count > 2 else {
      return text.count == 2 && DecimalDigit(text[0]) != nil && DecimalDigit(text[1]) != nil
    }
    var index = 0
    while index < text.count, isPlus(text[index]) { index += 1 }
    var digits = 0
    while digits < 3 {
      while index < text.count, isPunctuation(text[index]) || text[index] == 0x2A { index += 1 }
      guard index < text.count, DecimalDigit(text[index]) != nil else { return false }
      digits += 1
      index += 1
    }
    let third = index
    while index < text.count, isBody(text[index]) { index += 1 }
    if index == text.count { return true }
    guard let ending = ExtensionEnding(text) else { return false }
    return ending.start(in: text, within: third..<index + 1) != nil
  }

  /// The part of a text that looks like a number: from the first plus or digit up to the last letter or digit, and not beyond a slash
  /// that begins a second extension.
  static func possible(_ text: Span<UInt32>, _ tables: Tables) -> Range<Int> {
    var start = 0
    while start < text.count, !isPlus(text[start]), DecimalDigit(text[start]) == nil { start += 1 }
    var end = text.count
    while end > start, text[end - 1] != 0x23, !isAlphanumeric(text[end - 1], tables) { end -= 1 }
    for index in start..<end where text[index] == 0x2F || text[index] == 0x5C {
      var next = index + 1
      while next < end, text[next] == 0x20 { next += 1 }
      if next < end, text[next] == 0x78 { return start..<index }
    }
    return start..<end
  }

  private static func isAlphanumeric(_ scalar: UInt32, _ tables: Tables) -> Bool {
    scalar < 0x80 ? scalar &- 0x30 < 10 || isLetter(scalar) : tables.isAlphanumeric(scalar)
  }

  private static func find(_ needle: [UInt32], in text: Span<UInt32>, from start: Int) -> Int? {
    guard text.count >= needle.count else { return nil }
    for place in start...text.count - needle.count where text[place] == needle[0] {
      var matched = 1
      while matched < needle.count, text[place + matched] == needle[matched] { matched += 1 }
      if matched == needle.count { return place }
    }
    return nil
  }

  /// A plus, and digits with `- . ( )` anywhere among them.
  private static func isGlobalNumber(_ text: Span<UInt32>) -> Bool {
    guard text.count > 1, text[0] == 0x2B else { return false }
    var digits = 0
    for index in 1..<text.count {
      if DecimalDigit(text[index]) != nil {
        digits += 1
      } else if ![0x2D, 0x2E, 0x28, 0x29].contains(text[index]) {
        return false
      }
    }
    return digits > 0
  }

  /// Labels of letters, digits and inner hyphens, the last beginning with a letter; a dot may follow it.
  private static func isDomain(_ text: Span<UInt32>) -> Bool {
    func isAlphanumeric(_ scalar: UInt32) -> Bool { isLetter(scalar) || DecimalDigit(scalar) != nil }
    var end = text.count
    if end > 1, text[end - 1] == 0x2E { end -= 1 }
    var label = 0
    for index in 0..<end {
      if text[index] == 0x2E {
        guard index > label, isAlphanumeric(text[index - 1]) else { return false }
        label = index + 1
      } else if index == label {
        guard isAlphanumeric(text[index]) else { return false }
      } else if !isAlphanumeric(text[index]), text[index] != 0x2D {
        return false
      }
    }
    return label < end && isLetter(text[label]) && isAlphanumeric(text[end - 1])
  }
}
