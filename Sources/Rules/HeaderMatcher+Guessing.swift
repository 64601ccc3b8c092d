extension HeaderMatcher {
  /// Takes names that are a slip or two away from exactly one meaning.
  ///
  /// One edit from five letters up, two from nine up; the nearest other meaning must be farther away, and names of columns that Muster
  /// only carries count as meanings, so that "Nickname" is not taken for a misspelt name.
  func guess(_ names: [HeaderName], in reading: inout HeaderReading) {
    var guesses = names.indices.filter { reading.match.sources[$0].evidence == nil }.compactMap { Guess(names[$0], column: $0) }
    guard !guesses.isEmpty else { return }
    synonyms.forEach { synonym, meaning in
      for index in guesses.indices where guesses[index].isNear(synonym) { guesses[index].weigh(synonym, meaning()) }
    }
    for guess in guesses {
      guard let best = guess.best, !guess.isTied else { continue }
      reading.take(
        best.meaning, at: guess.column, evidence: .similar(to: String(decoding: best.name, as: UTF8.self), edits: best.edits))
      // What is only near to a part of an address ("Count") is carried, and no evidence of anything.
      reading.match.sources[guess.column].hint = nil
      if best.meaning.subject != .role(.other) {
        reading.match.doubts.append(HeaderMatch.Doubt(column: guess.column, reason: .similarName))
      }
    }
  }
}

/// The nearest name to one that is not known.
private struct Guess {
  let column: Int
  private let text: [UInt8]
  private let scalars: [Unicode.Scalar]
  private let allowed: Int
  private(set) var best: (meaning: HeaderSynonyms.Meaning, name: [UInt8], edits: Int)?
  private(set) var isTied = false

  init?(_ name: HeaderName, column: Int) {
    text = name.text
    scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    allowed = scalars.count >= 9 ? 2 : scalars.count >= 5 ? 1 : 0
    guard allowed > 0 else { return nil }
    self.column = column
  }

  /// Whether a name is worth the cost of counting edits: about as long, and alike at one end.
  func isNear(_ synonym: Span<UInt8>) -> Bool {
    // An edit changes up to four bytes of UTF-8.
    let (count, end) = (synonym.count, text.count)
    guard abs(count - end) <= 4 * allowed, count > 1, end > 1 else { return false }
    return synonym[0] == text[0] || (synonym[count - 1] == text[end - 1] && synonym[count - 2] == text[end - 2])
  }

  mutating func weigh(_ synonym: Span<UInt8>, _ meaning: HeaderSynonyms.Meaning) {
    let synonym = synonym.indices.map { synonym[$0] }
    let other = Array(String(decoding: synonym, as: UTF8.self).unicodeScalars)
    guard other.count >= 4, abs(other.count - scalars.count) <= allowed else { return }
    let edits = editDistance(scalars, other)
    guard edits <= allowed, edits <= best?.edits ?? allowed else { return }
    if let best, best.edits == edits {
      // The first of several names for one thing; two things equally near are neither.
      if best.meaning.subject != meaning.subject || best.meaning.phone != meaning.phone { isTied = true }
    } else {
      best = (meaning, synonym, edits)
      isTied = false
    }
  }
}
