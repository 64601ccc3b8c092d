internal import ICU

extension NameLexicon.Roles {
  /// What a placeholder or a company has a word of.
  static let suspect: Self = [
    .placeholder, .plainPlaceholder, .placeholderHead, .company, .lastCompany, .andCompany,
  ]
}

extension NameNormalizer {
  /// What a person should look at in the folded name, and whether it stands for no name at all.
  mutating func inspect(_ name: Span<UInt8>, kind: NameKind) -> NameFindings {
    var findings: NameFindings = []
    if folded.classes.contains(.digit) { findings.insert(.hasDigit) }
    if folded.hasAt { findings.insert(.hasAt) }
    // Most names have no word that could make them a placeholder or a company.
    let isMute = folded.classes.isDisjoint(with: [.letter, .digit])
    let isSuspect = !folded.roles.isDisjoint(with: .suspect) || mayStandForNone
    if (isMute && !folded.words.isEmpty) || (isSuspect && isPlaceholder(name)) {
      findings.insert(.placeholder)
      return findings
    }
    if isSuspect, folded.words.count > 1, kind != .first, isCompany { findings.insert(.company) }
    if folded.scripts & (folded.scripts &- 1) != 0, mixesScripts() { findings.insert(.mixedScripts) }
    return findings
  }

  /// One word that starts as "NA" or "xxx" do.
  private var mayStandForNone: Bool {
    guard folded.words.count == 1 else { return false }
    let start = folded.words[0].coreStart
    return start < folded.count && (folded.bytes[start] == UInt8(ascii: "x") || folded.bytes[start] == UInt8(ascii: "n"))
  }

  private func roles(_ index: Int) -> NameLexicon.Roles {
    let entry = folded.words[index].entry
    return entry < 0 ? [] : caser.lexicon.entries[Int(entry)].roles
  }

  /// Whether the name is one of the texts that stand for none, or has neither letter nor digit.
  private func isPlaceholder(_ name: Span<UInt8>) -> Bool {
    guard let first = folded.words.first else { return false }
    let head = roles(0)
    if folded.words.count == 1 {
      if head.contains(.placeholder) { return true }
      if head.contains(.plainPlaceholder), folded.isOneCase { return true }
      return first.core.count == 2 ? isNA(name, first.core) : isCrossedOut(first.core)
    }
    guard head.contains(.placeholderHead), let last = folded.words.last, !last.isBare else { return false }
    let range = first.coreStart..<last.coreEnd
    guard let entry = caser.lexicon.index(of: folded.bytes.span, range, hasCurlyApostrophe: folded.hasCurlyApostrophe) else { return false }
    return caser.lexicon.entries[entry].roles.contains(.placeholder)
  }

  /// "NA" and "na", as programs write a missing value. "Na" is a name, and so may be the others where it is a common one.
  private func isNA(_ name: Span<UInt8>, _ core: Range<Int>) -> Bool {
    guard folded.text(core, equals: "na"), core.upperBound <= name.count, !caser.habits.traits.contains(.familyFirst) else {
      return isCrossedOut(core)
    }
    return name[core.lowerBound] | 0x20 == 0x6E && (name[core.lowerBound] ^ name[core.lowerBound + 1]) & 0x20 == 0
  }

  /// Two x or more and nothing else.
  private func isCrossedOut(_ core: Range<Int>) -> Bool {
    core.count > 1 && core.allSatisfy { folded.bytes[$0] == UInt8(ascii: "x") }
  }

  /// Whether a word says that this is a company.
  private var isCompany: Bool {
    for index in folded.words.indices.dropFirst() {
      let roles = roles(index)
      if roles.contains(.company) { return true }
      if roles.contains(.lastCompany), index == folded.words.count - 1 { return true }
      if roles.contains(.andCompany), isAnd(index - 1) { return true }
    }
    return false
  }

  private func isAnd(_ index: Int) -> Bool {
    let word = folded.words[index]
    if word.end - word.start == 1 { return folded.bytes[word.start] == UInt8(ascii: "&") }
    return folded.word(index, isOneOf: "and", "und", "et", "y", "en", "e")
  }

  /// Whether a single word mixes scripts; words of different scripts beside each other are somebody's choice.
  private mutating func mixesScripts() -> Bool {
    if scriptCheck == nil {
      // Without ICU no name is flagged: the flag is advice, and casing says when ICU is not there.
      scriptCheck = try? ScriptCheck()
    }
    for word in folded.words where !word.isBare {
      // As above.
      if let mixed = try? scriptCheck?.mixesScripts(folded.bytes[word.core]), mixed { return true }
    }
    return false
  }
}
