/// Company names as sets of words, weighed by how rare a word is in the list: `Inc` says little, `Ellington` much.
struct CompanyTable: Sendable {
  private(set) var names = TextInterner()
  private(set) var words = TextInterner()
  private var wordsOf: [UInt32] = []
  private var ends: [UInt32] = [0]

  mutating func intern(_ folded: [UInt8], _ parts: [Range<Int>]) -> UInt32 {
    let id = names.intern(folded)
    for part in parts {
      let word = words.intern(folded.span, part)
      if Int(id) == ends.count { wordsOf.append(word) }
    }
    if Int(id) == ends.count {
      wordsOf[Int(ends[ends.count - 1])...].sort()
      ends.append(UInt32(wordsOf.count))
    }
    return id
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
      let inA = i < wordsA.endIndex ? wordsA[i] : UInt32.max
      let inB = j < wordsB.endIndex ? wordsB[j] : UInt32.max
      let weight = bits(records / Double(words.uses(of: min(inA, inB)))) + 0.5
      all += weight
      if inA == inB { shared += weight }
      if inA <= inB { i += 1 }
      if inB <= inA { j += 1 }
    }
    return all > 0 ? shared / all : 0
  }
}
