extension NameCaser {
  /// Gives one word its capitals: by its attested spelling, or segment by segment.
  func capitalize(_ name: inout FoldedName, word index: Int, isGiven: Bool) {
    let word = name.words[index]
    if word.entry >= 0 {
      let entry = lexicon.entries[Int(word.entry)]
      if entry.spelling >= 0,
        let capitals = lexicon.capitals(of: Int(word.entry), kind: isGiven ? .first : .last, region: region)
      {
        name.capitalize(word.core, capitals: capitals)
        return
      }
      if index > 0, !isGiven, entry.roles.contains(.company) {
        name.capitalize(word.core, capitals: entry.capitals)
        return
      }
    }
    if !word.isJoined {
      if !word.isBare { capitalize(&name, segment: word.core, entry: Int(word.entry), word: index, isGiven: isGiven) }
      return
    }
    name.cutSegments(of: word)
    for place in name.segments.indices.reversed() {
      if place > 0, isLower(name, place) { continue }
      if place == 0, isLowerArticle(name, isGiven: isGiven) { continue }
      let segment = name.segments[place]
      capitalize(&name, segment: segment, entry: entry(name, segment), word: index, isGiven: isGiven)
    }
  }

  /// A segment after a hyphen that stays small: the second syllable of a Korean or Chinese given name, or a particle in the
  /// middle ("Zia-ul-Haq").
  private func isLower(_ name: borrowing FoldedName, _ place: Int) -> Bool {
    let segment = name.segments[place]
    guard name.bytes[segment.lowerBound - 1] == UInt8(ascii: "-") else { return false }
    if place < name.segments.count - 1 { return isInnerParticle(name, segment) }
    return habits.traits.contains(.hyphenLower) && name.segments.count == 2
      && isSyllable(name.segments[0], in: name) && isSyllable(segment, in: name)
  }

  private func isInnerParticle(_ name: borrowing FoldedName, _ segment: Range<Int>) -> Bool {
    switch segment.count {
    case 1: name.text(segment, isOneOf: "o", "e", "y")
    case 2:
      name.text(
        segment, isOneOf: "de", "du", "la", "le", "en", "al", "el", "ul", "ud", "ur", "us", "zu", "da", "do", "di", "ad")
    case 3: name.text(segment, isOneOf: "des", "les", "sur", "von", "van", "der", "den", "und", "ash", "bin")
    default: name.text(segment, isOneOf: "sous")
    }
  }

