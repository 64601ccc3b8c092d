extension ContactIndex {
  /// How two words compare as given names.
  func compareGiven(_ a: UInt32, _ b: UInt32, acrossScripts: Bool = false) -> Agreement {
    if a == 0 || b == 0 { return .missing }
    if a == b { return .exact }
    let traitsA = names.traits[Int(a)]
    let traitsB = names.traits[Int(b)]
    let rangeA = names.words.range(a)
    let rangeB = names.words.range(b)
    let bytes = names.words.bytes.span
    if traitsA.contains(.initial) || traitsB.contains(.initial) {
      return bytes[rangeA.lowerBound] == bytes[rangeB.lowerBound] ? .initial : .different
    }
    if names.isNickname(a, b) { return isForm(bytes, rangeA, rangeB) || !isOneEdit(bytes, rangeA, rangeB) ? .nickname : .rival }
    let agreement = compareWords(a, b, acrossScripts: acrossScripts)
    // Another script is another spelling by nature.
    if acrossScripts { return agreement }
    switch agreement {
    case .variant, .typo:
      // Emma and Ema, Maria and Mario: the tables know both, and a household may have both.
      return areRivalGivenNames(a, b) ? .rival : agreement
    case .similar: if areRivals(a, b) { return .different }
    case .different: break
    default: return agreement
    }
    // A short form made by cutting: Seb for Sebastian. Both in use as names, and one is only a longer one: Jo and Joseph.
    let (short, long) = rangeA.count < rangeB.count ? (rangeA, rangeB) : (rangeB, rangeA)
    if agreement == .different, short.count >= 3, startsWith(bytes, long, short) { return .similar }
    return agreement
  }

  /// Whether one name is the other with a pet ending: Bill and Billy, where Louis and Louise are two names.
  private func isForm(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Bool {
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    guard long.count == short.count + 1, startsWith(bytes, long, short) else { return false }
    // An a, e or o more makes a woman's or a man's name of the other.
    let last = bytes[long.upperBound - 1]
    return last != UInt8(ascii: "a") && last != UInt8(ascii: "e") && last != UInt8(ascii: "o")
  }

  /// Whether two words are one edit apart and both somebody's given name, or one the other's for a woman or a man.
  func areRivalGivenNames(_ a: UInt32, _ b: UInt32) -> Bool {
    let bytes = names.words.bytes.span
    let rangeA = names.words.range(a)
    let rangeB = names.words.range(b)
    return isOneEdit(bytes, rangeA, rangeB) && (areRivals(a, b) || areGenders(a, b)) && !areUmlauts(bytes, rangeA, rangeB)
  }

  /// Whether the words differ only in how an umlaut is written: Jorg (from Jörg) and Joerg.
  private func areUmlauts(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Bool {
    var i = a.lowerBound
    var j = b.lowerBound
    while i < a.upperBound, j < b.upperBound, bytes[i] == bytes[j] {
      let isBase = bytes[i] == UInt8(ascii: "a") || bytes[i] == UInt8(ascii: "o") || bytes[i] == UInt8(ascii: "u")
      i += 1
      j += 1
      guard isBase else { continue }
      let inA = i < a.upperBound && bytes[i] == UInt8(ascii: "e")
      let inB = j < b.upperBound && bytes[j] == UInt8(ascii: "e")
      if inA, !inB { i += 1 }
      if inB, !inA { j += 1 }
    }
    return i == a.upperBound && j == b.upperBound
  }

  /// Whether two words differ in their first letter alone.
  func haveOtherInitials(_ a: UInt32, _ b: UInt32) -> Bool {
    let rangeA = names.words.range(a)
    let rangeB = names.words.range(b)
    let bytes = names.words.bytes.span
    return rangeA.count == rangeB.count && startsWith(bytes, rangeA.dropFirst(), rangeB.dropFirst())
  }

  /// Whether one name is the other's for a woman or a man, by its ending: Leon and Leona, Christian and Christiane, Mario
  /// and Maria. One that people have is enough; slips of the pen seldom end so.
  private func areGenders(_ a: UInt32, _ b: UInt32) -> Bool {
    let rangeA = names.words.range(a)
    let rangeB = names.words.range(b)
    let (short, long) = rangeA.count < rangeB.count ? (rangeA, rangeB) : (rangeB, rangeA)
    let bytes = names.words.bytes.span
    let last = bytes[long.upperBound - 1]
    let endsSo = last == UInt8(ascii: "a") || last == UInt8(ascii: "e")
    guard isEstablished(a) || isEstablished(b) else { return false }
    if long.count == short.count + 1 { return endsSo && startsWith(bytes, long, short) }
    let other = bytes[short.upperBound - 1]
    let isExchange =
      endsSo && other == UInt8(ascii: "o") || last == UInt8(ascii: "o") && (other == UInt8(ascii: "a") || other == UInt8(ascii: "e"))
    return isExchange && long.count == short.count && startsWith(bytes, long.dropLast(), short.dropLast())
  }

  /// Whether two rival names are spellings of one sound, or one is listed as a form of the other.
  func areSpellings(_ a: UInt32, _ b: UInt32) -> Bool {
    names.sounds[Int(a)] == names.sounds[Int(b)] || names.isNickname(a, b)
  }

  /// How two words compare as surnames.
  func compareSurnames(_ a: ContactFeatures, _ b: ContactFeatures) -> Agreement {
    if a.surname == 0 || b.surname == 0 { return .missing }
    if a.surnameWhole == b.surnameWhole { return .exact }
    let agreement = compareWords(a.surnameWhole, b.surnameWhole, acrossScripts: a.isSurnameTransliterated != b.isSurnameTransliterated)
    guard agreement == .different || agreement == .similar else { return agreement }
    // A double name of which the other has one half, or a particle left out.
    if a.surname == b.surname, names.words.range(a.surname).count >= 3 { return .variant }
    if a.surnameHead == b.surname || b.surnameHead == a.surname {
      let head = a.surnameHead == b.surname ? a.surnameHead : b.surnameHead
      if names.words.range(head).count >= 4 { return .variant }
    }
    return agreement
  }

  /// How two words compare where nothing but their letters counts.
  func compareWords(_ a: UInt32, _ b: UInt32, acrossScripts: Bool = false) -> Agreement {
    if a == b { return .exact }
    let traits = names.traits[Int(a)].union(names.traits[Int(b)])
    if traits.contains(.vowelless) { return compareConsonants(a, b) }
    let rangeA = names.words.range(a)
    let rangeB = names.words.range(b)
    let bytes = names.words.bytes.span
    let shorter = min(rangeA.count, rangeB.count)
    if names.sounds[Int(a)] == names.sounds[Int(b)], shorter >= 3 { return .variant }
    let unshared = names.words.unsharedLetters(a, b)
    // Jaro-Winkler of 0.86 leaves a good third of the letters unmatched at most. Most pairs of names end here.
    guard unshared <= 4 || unshared * 5 <= (rangeA.count + rangeB.count) * 2 else {
      return traits.contains(.ideographic) ? .incomparable : .different
    }
    let isNear = shorter >= 5 && unshared <= 4 && editDistance(bytes, rangeA, rangeB, limit: 2) <= 2
    if acrossScripts, isNear { return .variant }
    // One edit makes almost any name of two or three letters into another one.
    let isOneApart = unshared <= 2 && isOneEdit(bytes, rangeA, rangeB)
    if isOneApart, shorter >= 4 || shorter == 3 && max(rangeA.count, rangeB.count) == 4 { return .typo }
    if isNear { return .similar }
    if shorter >= 4, jaroWinkler(bytes, rangeA, rangeB) >= 0.86 { return .similar }
    if unshared == 0, shorter >= 5, haveSameLetters(bytes, rangeA, rangeB) { return .similar }
    if !traits.contains(.initial), isOneApart || unshared == 0 && haveSameLetters(bytes, rangeA, rangeB), !areRivals(a, b) {
      return .similar
    }
    return traits.contains(.ideographic) ? .incomparable : .different
  }

  /// How two words compare of which one is written without its vowels: by what is left of the other.
  private func compareConsonants(_ a: UInt32, _ b: UInt32) -> Agreement {
    if names.skeletons[Int(a)] == names.skeletons[Int(b)] { return .variant }
    var fold = SoundFold()
    fold.fold(names.words.bytes.span, names.words.range(a))
    let countA = fold.consonants.count
    var both = fold.consonants
    fold.fold(names.words.bytes.span, names.words.range(b))
    both += fold.consonants
    let distance = editDistance(both.span, 0..<countA, countA..<both.count, limit: 3)
    let shorter = min(countA, both.count - countA)
    if distance <= 1, shorter >= 3 { return .variant }
    return distance * 2 > shorter ? .different : .incomparable
  }

  /// Whether two unlike words are both names that people have, rather than one a misspelling of the other: in use by the
  /// tables, or at home in this list beside the other one. A slip of the pen is rare by nature, next to what was meant.
  func areRivals(_ a: UInt32, _ b: UInt32) -> Bool {
    isEstablished(a, beside: b) && isEstablished(b, beside: a)
  }

  func isEstablished(_ a: UInt32) -> Bool { names.traits[Int(a)].contains(.givenName) || names.givenUses[Int(a)] >= 5 }

  private func isEstablished(_ a: UInt32, beside b: UInt32) -> Bool {
    if names.traits[Int(a)].contains(.givenName) { return true }
    let uses = names.givenUses[Int(a)]
    return uses >= 5 && UInt64(uses) * 50 >= UInt64(names.givenUses[Int(b)])
  }

  /// Whether one word is the other with its letters in another order.
  private func haveSameLetters(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    var sumA: UInt64 = 0
    var sumB: UInt64 = 0
    // Two bits for each of 26 letters, digits aside: enough to tell any two names apart that are not the same letters.
    for offset in 0..<a.count {
      sumA &+= 1 << (UInt64(bytes[a.lowerBound + offset] & 31) * 2)
      sumB &+= 1 << (UInt64(bytes[b.lowerBound + offset] & 31) * 2)
    }
    return sumA == sumB
  }

  private func startsWith(_ bytes: Span<UInt8>, _ long: Range<Int>, _ short: Range<Int>) -> Bool {
    for offset in 0..<short.count where bytes[long.lowerBound + offset] != bytes[short.lowerBound + offset] { return false }
    return true
  }
}
