/// Gives a folded name its capitals, in place.
struct NameCaser {
  let lexicon: NameLexicon
  /// The habits of `region`, which the caller keeps in step.
  var habits: NameHabits.Region
  var region: NameRegion?

  /// Words by their index, as far as a set of bits goes; names with more than 64 words are no names.
  private struct WordSet {
    private var bits: UInt64 = 0
    mutating func insert(_ index: Int) { bits |= index < 64 ? 1 << UInt64(index) : 0 }
    func contains(_ index: Int) -> Bool { index < 64 && bits >> UInt64(index) & 1 == 1 }
  }

  /// - Parameter isBesideGivenName: a last name stands in a record that has a given name as well: where a family name alone
  ///   has a capital that it loses behind a first name, it is written without.
  func recase(_ name: inout FoldedName, kind: NameKind, isBesideGivenName: Bool = false) {
    if name.scripts & 1 << 2 != 0 { name.finishSigmas() }
    let words = 0..<name.words.count
    switch kind {
    case .first, .last:
      recase(&name, words, as: kind, isBesideGivenName: isBesideGivenName)
    case .full:
      if let comma = inversion(name) {
        recase(&name, comma..<words.upperBound, as: .first)
        recase(&name, 0..<comma, as: .last, isBesideGivenName: true)
      } else {
        recase(&name, words, as: .full)
      }
    }
  }

  /// The index of the word after the comma of "Last, First"; nil when what follows the first comma is a suffix.
  private func inversion(_ name: borrowing FoldedName) -> Int? {
    guard let comma = name.words.firstIndex(where: \.endsWithComma), comma + 1 < name.words.count else { return nil }
    return isSuffix(name, comma + 1, afterComma: true) ? nil : comma + 1
  }

  private func roles(_ name: borrowing FoldedName, _ index: Int) -> NameLexicon.Roles {
    let entry = name.words[index].entry
    return entry < 0 ? [] : lexicon.entries[Int(entry)].roles
  }

  private func particle(_ name: borrowing FoldedName, _ index: Int) -> Int? {
    let entry = name.words[index].entry
    guard entry >= 0 else { return nil }
    let number = lexicon.entries[Int(entry)].particle
    return number < 0 ? nil : Int(number)
  }

  /// Whether a word is a title; some words are one only with their dot.
  private func isTitle(_ name: borrowing FoldedName, _ index: Int) -> Bool {
    let roles = roles(name, index)
    return roles.contains(.title)
      || (roles.contains(.dottedTitle) && name.bytes[name.words[index].end - 1] == UInt8(ascii: "."))
  }

  private func isSuffix(_ name: borrowing FoldedName, _ index: Int, afterComma: Bool) -> Bool {
    let roles = roles(name, index)
    if afterComma { return !roles.isDisjoint(with: [.suffix, .commaSuffix]) }
    // Where the family name stands in front, what comes last is a given name: Vi, not VI.
    return roles.contains(habits.traits.contains(.familyFirst) ? .numeral : .suffix)
  }

  /// Cases a run of words, from its last to its first, so that positions before stay right while letters change length.
  private func recase(
    _ name: inout FoldedName, _ words: Range<Int>, as kind: NameKind, isBesideGivenName: Bool = false
  ) {
    guard name.roles.rawValue != 0 || words.count > 1 else {
      for index in words { capitalize(&name, word: index, isGiven: kind != .last) }
      return
    }
    let end = suffixes(&name, words, kind: kind)
    guard words.lowerBound < end else { return }
    var given = words.lowerBound
    if kind == .full {
      while given + 1 < end, isTitle(name, given) { given += 1 }
    }
    var small = WordSet()
    var rest = end
    var afterParticle = false
    var index = kind == .last ? words.lowerBound : given + 1
    while index < end - 1 {
      let number = particle(name, index)
      guard number != nil || roles(name, index).contains(.article) else {
        afterParticle = false
        index += 1
        continue
      }
      let isHead = kind == .last && index == words.lowerBound && !isBesideGivenName
      if !afterParticle, kind != .first,
        let capitals = attestedTail(name, index..<end, kind: isBesideGivenName ? .full : kind, isHead: isHead)
      {
        let range = name.words[index].coreStart..<name.words[end - 1].coreEnd
        name.capitalize(range, capitals: capitals)
        rest = index
        break
      }
      if let number {
        if isLower(name, index, number: number, afterParticle: afterParticle, isHead: isHead) { small.insert(index) }
      } else if !isHead, let next = particle(name, index + 1), isPreposition(name, index, before: next) {
        small.insert(index)
      }
      afterParticle = number != nil || small.contains(index)
      index += 1
    }
    for index in (words.lowerBound..<rest).reversed() where !small.contains(index) {
      capitalize(&name, word: index, isGiven: kind == .first || (kind == .full && index <= given))
    }
  }

