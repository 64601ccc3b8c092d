/// The words that stand before an extension, in ten languages and more. Lower case; a word counts only where no letter follows it.
enum ExtensionWord {
  static let words: [[UInt32]] = [
    // English
    "extension", "extn", "ext", "xtn", "x",
    // German
    "durchwahl", "nebenstelle", "apparat", "app", "dw",
    // French
    "poste", "interne",
    // Spanish, Italian
    "extensi\u{F3}n", "anexo", "interno", "int",
    // Portuguese
    "ramal", "extens\u{E3}o",
    // Dutch
    "toestel", "tst", "doorkiesnummer",
    // Polish
    "wewn\u{119}trzny", "wewn", "wew",
    // Russian
    "\u{434}\u{43E}\u{431}\u{430}\u{432}\u{43E}\u{447}\u{43D}\u{44B}\u{439}", "\u{434}\u{43E}\u{431}",
    "\u{432}\u{43D}\u{443}\u{442}\u{440}",
    // Turkish
    "dahili",
    // Swedish, Norwegian, Danish
    "anknytning", "ankn", "linje", "lokal",
    // Japanese, Chinese, Korean
    "\u{5185}\u{7DDA}", "\u{5206}\u{673A}", "\u{5206}\u{6A5F}", "\u{5167}\u{7DDA}", "\u{B0B4}\u{C120}",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Finds a word behind at least five digits. Returns where it begins, and the digits behind it, which reach the end; `nil` without one.
  static func find(in text: [UInt32]) -> (start: Int, digits: [UInt32])? {
    var digits = 0
    for start in text.indices {
      if DecimalDigit(text[start]) != nil { digits += 1 }
      guard digits >= 5, let end = word(at: start, in: text) else { continue }
      let rest = text[end...].filter { ![0x20, 0x2E, 0x3A, 0x2D, 0x23, 0x29, 0x5D].contains($0) }
      guard rest.count <= 7, rest.allSatisfy({ DecimalDigit($0) != nil }) else { continue }
      return (start, rest)
    }
    return nil
  }

  private static func word(at start: Int, in text: [UInt32]) -> Int? {
    for word in words where start + word.count <= text.count {
      guard zip(text[start...], word).allSatisfy({ lowercase($0) == $1 }) else { continue }
      let end = start + word.count
      if end == text.count || !isLetter(text[end]) { return end }
    }
    return nil
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    NumberText.isLetter(scalar) || 0xC0...0x24F ~= scalar || 0x400...0x4FF ~= scalar
  }

  private static func lowercase(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xDE, 0x410...0x42F: scalar + 0x20
    case 0x118: 0x119
    default: scalar
    }
  }
}
