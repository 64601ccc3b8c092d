/// Company names as sets of words, weighed by how rare a word is in the list: `Inc` says little, `Ellington` much.
struct CompanyTable: Sendable {
  var names = TextInterner()
  var words = TextInterner()
  private var wordsOf: [UInt32] = []
  private var ends: [UInt32] = [0]

  mutating func intern(_ folded: [UInt8], _ parts: [Range<Int>]) -> UInt32 {
    let id = names.intern(folded)
    for part in parts {
      let word = words.intern(folded.span, part)
      if Int(id) == ends.count { wordsOf.append(word) }
    }
    if Int(id) == ends.count {
      // By what the words are, not by which came first: sums of weights are the same then wherever a name is met.
      let start = Int(ends[ends.count - 1])
      let sorted = wordsOf[start...].sorted { isBefore($0, $1) }
      wordsOf.replaceSubrange(start..., with: sorted)
      ends.append(UInt32(wordsOf.count))
    }
    return id
  }

  private func isBefore(_ a: UInt32, _ b: UInt32) -> Bool {
    let (hashA, hashB) = (words.hash(of: a), words.hash(of: b))
    return hashA != hashB ? hashA < hashB : a < b
  }

  func words(of id: UInt32) -> ArraySlice<UInt32> {
    id == 0 ? [] : wordsOf[Int(ends[Int(id) - 1])..<Int(ends[Int(id)])]
  }

  /// The shared share of two names' weight, 0 to 1 (a weighted Jaccard index over words).
  func similarity(_ a: UInt32, _ b: UInt32, records: Double) -> Double {
    let wordsA = words(of: a)
    let wordsB = words(of: b)
    var shared = 0.0
    var all = 0.0
    var i = wordsA.startIndex
    var j = wordsB.startIndex
    while i < wordsA.endIndex || j < wordsB.endIndex {
      let isShared = i < wordsA.endIndex && j < wordsB.endIndex && wordsA[i] == wordsB[j]
      let takesA = i < wordsA.endIndex && (j == wordsB.endIndex || isShared || isBefore(wordsA[i], wordsB[j]))
      let word = takesA ? wordsA[i] : wordsB[j]
      let weight = bits(records / Double(max(words.uses(of: word), 1))) + 0.5
      all += weight
      if isShared { shared += weight }
      if takesA { i += 1 }
      if isShared || !takesA { j += 1 }
    }
    return all > 0 ? shared / all : 0
  }
}
