/// The digits that end a text, seen as an extension: which ways of writing one would fit before them.
///
/// There are six. The surer the label, the more digits are believed: 20 behind `;ext=` or a word, 15 behind `,,` or `;`, 9 behind a single
/// sign or commas, 6 between a dash and `#`. All end with the digits, or with `#` behind them, so the digits are the same whichever fits.
struct ExtensionEnding {
  /// Where the digits stand.
  let digits: Range<Int>
  private let hasHash: Bool

  /// `nil` if the text does not end with digits.
  init?(_ text: Span<UInt32>) {
    guard text.count > 1 else { return nil }
    hasHash = text[text.count - 1] == 0x23
    let end = text.count - (hasHash ? 1 : 0)
    var start = end
    while start > 0, DecimalDigit(text[start - 1]) != nil { start -= 1 }
    guard start < end, end - start <= PhoneExtension.capacity else { return nil }
    digits = start..<end
  }

  /// The first place within a range at which an extension begins that reaches the end; `nil` if there is none.
  func start(in text: Span<UInt32>, within range: Range<Int>) -> Int? {
    let before = text.extracting(0..<digits.lowerBound)
    for start in range where start < before.count && begins(before.extracting(start..<before.count)) { return start }
    return nil
  }

  /// Whether `text`, all that stands before the digits, is a label with what belongs around it.
  private func begins(_ text: Span<UInt32>) -> Bool {
    // What begins with a digit, or with an ASCII letter that no label begins with, needs no closer look.
    switch text[0] {
    case 0x41, 0x45, 0x49, 0x58, 0x61, 0x65, 0x69, 0x78: break
    case 0x28...0x2B, 0x2E...0x39, 0x41...0x5A, 0x61...0x7A: return false
    case 0x20:
      // Nor does a blank before such a one.
      if text.count > 1, 0x28...0x2B ~= text[1] || 0x2E...0x39 ~= text[1] { return false }
    default: break
    }
    if !hasHash, ExtensionEnding.follows(text, 0, ExtensionEnding.parameter) == text.count { return true }
    if hasHash, digits.count <= 6, ExtensionEnding.skip(text, 0, { $0 == 0x20 || $0 == 0x2D }) == text.count { return true }
    let label = ExtensionEnding.skip(text, 0) { $0 == 0x20 || $0 == 0xA0 || $0 == 0x09 || $0 == 0x2C }
    if hasExplicitLabel(text, label) { return true }
    if digits.count <= 9, hasAmbiguousLabel(text, label) { return true }
    let sign = ExtensionEnding.skip(text, 0) { $0 == 0x20 || $0 == 0xA0 || $0 == 0x09 }
    guard sign < text.count else { return false }
    if digits.count <= 15 {
      if text[sign] == 0x3B, reachesDigits(text, sign + 1) { return true }
      if text[sign] == 0x2C, sign + 1 < text.count, text[sign + 1] == 0x2C, reachesDigits(text, sign + 2) { return true }
    }
    return digits.count <= 9 && commasReachDigits(text, sign)
  }

  @inline(__always)
  private static func skip(_ text: Span<UInt32>, _ start: Int, _ isSkipped: (UInt32) -> Bool) -> Int {
    var index = start
    while index < text.count, isSkipped(text[index]) { index += 1 }
    return index
  }

  /// One comma or more, and what may follow a label; a colon or full stop may come after any of the commas.
  private func commasReachDigits(_ text: Span<UInt32>, _ start: Int) -> Bool {
    var index = start
    while index < text.count, text[index] == 0x2C {
      index += 1
      if reachesDigits(text, index) { return true }
    }
    return false
  }

  /// What may follow a label: a colon or full stop, then blanks, commas and dashes up to the digits.
  private func reachesDigits(_ text: Span<UInt32>, _ start: Int) -> Bool {
    var index = start
    if index < text.count, text[index] == 0x3A || text[index] == 0x2E || text[index] == 0xFF0E { index += 1 }
    return ExtensionEnding.skip(text, index) { $0 == 0x20 || $0 == 0xA0 || $0 == 0x09 || $0 == 0x2C || $0 == 0x2D } == text.count
  }

