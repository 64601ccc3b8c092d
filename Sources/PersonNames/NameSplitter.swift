/// Takes a cleaned and cased name apart.
struct NameSplitter {
  let lexicon: NameLexicon
  let traits: NameHabits.Traits
  let region: NameRegion?
  private var result = SplitName()

  init(caser: NameCaser) {
    lexicon = caser.lexicon
    traits = caser.habits.traits
    region = caser.region
  }

  mutating func split(_ text: String) -> SplitName {
    result = SplitName()
    let (name, comma) = withoutNickname(text)
    if comma {
      splitInverted(name)
    } else {
      var words = name.split(separator: " ")
      takeTitles(&words)
      takeSuffixes(&words)
      splitInOrder(words)
    }
    return result
  }

  mutating func splitFirst(_ text: String) -> SplitName {
    result = SplitName()
    let (name, _) = withoutNickname(text)
    var words = name.split(separator: " ")
    takeTitles(&words)
    result.first = words.joined(separator: " ")
    return result
  }

  // MARK: What is not the name

  /// Takes out one text between quotation marks or parentheses; says whether a comma is left.
  private mutating func withoutNickname(_ text: String) -> (String, hasComma: Bool) {
    let pairs: [(Character, Character)] = [
      ("(", ")"), ("[", "]"), ("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("（", "）"),
    ]
    for (open, close) in pairs {
      guard let start = text.firstIndex(of: open),
        let end = text[text.index(after: start)...].firstIndex(of: close), text.index(after: start) < end
      else { continue }
      result.nickname = String(text[text.index(after: start)..<end])
      return outside(text, text[..<start], text[text.index(after: end)...])
    }
    // Apostrophes quote only where they are not part of a name: in front of a word and behind one.
    let words = text.split(separator: " ")
    if let first = words.firstIndex(where: { $0.count > 3 && "'‘’".contains($0.first ?? " ") }),
      let last = words[first...].firstIndex(where: { "'’".contains($0.last ?? " ") }), first > 0 || last < words.count - 1
    {
      result.nickname = String(words[first...last].joined(separator: " ").dropFirst().dropLast())
      return outside(text, text[..<words[first].startIndex], text[words[last].endIndex...])
    }
    return (text, text.contains(","))
  }

  private func outside(_ text: String, _ before: Substring, _ after: Substring) -> (String, hasComma: Bool) {
    let words = (String(before) + " " + String(after)).split(separator: " ")
    let rest = words.joined(separator: " ")
    return (rest, rest.contains(","))
  }

  /// Takes titles from the front, as long as a word of the name is left.
  private mutating func takeTitles(_ words: inout [Substring]) {
    var taken = 0
    while taken + 1 < words.count {
      let word = words[taken]
      let roles = roles(of: word)
      let isTitle =
        roles.contains(.title) || (roles.contains(.dottedTitle) && word.hasSuffix("."))
        || (taken > 0 && roles.contains(.moreTitle) && word.hasSuffix("."))
        || (taken > 0 && ["&", "and", "und", "et", "y"].contains(word.lowercased()) && isTitleWord(words[taken + 1]))
      guard isTitle else { break }
      taken += 1
    }
    guard taken > 0 else { return }
    result.salutation = words[..<taken].joined(separator: " ")
    result.findings.insert(.title)
    words.removeFirst(taken)
  }

  private func isTitleWord(_ word: Substring) -> Bool { roles(of: word).contains(.title) }

  /// Takes suffixes from the end, as long as two words of the name are left, or one before a numeral.
  private mutating func takeSuffixes(_ words: inout [Substring]) {
    var taken = 0
    while words.count - taken > 1 {
      let roles = roles(of: words[words.count - taken - 1])
      guard roles.contains(words.count - taken > 2 ? .suffix : .numeral) else { break }
      taken += 1
    }
    guard taken > 0 else { return }
    add(suffix: words.suffix(taken).joined(separator: " "))
    words.removeLast(taken)
  }

  private mutating func add(suffix: String) {
    result.suffix = result.suffix.isEmpty ? suffix : "\(suffix), \(result.suffix)"
  }

  private func isSuffix(_ part: Substring, afterComma: Bool) -> Bool {
    let words = part.split(separator: " ")
    return !words.isEmpty
      && words.allSatisfy { word in
        let roles = roles(of: word)
        return roles.contains(.suffix) || (afterComma && roles.contains(.commaSuffix))
      }
  }

  // MARK: With a comma

  /// "Last, First", "Last, Suffix, First", "Last, First, Suffix", "First Last, Suffix", "Last, First, Title".
  private mutating func splitInverted(_ name: String) {
    var parts = name.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ")[...] }
    parts.removeAll(where: \.isEmpty)
    while parts.count > 1, let last = parts.last, isSuffix(last, afterComma: true) {
      add(suffix: String(last))
      parts.removeLast()
    }
    if parts.count == 3, isSuffix(parts[1], afterComma: true) {
      add(suffix: String(parts[1]))
      parts.remove(at: 1)
    }
    if parts.count > 2, let last = parts.last, last.split(separator: " ").allSatisfy({ isTitleWord($0) }) {
      result.salutation = String(last)
      result.findings.insert(.title)
      parts.removeLast()
    }
    var family = parts.first?.split(separator: " ") ?? []
    takeTitles(&family)
    takeSuffixes(&family)
    guard parts.count > 1 else {
      splitInOrder(family)
      return
    }
    if parts.count > 2 { result.findings.insert(.splitUncertain) }
    var given = parts[1...].joined(separator: " ").split(separator: " ")
    let before = result.salutation
    takeTitles(&given)
    if !before.isEmpty, before != result.salutation { result.salutation = "\(before) \(result.salutation)" }
    // "Vega, Juan de la": the particles come back to the front.
    var moved: [Substring] = []
    while given.count > 1, let last = given.last, isParticle(last), last.first?.isLowercase == true {
      moved.insert(given.removeLast(), at: 0)
    }
    result.last = (moved + family).joined(separator: " ")
    setGiven(given)
  }

  // MARK: In order

  private mutating func splitInOrder(_ words: [Substring]) {
    switch words.count {
    case 0: break
    case 1: splitSingle(words[0])
    default: splitSeveral(words)
    }
  }

  /// One word: a Han or Hangul name is cut; any other is the family name, for sure only behind a title.
  private mutating func splitSingle(_ word: Substring) {
    if let family = EastAsianName.familyLength(of: word, region: region) {
      result.last = String(word.prefix(family.count))
      result.first = String(word.dropFirst(family.count))
      if !family.isCertain { result.findings.insert(.splitUncertain) }
      return
    }
    result.last = String(word)
    if result.salutation.isEmpty { result.findings.insert(.splitUncertain) }
  }

  private mutating func splitSeveral(_ words: [Substring]) {
    if EastAsianName.isWritten(in: words[0]) || (region == NameRegion("HU")) || region == NameRegion("VN") {
      result.last = String(words[0])
      setGiven(Array(words.dropFirst()))
      // Hungarians abroad and in Western software turn their names around.
      if region == NameRegion("HU"), NameUsage.standard.kind(of: words[0]) == .given { result.findings.insert(.splitUncertain) }
      return
    }
    if let shouted = shoutedRun(words) {
      result.last = words[shouted].joined(separator: " ")
      setGiven(Array(words[..<shouted.lowerBound]) + words[shouted.upperBound...])
      return
    }
    let units = units(of: words)
    guard units.count > 1 else {
      result.last = words.joined(separator: " ")
      result.findings.insert(.splitUncertain)
      return
    }
    let families = familyCount(units)
    result.last = units.suffix(families).map { $0.joined(separator: " ") }.joined(separator: " ")
    setGiven(units.dropLast(families).flatMap { $0 })
    if traits.contains(.familyFirst) { noteFamilyFirst(words) }
  }

  /// How many of the last units are family names.
  private mutating func familyCount(_ units: [[Substring]]) -> Int {
    guard traits.contains(.doubleSurname) else {
      // Portugal and Brazil: the last family name is the one that counts; how many come before is not to be seen.
      let whole = units.dropFirst().dropLast().filter { $0.count > 1 || !NameSplitter.isInitial($0[0]) }
      if whole.count > 1 { result.findings.insert(.splitUncertain) }
      return 1
    }
    switch units.count {
    case 2: return 1
    case 3:
      // José Luis García, or José García Pérez.
      guard units[1].count == 1, NameUsage.standard.kind(of: units[1][0]) == .given || NameSplitter.isInitial(units[1][0])
      else { return 2 }
      if !NameSplitter.isInitial(units[1][0]) { result.findings.insert(.splitUncertain) }
      return 1
    default:
      if units.count > 4 { result.findings.insert(.splitUncertain) }
      return 2
    }
  }

  /// A romanized Chinese, Japanese or Korean name may stand either way around: only what the words are used for can tell.
  private mutating func noteFamilyFirst(_ words: [Substring]) {
    let usage = NameUsage.standard
    let (front, back) = (EastAsianName.isFamily(words[0]), EastAsianName.isFamily(words[words.count - 1]))
    if front, !back, usage.kind(of: words[0]) != .given {
      result.last = String(words[0])
      setGiven(Array(words.dropFirst()))
    } else if front == back {
      result.findings.insert(.splitUncertain)
    }
  }

  /// Words glued to the family name that they belong to: particles to what follows, "y" and "e" to both sides.
  private func units(of words: [Substring]) -> [[Substring]] {
    var units: [[Substring]] = [[words[0]]]
    var isOpen = false
    for (index, word) in words.enumerated().dropFirst() {
      let isLast = index == words.count - 1
      if !isLast, isConjunction(word), units.count > 1, !isOpen {
        units[units.count - 1].append(word)
        isOpen = true
      } else if isOpen {
        units[units.count - 1].append(word)
        isOpen = !isLast && isParticle(word)
      } else {
        units.append([word])
        isOpen = !isLast && isParticle(word)
      }
    }
    return units
  }

  private func isConjunction(_ word: Substring) -> Bool {
    traits.contains(.doubleSurname) ? ["y", "e", "i"].contains(word) : word == "y" || word == "e"
  }

  /// The run of words in capitals at one end of a name that is otherwise not: "Jean DUPONT", "DE LA CRUZ Maria".
  private func shoutedRun(_ words: [Substring]) -> Range<Int>? {
    func isShouted(_ word: Substring) -> Bool {
      let letters = word.unicodeScalars.filter(\.properties.isAlphabetic)
      return letters.count > 1 && letters.allSatisfy(\.properties.isUppercase) && !word.contains(".")
    }
    guard let start = words.firstIndex(where: isShouted) else { return nil }
    let end = words[start...].firstIndex { !isShouted($0) } ?? words.count
    guard (start == 0) != (end == words.count), words[start..<end].contains(where: { $0.count > 2 }),
      !words[end...].contains(where: isShouted)
    else { return nil }
    return start..<end
  }

  /// Given names: the first, and the rest as middle names where people have them.
  private mutating func setGiven(_ words: [Substring]) {
    let whole = traits.contains(.doubleSurname) || traits.contains(.familyFirst)
    let cut = whole ? words.firstIndex { NameSplitter.isInitial($0) } ?? words.count : 1
    result.first = words.prefix(max(cut, 1)).joined(separator: " ")
    result.middle = words.dropFirst(max(cut, 1)).joined(separator: " ")
  }

  private static func isInitial(_ word: Substring) -> Bool {
    word.hasSuffix(".") ? word.count < 4 || word.filter { $0 == "." }.count > 1 : word.count == 1
  }

  // MARK: Words

  private func entry(of word: Substring) -> Int? {
    let trimmed = word.drop { !$0.isLetter && $0 != "'" && $0 != "’" }
    var bytes = Array(trimmed.lowercased().utf8)
    while let last = bytes.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ",") { bytes.removeLast() }
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: 8))
    return lexicon.index(of: bytes.span, 0..<count, hasCurlyApostrophe: word.contains("’"))
  }

  private func roles(of word: Substring) -> NameLexicon.Roles { entry(of: word).map { lexicon.entries[$0].roles } ?? [] }

  /// A particle of a family name; not "y", which joins two, and not "the" or "and".
  private func isParticle(_ word: Substring) -> Bool {
    guard let entry = entry(of: word), lexicon.entries[entry].particle >= 0 else {
      return [
        "le", "di", "della", "dello", "dalla", "dal", "lo", "st.", "st", "saint", "san", "santa", "el", "al", "abu", "ó", "ní", "nic", "uí",
        "mac",
      ]
      .contains(word.lowercased())
    }
    return !["y", "e", "i", "and", "the", "of", "et", "do"].contains(word.lowercased()) || word == "do"
  }
}
