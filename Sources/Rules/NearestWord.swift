/// The word that was probably meant: the nearest by edits (insert, delete, replace, swap of neighbours), upper and lower case alike;
/// `nil` when nothing is near, or when two words are equally near.
func nearestWord(to word: String, among words: [String]) -> String? {
  var best: (word: String, edits: Int)?
  var tied = false
  for candidate in words {
    let edits = editDistance(Array(word.lowercased().unicodeScalars), Array(candidate.lowercased().unicodeScalars))
    guard edits <= max(1, min(word.count, candidate.count) / 3) else { continue }
    if let known = best, edits >= known.edits {
      tied = tied || edits == known.edits
    } else {
      best = (candidate, edits)
      tied = false
    }
  }
  return tied ? nil : best?.word
}

/// The least number of edits (optimal string alignment) from one word to the other. Costs the product of their lengths.
func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var before = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  var row = previous
  for i in left.indices {
    row[0] = i + 1
    for j in right.indices {
      let replaced = previous[j] + (left[i] == right[j] ? 0 : 1)
      row[j + 1] = min(replaced, previous[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { row[j + 1] = min(row[j + 1], before[j - 1] + 1) }
    }
    (before, previous, row) = (previous, row, before)
  }
  return previous[right.count]
}
