extension NameCaser {
  /// Gives one word its capitals: by its attested spelling, or segment by segment.
  func capitalize(_ name: inout FoldedName, word index: Int, isGiven: Bool) {
    let word = name.words[index]
    let kind: NameKind = isGiven ? .first : .last
    if word.entry >= 0, let capitals = lexicon.capitals(of: Int(word.entry), kind: kind, region: region) {
      name.capitalize(word.core, capitals: capitals, turkic: turkic)
      return
    }
    if word.entry >= 0, index > 0, !isGiven, lexicon.entries[Int(word.entry)].roles.contains(.company) {
      name.capitalize(word.core, capitals: lexicon.entries[Int(word.entry)].capitals, turkic: false)
      return
    }
    if !word.isJoined, word.coreStart == word.start, word.coreEnd == word.end {
      capitalize(&name, segment: word.core, entry: Int(word.entry), word: index, isGiven: isGiven)
      return
    }
    let segments = segments(of: word, in: name)
    for (place, segment) in segments.enumerated().reversed() {
      if place > 0, isLower(segment, place: place, of: segments, in: name, isGiven: isGiven) { continue }
      if place == 0, segments.count > 1, isLowerArticle(segment, in: name, word: index, isGiven: isGiven) { continue }
      capitalize(&name, segment: segment, entry: nil, word: index, isGiven: isGiven)
    }
  }

