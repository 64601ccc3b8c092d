extension NameCaser {
  /// The habits that decide what `normalizePlain` and `normalizeLetters` make of a name: they ask for no others.
  enum LetterHabits: UInt8 {
    /// Those of most regions.
    case usual
    /// "ij" is one letter to a name's beginning.
    case ij
    /// Letters alone decide nothing.
    case others
  }

  var letterHabits: LetterHabits {
    guard habits.traits.isDisjoint(with: [.turkicI, .mcSmall]) else { return .others }
    return habits.traits.contains(.ij) ? .ij : .usual
  }

  /// The fast path for words of letters beyond ASCII, and for names that have a mix of cases and stay as they are.
  ///
  /// Words are of Latin, Greek or Cyrillic letters, all of one script, or of Han, Hangul or kana, with single spaces between. Only letters
  /// whose cases are as long as they are in UTF-8, so that every byte of the result stands where it stood in the name. What casing has
  /// rules for (words of the lexicon, hyphens, apostrophes, initials) is taken only where no case is changed. Nil when the name is not so.
  ///
  /// - Parameter plain: where the name is written from the first byte on, unless it is right as it is; longer names than fit are not taken.
  func normalizeLetters(_ name: Span<UInt8>, kind: NameKind, into plain: inout NameRoom) -> NameOutcome? {
    guard name.count > 0, name.count + 16 <= plain.count, habits.traits.isDisjoint(with: [.turkicI, .mcSmall])
    else { return nil }
    var target = plain.mutableSpan
    var classes: Letter.Class = []
    var scripts: UInt8 = 0
    var hasRules = false
    var before = Int.max
    var start = 0
    while true {
      guard let word = lower(name, from: start, into: &target) else { return nil }
      classes.formUnion(word.classes)
      scripts |= word.scripts
      // A crossed-out name is for the slower path to tell.
      if target[start] == UInt8(ascii: "x") { return nil }
      if let entry = lexicon.index(of: target.span, start..<word.coreEnd, hasCurlyApostrophe: false) {
        guard lexicon.entries[entry].roles.isDisjoint(with: .suspect) else { return nil }
        hasRules = true
      }
      if !hasRules {
        hasRules =
          word.hasSigns || isShort(word, kind: kind, isFirst: start == 0)
          // Irish prefixes.
          || (before <= 2 && (target[start] == UInt8(ascii: "h") || target[start] == UInt8(ascii: "t")))
        if !hasRules { capitalize(word, at: start, in: &target) }
      }
      if word.end == name.count { break }
      guard word.end + 1 < name.count else { return nil }
      target[word.end] = 0x20
      before = word.letters
      start = word.end + 1
    }
    // More than one script may be a forgery.
    guard scripts & (scripts &- 1) == 0 else { return nil }
    if classes.contains(.upper) == classes.contains(.lower) { return NameOutcome(findings: [], isAsWritten: true) }
    if hasRules { return nil }
    var isAsWritten = true
    for index in name.indices where name[index] != target[index] { isAsWritten = false }
    return NameOutcome(findings: isAsWritten ? [] : .recased, isAsWritten: isAsWritten)
  }

  /// Whether a word of ASCII letters may be initials, or "NA".
  private func isShort(_ word: LoweredWord, kind: NameKind, isFirst: Bool) -> Bool {
    let least = kind == .first || (kind == .full && isFirst) ? 3 : isFirst ? 2 : 1
    return word.isASCII && word.letters <= least
  }

  /// A word that was lowered.
  private struct LoweredWord {
    var end = 0
    /// Where its last letter ends: a comma or full stop may stand behind.
    var coreEnd = 0
    var letters = 0
    /// The first letter's capital.
    var capital: UInt32 = 0
    var isASCII = true
    /// Whether it has a hyphen, an apostrophe, a comma or a full stop.
    var hasSigns = false
    var classes: Letter.Class = []
    var scripts: UInt8 = 0
  }

  /// Lowers a word up to a space or the end. Nil when it has something else than letters that no rule but the usual ones is about, single
  /// hyphens and apostrophes between them, and one comma or full stop at its end.
  @inline(__always)
  private func lower(_ name: Span<UInt8>, from start: Int, into target: inout MutableSpan<UInt8>) -> LoweredWord? {
    var word = LoweredWord(end: start)
    var previous: UInt32 = 0
    while word.end < name.count, name[word.end] != 0x20 {
      let place = word.end
      let byte = name[place]
      if (byte | 0x20) &- 0x61 < 26 {
        let run = LetterRun(name, at: place)
        target.store(run.lowered, at: place)
        if word.letters == 0 { word.capital = UInt32(run.lowered & 0xDF) }
        word.classes.formUnion(run.classes)
        word.scripts |= 1 << 1
        word.letters += run.count
        word.end += run.count
        word.coreEnd = word.end
        previous = 0x61
      } else if byte >= 0xC3 {
        guard let letter = plainLetter(name, &word.end), !((0xC2...0xFF).contains(previous) && Mojibake.isTrail(letter.code)) else {
          return nil
        }
        NameCaser.put(letter.lower, at: place, in: &target)
        if word.letters == 0 { word.capital = letter.title }
        word.classes.formUnion(letter.classes)
        word.scripts |= 1 << letter.script
        word.letters += 1
        word.isASCII = false
        word.coreEnd = word.end
        previous = letter.code
      } else {
        guard word.coreEnd == place, word.letters > 0 else { return nil }
        let isLast = place + 1 == name.count || name[place + 1] == 0x20
        guard isLast ? byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") : byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
        else { return nil }
        target[place] = byte
        word.hasSigns = true
        word.end += 1
        previous = UInt32(byte)
      }
    }
    return word.letters == 0 ? nil : word
  }

  /// A letter that casing has no rule of its own for, and what it is in lower case and in title case.
  private struct PlainLetter {
    let code: UInt32
    let lower: UInt32
    let title: UInt32
    let classes: Letter.Class
    let script: UInt8
  }

  /// Reads a letter beyond ASCII, and moves the index past it: Latin-1 and Latin Extended-A without İ and ı, Greek without sigma, Russian,
  /// Ukrainian and Serbian Cyrillic, and scripts without case. Nil for every other.
  @inline(__always)
  private func plainLetter(_ name: Span<UInt8>, _ index: inout Int) -> PlainLetter? {
    if name[index] < 0xE0 {
      guard index + 1 < name.count, name[index + 1] & 0xC0 == 0x80 else { return nil }
      let code = UInt32(name[index] & 0x1F) << 6 | UInt32(name[index + 1] & 0x3F)
      switch code {
      case 0xC0...0x12F, 0x132...0x17E, 0x388...0x3A1, 0x3A4...0x3C1, 0x3C4...0x3CE, 0x400...0x45F: break
      default: return nil
      }
      let letter = Letter(code)
      guard letter.classes.isDisjoint(with: .beyondPlain), letter.classes.contains(.letter), letter.lower >= 0x80, letter.lower < 0x800,
        letter.title >= 0x80, letter.title < 0x800
      else { return nil }
      index += 2
      return PlainLetter(code: code, lower: letter.lower, title: letter.title, classes: letter.classes, script: letter.script)
    }
    let code = FoldedName.decode(name, &index)
    switch code {
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x3041...0x3096, 0x30A1...0x30FA:
      return PlainLetter(code: code, lower: code, title: code, classes: .letter, script: 7)
    default: return nil
    }
  }

  @inline(__always)
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
