internal import Bytes

extension NameCaser {
  /// The fast path: words of ASCII letters with single spaces between, none of which the lexicon has.
  ///
  /// Most names are so, and need no tables: the first letter of a word is a capital, and so is the one after "Mc". Nil when the
  /// name is not so.
  ///
  /// - Parameter plain: where the name is written from the first byte on. It has room for the longest.
  @inline(__always)
  func normalizePlain(
    _ name: PaddedText, kind: NameKind, into plain: inout NameRoom
  ) -> NameOutcome? {
    guard name.count > 0, habits.traits.isDisjoint(with: [.turkicI, .mcSmall])
    else { return nil }
    var target = plain.mutableSpan
    var classes: Letter.Class = []
    var start = 0
    while true {
      let first = LetterRun(name.word(at: start))
      // Initials, "NA" and crossed-out words are for the slower path to tell.
      guard first.count > (kind == .last ? 2 : 3) || (first.count > 1 && start > 0 && kind != .first),
        first.lowered & 0xFF != UInt8(ascii: "x")
      else { return nil }
      var hash = NameLexicon.Hash(first: first)
      classes.formUnion(first.classes)
      target.store(capitalized(first), at: start)
      var end = start + first.count
      var count = first.count
      while count == 8 {
        let run = LetterRun(name.word(at: end))
        if run.count > 0 {
          hash.add(run)
          classes.formUnion(run.classes)
        }
        target.store(run.lowered, at: end)
        end += run.count
        count = run.count
      }
      if lexicon.mayHave(hash.finished(count: end - start)) { return nil }
      if end == name.count { break }
      guard name[end] == 0x20, end + 1 < name.count else { return nil }
      target[end] = 0x20
      start = end + 1
    }
    // In one case, and no word was a single letter: something changes.
    let isMixed = classes.contains(.upper) && classes.contains(.lower)
    return NameOutcome(findings: isMixed ? [] : .recased, isAsWritten: isMixed, isOneWord: start == 0)
  }

  /// The first eight letters of a word that no lexicon has, with their capitals.
  @inline(__always)
  func capitalized(_ run: LetterRun) -> UInt64 {
    var capitals: UInt64 = 0x20
    let pair = run.lowered & 0xFFFF
    if pair == 0x636D, run.count > 3 {  // "mc", the first letter lowest
      capitals |= 0x20_0000
    } else if pair == 0x6A69, run.count > 2, habits.traits.contains(.ij) {  // "ij"
      capitals |= 0x2000
    }
    return run.lowered & ~capitals
  }
}