  /// `ext`, `xt`, `extn`, `extension`, `extensión` with or without its last letter, the same in full width, `доб`, `anexo`.
  private func hasExplicitLabel(_ text: Span<UInt32>, _ start: Int) -> Bool {
    func ends(_ end: Int, _ last: UInt32) -> Bool {
      reachesDigits(text, end)
        || end < text.count && ExtensionEnding.lowercase(text[end]) == last && reachesDigits(text, end + 1)
    }
    if let end = ExtensionEnding.follows(text, start, ExtensionEnding.ext) ?? ExtensionEnding.follows(text, start, ExtensionEnding.xt) {
      if ends(end, 0x6E) { return true }
      if let end = ExtensionEnding.follows(text, end, ExtensionEnding.ensi), end < text.count {
        switch ExtensionEnding.lowercase(text[end]) {
        case 0xF3: if ends(end + 1, 0x6E) { return true }
        case 0x6F:
          if ends(end + 1, 0x6E) || end + 1 < text.count && text[end + 1] == 0x301 && ends(end + 2, 0x6E) { return true }
        default: break
        }
      }
    }
    if let end = ExtensionEnding.follows(text, start, ExtensionEnding.wideExt)
      ?? ExtensionEnding.follows(text, start, ExtensionEnding.wideXt),
      ends(end, 0xFF4E)
    {
      return true
    }
    if let end = ExtensionEnding.follows(text, start, ExtensionEnding.dob), reachesDigits(text, end) { return true }
    if let end = ExtensionEnding.follows(text, start, ExtensionEnding.anexo), reachesDigits(text, end) { return true }
    return false
  }

  /// `x`, `#`, `~` and `int`, and the same in full width.
  private func hasAmbiguousLabel(_ text: Span<UInt32>, _ start: Int) -> Bool {
    guard start < text.count else { return false }
    switch ExtensionEnding.lowercase(text[start]) {
    case 0x78, 0x23, 0x7E, 0xFF58, 0xFF03, 0xFF5E: if reachesDigits(text, start + 1) { return true }
    default: break
    }
    if let end = ExtensionEnding.follows(text, start, ExtensionEnding.int), reachesDigits(text, end) { return true }
    if let end = ExtensionEnding.follows(text, start, ExtensionEnding.wideInt), reachesDigits(text, end) { return true }
    return false
  }
}

extension ExtensionEnding {
  /// Where `word`, in lower case, ends if it stands at `start` in either case.
  private static func follows(_ text: Span<UInt32>, _ start: Int, _ word: [UInt32]) -> Int? {
    guard start + word.count <= text.count else { return nil }
    for index in word.indices where lowercase(text[start + index]) != word[index] { return nil }
    return start + word.count
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

  // Scalar values, so that comparing needs no string: `;ext=`, `ext`, `xt`, `ensi`, `anexo`, `int`, `доб`, and in full width.
  private static let parameter: [UInt32] = [0x3B, 0x65, 0x78, 0x74, 0x3D]
  private static let ext: [UInt32] = [0x65, 0x78, 0x74]
  private static let xt: [UInt32] = [0x78, 0x74]
  private static let ensi: [UInt32] = [0x65, 0x6E, 0x73, 0x69]
  private static let anexo: [UInt32] = [0x61, 0x6E, 0x65, 0x78, 0x6F]
  private static let int: [UInt32] = [0x69, 0x6E, 0x74]
  private static let dob: [UInt32] = [0x434, 0x43E, 0x431]
  private static let wideExt: [UInt32] = [0xFF45, 0xFF58, 0xFF54]
  private static let wideXt: [UInt32] = [0xFF58, 0xFF54]
  private static let wideInt: [UInt32] = [0xFF49, 0xFF4E, 0xFF54]
}
