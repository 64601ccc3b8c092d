@testable import PhoneNumbers

/// The part of a text that may be a number, before any numbering plan is asked.
///
/// Works on Unicode scalars. The patterns are the ones that libphonenumber publishes; what they match is fixed by them.
struct PlainText {
  /// Punctuation that may stand between digits; `x` stands for a carrier code.
  static let punctuation =
    "-x\u{2010}-\u{2015}\u{2212}\u{30FC}\u{FF0D}-\u{FF0F} \u{A0}\u{AD}\u{200B}\u{2060}\u{3000}()\u{FF08}\u{FF09}\u{FF3B}\u{FF3D}.\\[\\]/~\u{2053}\u{223C}\u{FF5E}"
  static let plus = "+\u{FF0B}"

  /// The six ways to write an extension. The surer the label, the more digits are believed.
  static let extensions: String = {
    let before = "[ \u{A0}\\t,]*"
    let after = "[:\\.\u{FF0E}]?[ \u{A0}\\t,-]*"
    let explicit =
      "(?:e?xt(?:ensi(?:o\u{301}?|\u{F3}))?n?|\u{FF45}?\u{FF58}\u{FF54}\u{FF4E}?|\u{434}\u{43E}\u{431}|anexo)"
    let ambiguous = "(?:[x\u{FF58}#\u{FF03}~\u{FF5E}]|int|\u{FF49}\u{FF4E}\u{FF54})"
    return [
      ";ext=(\\d{1,20})",
      before + explicit + after + "(\\d{1,20})#?",
      before + ambiguous + after + "(\\d{1,9})#?",
      "[- ]+(\\d{1,6})#",
      "[ \u{A0}\\t]*(?:,{2}|;)" + after + "(\\d{1,15})#?",
      "[ \u{A0}\\t]*(?:,)+" + after + "(\\d{1,9})#?",
    ].joined(separator: "|")
  }()

  static let extensionAtEnd = Pattern("(?:\(extensions))$", ignoringCase: true)
  static let viable = Pattern(
    "\\d{2}|[\(plus)]*(?:[\(punctuation)*]*\\d){3,}[\(punctuation)*A-Za-z\\d]*(?:\(extensions))?", ignoringCase: true)
  static let start = Pattern("[\(plus)\\d]")
  static let plusSigns = Pattern("[\(plus)]+")
  static let secondNumber = Pattern("[\\\\/] *x")

  var scalars: [UInt32]

  init(_ scalars: [UInt32], metadata: PlainMetadata) throws(PhoneNumber.ParseError) {
    guard scalars.count <= 250 else { throw .tooLong }
    self.scalars = try PlainText.extracted(scalars, metadata: metadata)
    guard isViable(self.scalars[...]) else { throw .notANumber }
  }

  private func isViable(_ text: ArraySlice<UInt32>) -> Bool {
    text.count >= 2 && PlainText.viable.matchesWhole(text)
  }

  /// How many plus signs the number begins with.
  var plusCount: Int {
    PlainText.plusSigns.match(scalars, at: 0)?.range.count ?? 0
  }

  /// Takes the extension off, if what stands before it is a number.
  mutating func takeExtension() -> [UInt32] {
    guard let match = PlainText.extensionAtEnd.search(scalars), isViable(scalars[..<match.range.lowerBound]),
      let group = match.groups.compactMap({ $0 }).first
    else { return [] }
    defer { scalars.removeSubrange(match.range.lowerBound...) }
    return Array(scalars[group])
  }
}

extension PlainText {
  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  private static func find(_ needle: String, in text: ArraySlice<UInt32>) -> Int? {
    let needle = scalars(needle)
    guard text.count >= needle.count else { return nil }
    return (text.startIndex...text.endIndex - needle.count).first { text[$0..<$0 + needle.count].elementsEqual(needle) }
  }

  /// Understands `tel:` with `;phone-context=` (RFC 3966, section 5.1.5); of any other text, takes what looks like a number.
  static func extracted(_ text: [UInt32], metadata: PlainMetadata) throws(PhoneNumber.ParseError) -> [UInt32] {
    var number: [UInt32]
    if let parameter = find(";phone-context=", in: text[...]) {
      let start = parameter + ";phone-context=".utf8.count
      let end = find(";", in: text[start...]) ?? text.count
      let context = Array(text[start..<end])
      guard isGlobalNumber(context) || isDomain(context) else { throw .notANumber }
      number = context.first == 0x2B ? context : []
      let begin = find("tel:", in: text[...]).map { $0 + 4 } ?? 0
      if begin < parameter { number += text[begin..<parameter] }
    } else {
      number = possible(text, metadata: metadata)
    }
    if let subaddress = find(";isub=", in: number[...]), subaddress > 0 {
      number.removeSubrange(subaddress...)
    }
    return number
  }

  private static func possible(_ text: [UInt32], metadata: PlainMetadata) -> [UInt32] {
    guard let first = start.search(text)?.range.lowerBound else { return [] }
    var number = Array(text[first...])
    while let last = number.last, last != 0x23, !metadata.isAlphanumeric(last) { number.removeLast() }
    if let second = secondNumber.search(number) { number.removeSubrange(second.range.lowerBound...) }
    return number
  }

  private static func isGlobalNumber(_ text: [UInt32]) -> Bool {
    text.first == 0x2B && text.dropFirst().allSatisfy { [0x2D, 0x2E, 0x28, 0x29].contains($0) || DecimalDigit($0) != nil }
      && text.contains { DecimalDigit($0) != nil }
  }

  private static func isDomain(_ text: [UInt32]) -> Bool {
    func isLetter(_ scalar: UInt32) -> Bool { (0x41...0x5A).contains(scalar & ~0x20) && scalar < 0x80 }
    func isAlphanumeric(_ scalar: UInt32) -> Bool { isLetter(scalar) || DecimalDigit(scalar) != nil }
    var labels = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    return labels.allSatisfy { label in
      label.first.map(isAlphanumeric) == true && label.last.map(isAlphanumeric) == true
        && label.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
    } && labels.last?.first.map(isLetter) == true
  }
}

extension PlainMetadata {
  /// Letters and numbers of any script (Unicode categories L and N).
  func isAlphanumeric(_ scalar: UInt32) -> Bool {
    alphanumerics.contains { $0.contains(scalar) }
  }
}

/// Turns what is left of a number into ASCII digits: by the telephone keypad where it holds three letters or more (ITU-T E.161),
/// else by keeping its digits, of any script.
func normalizedDigits(_ text: ArraySlice<UInt32>) -> [UInt32] {
  let letters = text.filter { $0 < 0x80 && (0x41...0x5A).contains($0 & ~0x20) }
  guard letters.count >= 3 else { return text.compactMap { DecimalDigit($0).map { 0x30 + UInt32($0.value) } } }
  let keypad: [UInt32] = "22233344455566677778889999".unicodeScalars.map(\.value)
  return text.compactMap { scalar in
    switch scalar {
    case 0x30...0x39: scalar
    case 0x41...0x5A: keypad[Int(scalar) - 0x41]
    case 0x61...0x7A: keypad[Int(scalar) - 0x61]
    case 0x131: 0x34
    case 0x17F: 0x37
    default: nil
    }
  }
}