  /// Whether ASCII letters have one run of vowels.
  private func isSyllable(_ segment: Range<Int>, in name: borrowing FoldedName) -> Bool {
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
  private func isLowerArticle(_ name: borrowing FoldedName, isGiven: Bool) -> Bool {
    guard habits.traits.contains(.articleLower), !isGiven, name.segments.count > 1 else { return false }
    let segment = name.segments[0]
    return name.bytes[segment.upperBound] == UInt8(ascii: "-")
      && name.text(segment, isOneOf: "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul")
  }

  /// Gives a segment its capitals.
  private func capitalize(
    _ name: inout FoldedName, segment: Range<Int>, entry: Int, word index: Int, isGiven: Bool
  ) {
    let word = name.words[index]
    if word.isJoined, entry >= 0,
      let capitals = lexicon.capitals(of: entry, kind: isGiven ? .first : .last, region: region)
    {
      name.capitalize(segment, capitals: capitals)
      return
    }
    let start = segment.lowerBound
    let first = name.bytes[start]
    if isGiven, segment.count == 2 || segment.count == 3, isInitials(name, segment, entry: entry) {
      for position in segment.dropFirst() { name.capitalize(at: position) }
    } else if word.hasApostrophe {
      if let inner = afterApostrophe(name, segment) { name.capitalize(at: inner) }
      if isLowerElision(name, segment, word: index, isGiven: isGiven) { return }
    } else if first == UInt8(ascii: "m") {
      if segment.count >= 4, name.bytes[start + 1] == UInt8(ascii: "c"), isGaelic(name, segment) {
        name.capitalize(at: start + 2)
      }
    } else if first == UInt8(ascii: "i") {
      if segment.count > 2, name.bytes[start + 1] == UInt8(ascii: "j"), habits.traits.contains(.ij) {
        name.capitalize(at: start + 1)
      }
    } else if first == UInt8(ascii: "h") || first == UInt8(ascii: "t"), index > 0 {
      if let inner = irishPrefix(name, start, word: index) {
        name.capitalize(at: inner)
        return
      }
    }
    name.capitalize(at: start)
  }

  /// Whether a word with Mc in front is a Gaelic one: in southern Africa and in Georgia, none that ends in a vowel is.
  private func isGaelic(_ name: borrowing FoldedName, _ segment: Range<Int>) -> Bool {
    !habits.traits.contains(.mcSmall) || !FoldedName.isVowel(name.bytes[segment.upperBound - 1])
      || name.bytes[segment.upperBound - 1] == UInt8(ascii: "y")
  }

  /// The French "d'" before a family name.
  private func isLowerElision(_ name: borrowing FoldedName, _ segment: Range<Int>, word index: Int, isGiven: Bool) -> Bool {
    guard let elision = lexicon.elision, !isGiven, segment.count > 2, name.bytes[segment.lowerBound] == UInt8(ascii: "d"),
      name.bytes[segment.lowerBound + 1] == 0x27 || Apostrophe.isCurly(name.bytes, at: segment.lowerBound + 1)
    else { return false }
    return (index == 0 ? habits.lowerAtHead : habits.lowerInside) >> UInt64(elision) & 1 == 1
  }

  private func entry(_ name: borrowing FoldedName, _ segment: Range<Int>) -> Int {
    return lexicon.index(of: name.bytes.span, segment, hasCurlyApostrophe: name.hasCurlyApostrophe) ?? -1
  }

  /// Two or three letters that cannot be spoken, or two that end in J: "KP", "JRR", "AJ".
  private func isInitials(_ name: borrowing FoldedName, _ segment: Range<Int>, entry: Int) -> Bool {
    guard segment.allSatisfy({ (0x61...0x7A).contains(name.bytes[$0]) }) else { return false }
    if entry >= 0, !lexicon.entries[entry].roles.isDisjoint(with: [.plain, .title]) { return false }
    let isEnglish = habits.traits.contains(.mixedInitials)
    if segment.count == 2, name.bytes[segment.lowerBound + 1] == UInt8(ascii: "j") { return isEnglish }
    return (segment.count == 2 || isEnglish) && !segment.contains { FoldedName.isVowel(name.bytes[$0]) }
  }

  /// Where a capital stands after an apostrophe: "O'Brien", "D'Angelo", "Dell'Acqua", and "De'Andre" in the United States.
  private func afterApostrophe(_ name: borrowing FoldedName, _ segment: Range<Int>) -> Int? {
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

  private func isCapital(_ name: borrowing FoldedName, _ segment: Range<Int>, prefix: Range<Int>, inner: Int) -> Bool {
    guard inner < segment.upperBound, !habits.traits.contains(.apostropheLower) else { return false }
    if inner == segment.upperBound - 1, name.bytes[inner] == UInt8(ascii: "s") { return false }
    if prefix.count == 1 {
      return !FoldedName.isVowel(name.bytes[prefix.lowerBound]) || name.text(prefix, equals: "o")
        || (habits.traits.contains(.apostropheCapital) && name.text(prefix, equals: "a"))
    }
    if name.text(prefix, isOneOf: "dell", "dall", "nell", "sull", "all", "sant", "degl", "mac", "mc") { return true }
    return habits.traits.contains(.apostropheCapital)
      && name.text(prefix, isOneOf: "de", "da", "ja", "la", "le", "ra", "sha", "ta", "ty", "dre", "che", "ky", "tre")
  }

  /// The letter after an Irish prefix: "Ó hUiginn", "Mac an tSaoi".
  private func irishPrefix(_ name: borrowing FoldedName, _ start: Int, word index: Int) -> Int? {
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