  /// The runs of letters, marks, digits and inner apostrophes of a word.
  private func segments(of word: FoldedName.Word, in name: FoldedName) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    var position = word.start
    var start: Int?
    while position < word.end {
      let (code, length) = name.scalar(at: position)
      let wordy = !Letter(code).classes.isDisjoint(with: [.letter, .mark, .digit])
      // The middle dot holds a Catalan word together ("Marcel·lí").
      if wordy || (start != nil && (code == 0x27 || code == 0x2019 || code == 0xB7)) {
        if start == nil { start = position }
      } else if let open = start {
        segments.append(open..<position)
        start = nil
      }
      position += length
    }
    if let open = start { segments.append(open..<word.end) }
    return segments
  }

  /// A segment after a hyphen that stays small: the second syllable of a Korean or Chinese given name, a particle in the
  /// middle ("Zia-ul-Haq"), a possessive.
  private func isLower(
    _ segment: Range<Int>, place: Int, of segments: [Range<Int>], in name: FoldedName, isGiven: Bool
  ) -> Bool {
    let joint = name.bytes[segment.lowerBound - 1]
    guard joint == UInt8(ascii: "-") else { return false }
    if place < segments.count - 1 {
      let small: [StaticString] = [
        "de", "du", "des", "la", "le", "les", "sur", "sous", "en", "al", "el", "ul", "ud", "ur", "us", "von", "van", "der",
        "den", "zu", "und", "o", "e", "y", "da", "do", "di", "ad", "ash", "bin",
      ]
      return small.contains { name.text(segment, equals: $0) }
    }
    return habits.traits.contains(.hyphenLower) && segments.count == 2 && place == 1
      && isSyllable(segments[0], in: name) && isSyllable(segments[1], in: name)
  }

  /// Whether ASCII letters have one run of vowels.
  private func isSyllable(_ segment: Range<Int>, in name: FoldedName) -> Bool {
    var runs = 0
    var inVowels = false
    for position in segment {
      let byte = name.bytes[position]
      guard byte >= 0x61, byte <= 0x7A else { return false }
      let vowel = FoldedName.isVowel(byte)
      if vowel, !inVowels { runs += 1 }
      inVowels = vowel
    }
    return runs == 1
  }

  /// The Arabic article in front of a hyphen, where it is written small.
  private func isLowerArticle(_ segment: Range<Int>, in name: FoldedName, word index: Int, isGiven: Bool) -> Bool {
    guard habits.traits.contains(.articleLower), !isGiven, segment.upperBound < name.count,
      name.bytes[segment.upperBound] == UInt8(ascii: "-")
    else { return false }
    let articles: [StaticString] = ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul"]
    return articles.contains { name.text(segment, equals: $0) }
  }

  /// Gives a segment its capitals.
  private func capitalize(
    _ name: inout FoldedName, segment: Range<Int>, entry known: Int?, word index: Int, isGiven: Bool
  ) {
    let start = segment.lowerBound
    let entry = known ?? self.entry(name, segment)
    if known == nil, entry >= 0, let capitals = lexicon.capitals(of: entry, kind: isGiven ? .first : .last, region: region) {
      name.capitalize(segment, capitals: capitals, turkic: turkic)
      return
    }
    let count = segment.count
    let first = name.bytes[start]
    if isGiven, count == 2 || count == 3, isInitials(name, segment, entry: entry) {
      for position in segment.dropFirst() { name.capitalize(at: position, turkic: turkic) }
    } else if count >= 4, first == UInt8(ascii: "m"), name.bytes[start + 1] == UInt8(ascii: "c") {
      name.capitalize(at: start + 2, turkic: turkic)
    } else if let inner = afterApostrophe(name, segment) {
      name.capitalize(at: inner, turkic: turkic)
    } else if let inner = irishPrefix(name, start, word: index) {
      name.capitalize(at: inner, turkic: turkic)
      return
    } else if count > 2, first == UInt8(ascii: "i"), name.bytes[start + 1] == UInt8(ascii: "j"), habits.traits.contains(.ij) {
      name.capitalize(at: start + 1, turkic: turkic)
    }
    if !isLowerElision(name, segment, word: index, isGiven: isGiven) { name.capitalize(at: start, turkic: turkic) }
  }

  /// The French "d'" before a family name.
  private func isLowerElision(_ name: FoldedName, _ segment: Range<Int>, word index: Int, isGiven: Bool) -> Bool {
    guard let elision = lexicon.elision, !isGiven, segment.count > 2, name.bytes[segment.lowerBound] == UInt8(ascii: "d"),
      name.bytes[segment.lowerBound + 1] == 0x27 || Apostrophe.isCurly(name.bytes, at: segment.lowerBound + 1)
    else { return false }
    return (index == 0 ? habits.lowerAtHead : habits.lowerInside) >> UInt64(elision) & 1 == 1
  }

  private func entry(_ name: FoldedName, _ segment: Range<Int>) -> Int {
    var hash = NameLexicon.seed
    for position in segment { hash = NameLexicon.step(hash, name.bytes[position]) }
    return lexicon.index(of: name.bytes, segment, hash: hash) ?? -1
  }

  /// Two or three letters that cannot be spoken, or two that end in J: "KP", "JRR", "AJ".
  private func isInitials(_ name: FoldedName, _ segment: Range<Int>, entry: Int) -> Bool {
    guard segment.allSatisfy({ (0x61...0x7A).contains(name.bytes[$0]) }) else { return false }
    if entry >= 0, !lexicon.entries[entry].roles.isDisjoint(with: [.plain, .title]) { return false }
    let isEnglish = habits.traits.contains(.mixedInitials)
    if segment.count == 2, name.bytes[segment.lowerBound + 1] == UInt8(ascii: "j") { return isEnglish }
    return (segment.count == 2 || isEnglish) && !segment.contains { FoldedName.isVowel(name.bytes[$0]) }
  }

  /// Where a capital stands after an apostrophe: "O'Brien", "D'Angelo", "Dell'Acqua", and "De'Andre" in the United States.
  private func afterApostrophe(_ name: FoldedName, _ segment: Range<Int>) -> Int? {
    var position = segment.lowerBound
    while position < segment.upperBound {
      if name.bytes[position] == 0x27 {
        return isCapital(name, segment, prefix: segment.lowerBound..<position, inner: position + 1) ? position + 1 : nil
      }
      if Apostrophe.isCurly(name.bytes, at: position) {
        return isCapital(name, segment, prefix: segment.lowerBound..<position, inner: position + 3) ? position + 3 : nil
      }
      position += 1
    }
    return nil
  }

  private func isCapital(_ name: FoldedName, _ segment: Range<Int>, prefix: Range<Int>, inner: Int) -> Bool {
    guard inner < segment.upperBound, !habits.traits.contains(.apostropheLower) else { return false }
    if inner == segment.upperBound - 1, name.bytes[inner] == UInt8(ascii: "s") { return false }
    if prefix.count == 1 {
      return !FoldedName.isVowel(name.bytes[prefix.lowerBound]) || name.text(prefix, equals: "o")
        || (habits.traits.contains(.apostropheCapital) && name.text(prefix, equals: "a"))
    }
    let always: [StaticString] = ["dell", "dall", "nell", "sull", "all", "sant", "degl", "mac", "mc"]
    if always.contains(where: { name.text(prefix, equals: $0) }) { return true }
    let american: [StaticString] = ["de", "da", "ja", "la", "le", "ra", "sha", "ta", "ty", "dre", "che", "ky", "tre"]
    return habits.traits.contains(.apostropheCapital) && american.contains { name.text(prefix, equals: $0) }
  }

  /// The letter after an Irish prefix: "Ó hUiginn", "Mac an tSaoi".
  private func irishPrefix(_ name: FoldedName, _ start: Int, word index: Int) -> Int? {
    guard index > 0, start + 2 < name.count else { return nil }
    let next = name.scalar(at: start + 1).code
    if name.bytes[start] == UInt8(ascii: "h"), name.word(index - 1, isOneOf: "ó", "uí", "ua"),
      FoldedName.isVowel(UInt8(truncatingIfNeeded: next)) || [0xE1, 0xE9, 0xED, 0xF3, 0xFA].contains(next)
    {
      return start + 1
    }
    if name.bytes[start] == UInt8(ascii: "t"), next == 0x73, name.word(index - 1, isOneOf: "an", "a"),
      index == 1 || name.word(index - 2, isOneOf: "mac", "nic", "ó")
    {
      return start + 1
    }
    return nil
  }
}

extension FoldedName {
  /// A lower-case ASCII vowel, y among them.
  @inline(__always)
  static func isVowel(_ byte: UInt8) -> Bool {
    guard byte >= 0x61, byte <= 0x7A else { return false }
    return 0x110_4111 >> UInt32(byte - 0x61) & 1 == 1
  }
}
