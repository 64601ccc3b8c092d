extension HeaderMatcher {
  /// Takes a name that is a slip or two away from exactly one meaning.
  ///
  /// One edit from five letters up, two from nine up; the nearest other meaning must be farther away, and names of columns that Muster
  /// only carries count as meanings, so that "Nickname" is not taken for a misspelt name.
  func guess(_ name: HeaderName, at index: Int, in reading: inout HeaderReading) {
    let text = String(decoding: name.text, as: UTF8.self).unicodeScalars
    let allowed = text.count >= 9 ? 2 : text.count >= 5 ? 1 : 0
    guard allowed > 0 else { return }
    let wanted = Array(text)
    var best: (meaning: HeaderSynonyms.Meaning, name: [UInt8], edits: Int)?
    var isTied = false
    for (synonym, meaning) in synonyms.meanings {
      guard abs(synonym.count - name.text.count) <= 2 * allowed,
        synonym.first == name.text.first || synonym.suffix(2) == name.text.suffix(2)
      else { continue }
      let scalars = Array(String(decoding: synonym, as: UTF8.self).unicodeScalars)
      guard scalars.count >= 4, abs(scalars.count - wanted.count) <= allowed else { continue }
      let edits = editDistance(wanted, scalars)
      guard edits <= allowed, edits <= best?.edits ?? allowed else { continue }
      if let known = best, known.edits == edits {
        let same = known.meaning.subject == meaning.subject && known.meaning.phone == meaning.phone
        isTied = isTied || !same
        // The same answer whatever order the table is walked in.
        if same, known.name.lexicographicallyPrecedes(synonym) { continue }
      } else {
        isTied = false
      }
      best = (meaning, synonym, edits)
    }
    guard let best, !isTied else { return }
    reading.take(
      best.meaning, at: index, evidence: .similar(to: String(decoding: best.name, as: UTF8.self), edits: best.edits))
    if best.meaning.subject != .role(.other) {
      reading.match.doubts.append(HeaderMatch.Doubt(column: index, reason: .similarName))
    }
  }
}
