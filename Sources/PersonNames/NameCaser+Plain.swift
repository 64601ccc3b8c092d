extension NameCaser {
  /// The fast path: words of ASCII letters with single spaces between, none of which the lexicon has.
  ///
  /// Most names are so, and need no tables: the first letter of a word is a capital, and so is the one after "Mc". Nil when the
  /// name is not so, and nothing has been appended then.
  ///
  /// - Parameter plain: where the name is written before it is known to be so; longer names than fit are not.
  @inline(__always)
  func normalizePlain(
    _ name: Span<UInt8>, kind: NameKind, through plain: inout [UInt8], into output: inout [UInt8]
  ) -> NameFindings? {
    guard name.count > 0, name.count + 16 <= plain.count, habits.traits.isDisjoint(with: [.turkicI, .mcSmall])
    else { return nil }
    var target = plain.mutableSpan
    var classes: Letter.Class = []
    var start = 0
    while true {
      let first = LetterRun(name, at: start)
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
        let run = LetterRun(name, at: end)
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
    if classes.contains(.upper), classes.contains(.lower) {
      unsafe name.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
      return []
    }
    // In one case, and no word was a single letter: something changes.
    let count = name.count
    unsafe plain.withUnsafeBufferPointer { unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[..<count])) }
    return .recased
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