  /// Spells the suffixes at the end, and returns the index of the first of them.
  private func suffixes(_ name: inout FoldedName, _ words: Range<Int>, kind: NameKind) -> Int {
    guard kind != .first, words.count > 1 else { return words.upperBound }
    var end = words.upperBound
    let least = words.lowerBound + (kind == .full ? 2 : 1)
    while end > least || (end == least && kind == .full && roles(name, end - 1).contains(.numeral)) {
      let afterComma = name.words[end - 2].endsWithComma || end < words.upperBound
      guard isSuffix(name, end - 1, afterComma: afterComma) else { break }
      end -= 1
    }
    for index in (end..<words.upperBound).reversed() {
      let word = name.words[index]
      name.capitalize(word.core, capitals: lexicon.entries[Int(word.entry)].capitals)
    }
    return end
  }

  /// A Dutch preposition that is one of a name only in front of a particle that is small there: "in 't Veld".
  private func isPreposition(_ name: borrowing FoldedName, _ index: Int, before next: Int) -> Bool {
    habits.traits.contains(.capitalAlone) && habits.lowerInside >> UInt64(next) & 1 == 1
      && name.word(index, isOneOf: "in", "op", "aan", "uit", "bij", "onder", "over", "voor", "tot")
  }

  /// The attested spelling of a family name that starts with a particle.
  private func attestedTail(
    _ name: borrowing FoldedName, _ words: Range<Int>, kind: NameKind, isHead: Bool
  ) -> UInt64? {
    let range = name.words[words.lowerBound].coreStart..<name.words[words.upperBound - 1].coreEnd
    guard let entry = lexicon.index(of: name.bytes.span, range, hasCurlyApostrophe: name.hasCurlyApostrophe) else { return nil }
    return lexicon.capitals(
      of: entry, kind: kind, region: region, onlyOfRegion: isHead && habits.traits.contains(.capitalAlone))
  }

  private func isLower(
    _ name: borrowing FoldedName, _ index: Int, number: Int, afterParticle: Bool, isHead: Bool
  ) -> Bool {
    var number = number
    // "de la" is written otherwise than "de" in places.
    if let phrase = lexicon.articlePhrase, name.word(index, isOneOf: "de"),
      name.word(index + 1, isOneOf: "la", "las", "los")
    {
      number = phrase
    }
    // A Vietnamese middle name, not a Dutch particle.
    if index == 1, name.word(1, isOneOf: "van"),
      name.word(
        0, isOneOf: "nguyen", "tran", "le", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly")
    {
      return false
    }
    // The Irish article, behind more than Mac: Mac Giolla an Chloig.
    if index > 0, name.word(index, isOneOf: "an", "na"), name.word(index - 1, isOneOf: "giolla", "con", "ó", "uí") { return true }
    let bits =
      if afterParticle {
        habits.lowerAfterParticle
      } else if isHead {
        habits.lowerAtHead
      } else {
        habits.lowerInside
      }
    return bits >> UInt64(number) & 1 == 1
  }
}
