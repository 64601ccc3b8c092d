/// The digits that end a text, seen as an extension: which ways of writing one would fit before them.
///
/// There are six. The surer the label, the more digits are believed: 20 behind `;ext=` or a word, 15 behind `,,` or `;`, 9 behind a single
/// sign or commas, 6 between a dash and `#`. All end with the digits, or with `#` behind them, so the digits are the same whichever fits.
struct ExtensionEnding {
  let text: [UInt32]
  /// Where the digits stand.
  let digits: Range<Int>
  private let hasHash: Bool

  /// `nil` if the text does not end with digits.
  init?(_ text: [UInt32]) {
    hasHash = text.last == 0x23
    let end = text.count - (hasHash ? 1 : 0)
    var start = end
    while start > 0, DecimalDigit(text[start - 1]) != nil { start -= 1 }
    guard start < end, end - start <= PhoneExtension.capacity else { return nil }
    self.text = text
    digits = start..<end
  }

  /// Whether an extension begins at `start`, which is before the digits, and reaches the end.
  func begins(at start: Int) -> Bool {
    guard start < digits.lowerBound else { return false }
    if !hasHash, isRange(start, digits.lowerBound, ";ext=") { return true }
    if hasHash, digits.count <= 6, text[start..<digits.lowerBound].allSatisfy({ $0 == 0x20 || $0 == 0x2D }) { return true }
    let label = skip(from: start) { $0 == 0x20 || $0 == 0xA0 || $0 == 0x09 || $0 == 0x2C }
    if explicitLabelEnds(label).contains(where: reachesDigits) { return true }
    if digits.count <= 9, ambiguousLabelEnds(label).contains(where: reachesDigits) { return true }
    let sign = skip(from: start) { $0 == 0x20 || $0 == 0xA0 || $0 == 0x09 }
    if digits.count <= 15 {
      if at(sign, 0x3B), reachesDigits(sign + 1) { return true }
      if at(sign, 0x2C), at(sign + 1, 0x2C), reachesDigits(sign + 2) { return true }
    }
    return digits.count <= 9 && at(sign, 0x2C) && commasReachDigits(sign)
  }

  private func skip(from start: Int, while isSkipped: (UInt32) -> Bool) -> Int {
    var index = start
    while index < digits.lowerBound, isSkipped(text[index]) { index += 1 }
    return index
  }

  private func at(_ index: Int, _ scalar: UInt32) -> Bool {
    index < digits.lowerBound && text[index] == scalar
  }

  /// One comma or more, and what may follow a label; a colon or full stop may come after any of the commas.
  private func commasReachDigits(_ start: Int) -> Bool {
    var index = start
    while at(index, 0x2C) {
      index += 1
      if reachesDigits(index) { return true }
    }
    return false
  }

  /// What may follow a label: a colon or full stop, then blanks, commas and dashes up to the digits.
  private func reachesDigits(_ start: Int) -> Bool {
    var index = start
    if at(index, 0x3A) || at(index, 0x2E) || at(index, 0xFF0E) { index += 1 }
    return text[index..<digits.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0xA0 || $0 == 0x09 || $0 == 0x2C || $0 == 0x2D }
  }

  /// Compares without regard to case: `word` is written in lower case.
  private func isRange(_ start: Int, _ end: Int, _ word: StaticString) -> Bool {
    follows(start, word) == end
  }

  /// Where `word` ends if it stands at `start`, in either case.
  private func follows(_ start: Int, _ word: StaticString) -> Int? {
    var index = start
    for scalar in word.description.unicodeScalars {
      guard index < digits.lowerBound, ExtensionEnding.lowercase(text[index]) == scalar.value else { return nil }
      index += 1
    }
    return index
  }

  /// Lower case of the letters that labels are written with, as matching without regard to case sees it.
  private static func lowercase(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xFF21...0xFF3A, 0x410...0x42F: scalar + 0x20
    case 0xD3: 0xF3
    case 0x130, 0x131: 0x69
    case 0x17F: 0x73
    case 0x1C81: 0x434
    case 0x1C82: 0x43E
    default: scalar
    }
  }

  /// `ext`, `xt`, `extn`, `extension`, `extensión` with or without its last letter, the same in full width, `доб`, `anexo`.
  private func explicitLabelEnds(_ start: Int) -> [Int] {
    var ends: [Int] = []
    if let end = follows(start, "ext") ?? follows(start, "xt") {
      ends.append(end)
      for word: StaticString in ["ensio", "ensio\u{301}", "ensi\u{F3}"] {
        if let end = follows(end, word) { ends.append(end) }
      }
      ends += ends.compactMap { follows($0, "n") }
    }
    if let end = follows(start, "\u{FF45}\u{FF58}\u{FF54}") ?? follows(start, "\u{FF58}\u{FF54}") {
      ends.append(end)
      if let end = follows(end, "\u{FF4E}") { ends.append(end) }
    }
    if let end = follows(start, "\u{434}\u{43E}\u{431}") { ends.append(end) }
    if let end = follows(start, "anexo") { ends.append(end) }
    return ends
  }

  /// `x`, `#`, `~` and `int`, and the same in full width.
  private func ambiguousLabelEnds(_ start: Int) -> [Int] {
    var ends: [Int] = []
    if start < digits.lowerBound, [0x78, 0x23, 0x7E, 0xFF58, 0xFF03, 0xFF5E].contains(ExtensionEnding.lowercase(text[start])) {
      ends.append(start + 1)
    }
    for word: StaticString in ["int", "\u{FF49}\u{FF4E}\u{FF54}"] {
      if let end = follows(start, word) { ends.append(end) }
    }
    return ends
  }
}
