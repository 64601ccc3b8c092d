extension NameCaser {
  /// The fast path for letters beyond ASCII: words of Latin, Greek or Cyrillic letters, all of one script, or of Han, Hangul or kana, with
  /// single spaces between, none of which the lexicon has.
  ///
  /// Only letters whose cases are as long as they are in UTF-8, so that every byte of the result stands where it stood in the name. Nil
  /// when the name is not so, and nothing has been appended then.
  func normalizeLetters(
    _ name: Span<UInt8>, kind: NameKind, through plain: inout [UInt8], into output: inout [UInt8]
  ) -> NameFindings? {
    guard name.count > 0, name.count + 16 <= plain.count, habits.traits.isDisjoint(with: [.turkicI, .mcSmall])
    else { return nil }
    var target = plain.mutableSpan
    var classes: Letter.Class = []
    var scripts: UInt8 = 0
    var before = Int.max
    var start = 0
    while true {
      guard let word = lower(name, from: start, into: &target) else { return nil }
      classes.formUnion(word.classes)
      scripts |= word.scripts
      // Initials, "NA" and crossed-out words are for the slower path to tell, and so are Irish prefixes.
      if word.isASCII {
        let least = kind == .first || (kind == .full && start == 0) ? 3 : start == 0 ? 2 : 1
        guard word.letters > least, target[start] != UInt8(ascii: "x") else { return nil }
      }
      if before <= 2, target[start] == UInt8(ascii: "h") || target[start] == UInt8(ascii: "t") { return nil }
      if lexicon.mayHave(NameLexicon.hash(target.span, start..<word.end)) { return nil }
      capitalize(word, at: start, in: &target)
      if word.end == name.count { break }
      guard word.end + 1 < name.count else { return nil }
      target[word.end] = 0x20
      before = word.letters
      start = word.end + 1
    }
    // More than one script may be a forgery.
    guard scripts & (scripts &- 1) == 0 else { return nil }
    if classes.contains(.upper) == classes.contains(.lower) {
      unsafe name.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
      return []
    }
    return unsafe plain.withUnsafeBufferPointer { plain in
      let cased = unsafe UnsafeBufferPointer(rebasing: plain[..<name.count])
      unsafe output.append(contentsOf: cased)
      return unsafe name.withUnsafeBufferPointer { unsafe $0.elementsEqual(cased) } ? [] : .recased
    }
  }

  /// A word that was lowered.
  private struct LoweredWord {
    var end = 0
    var letters = 0
    /// The first letter's capital.
    var capital: UInt32 = 0
    var isASCII = true
    var classes: Letter.Class = []
    var scripts: UInt8 = 0
  }

  /// Lowers a word of letters that no rule but the usual ones is about, up to a space or the end. Nil when it has any other.
  @inline(__always)
  private func lower(_ name: Span<UInt8>, from start: Int, into target: inout MutableSpan<UInt8>) -> LoweredWord? {
    var word = LoweredWord(end: start)
    var previous: UInt32 = 0
    while word.end < name.count, name[word.end] != 0x20 {
      let place = word.end
      if (name[place] | 0x20) &- 0x61 < 26 {
        let run = LetterRun(name, at: place)
        target.store(run.lowered, at: place)
        if word.letters == 0 { word.capital = UInt32(run.lowered & 0xDF) }
        word.classes.formUnion(run.classes)
        word.scripts |= 1 << 1
        word.letters += run.count
        word.end += run.count
        previous = 0x61
        continue
      }
      guard name[place] >= 0xC3 else { return nil }
      let code = FoldedName.decode(name, &word.end)
      guard code != .max, NameCaser.isPlain(code), !((0xC2...0xFF).contains(previous) && Mojibake.isTrail(code)) else { return nil }
      let letter = Letter(code)
      guard letter.classes.isDisjoint(with: .beyondPlain), letter.classes.contains(.letter) else { return nil }
      let length = word.end - place
      guard NameCaser.length(letter.lower) == length, NameCaser.length(letter.title) == length else { return nil }
      NameCaser.put(letter.lower, at: place, in: &target)
      if word.letters == 0 { word.capital = letter.title }
      word.classes.formUnion(letter.classes)
      word.scripts |= 1 << letter.script
      word.letters += 1
      word.isASCII = false
      previous = code
    }
    return word.letters == 0 ? nil : word
  }

  /// Letters that casing has no rule of their own for: Latin-1 and Latin Extended-A without İ, Greek without sigma, Russian, Ukrainian and
  /// Serbian Cyrillic, and scripts without case.
  @inline(__always)
  private static func isPlain(_ code: UInt32) -> Bool {
    switch code {
    case 0xC0...0x12F, 0x132...0x17E, 0x388...0x3A1, 0x3A4...0x3C1, 0x3C4...0x3CE, 0x400...0x45F: true
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x3041...0x3096, 0x30A1...0x30FA: true
    default: false
    }
  }

  private static func length(_ code: UInt32) -> Int { code < 0x80 ? 1 : code < 0x800 ? 2 : 3 }

  private static func put(_ code: UInt32, at place: Int, in target: inout MutableSpan<UInt8>) {
    if code < 0x80 {
      target[place] = UInt8(truncatingIfNeeded: code)
    } else if code < 0x800 {
      target[place] = UInt8(truncatingIfNeeded: 0xC0 | code >> 6)
      target[place + 1] = UInt8(truncatingIfNeeded: 0x80 | code & 0x3F)
    } else {
      target[place] = UInt8(truncatingIfNeeded: 0xE0 | code >> 12)
      target[place + 1] = UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F)
      target[place + 2] = UInt8(truncatingIfNeeded: 0x80 | code & 0x3F)
    }
  }

  /// Gives a lowered word its capital, and those of "Mc" and "IJ" theirs.
  @inline(__always)
  private func capitalize(_ word: LoweredWord, at start: Int, in target: inout MutableSpan<UInt8>) {
    let length = word.end - start
    let second = length > 2 ? target[start + 1] : 0
    if target[start] == UInt8(ascii: "m"), second == UInt8(ascii: "c"), length > 3 {
      if target[start + 2] < 0x80 {
        target[start + 2] &= 0xDF
      } else if target[start + 2] < 0xE0 {
        let code = UInt32(target[start + 2] & 0x1F) << 6 | UInt32(target[start + 3] & 0x3F)
        Self.put(Letter(code).title, at: start + 2, in: &target)
      }
    } else if target[start] == UInt8(ascii: "i"), second == UInt8(ascii: "j"), habits.traits.contains(.ij) {
      target[start + 1] = UInt8(ascii: "J")
    }
    Self.put(word.capital, at: start, in: &target)
  }
}

extension Letter.Class {
  /// What a letter that casing has no rule of its own for does not have.
  fileprivate static let beyondPlain: Self = [.mark, .unstable, .odd, .special, .digit]
}
