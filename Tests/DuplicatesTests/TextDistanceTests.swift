import Testing

@testable import Duplicates

@Suite struct TextDistanceTests {
  /// The textbook recurrence of the optimal string alignment distance, without bands, limits or shared prefixes.
  private func plainDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for j in 0...b.count { table[0][j] = j }
    for i in stride(from: 1, through: a.count, by: 1) {
      for j in stride(from: 1, through: b.count, by: 1) {
        var best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, table[i - 2][j - 2] + 1) }
        table[i][j] = best
      }
    }
    return table[a.count][b.count]
  }

  @Test("Distances are the textbook's for random words", arguments: [11, 12] as [UInt64])
  func likeThePlainDistance(seed: UInt64) {
    var random = SplitMix(state: seed)
    for _ in 0..<4_000 {
      let a = (0..<random.below(9)).map { _ in random.pick(Array("abc".utf8)) }
      let b = (0..<random.below(9)).map { _ in random.pick(Array("abc".utf8)) }
      let bytes = a + b
      let partA = 0..<a.count
      let partB = a.count..<bytes.count
      let distance = plainDistance(a, b)
      #expect(isOneEdit(bytes.span, partA, partB) == (distance <= 1), "seed \(seed): \(a) \(b)")
      for limit in 0...3 {
        #expect(editDistance(bytes.span, partA, partB, limit: limit) == min(distance, limit + 1), "seed \(seed): \(a) \(b)")
      }
      let masks = (mask(a) ^ mask(b)).nonzeroBitCount
      #expect(masks <= 2 * distance, "an edit changes two letters at most: \(a) \(b)")
    }
  }

  private func mask(_ word: [UInt8]) -> UInt32 { word.reduce(0) { $0 | 1 << UInt32($1 & 31) } }

  struct SimilarityCase: CustomStringConvertible {
    var a: String
    var b: String
    var similarity: Double
    var description: String { "\(a)/\(b)" }
  }

  /// From Winkler 1990 and its usual retellings.
  static let similarities = [
    SimilarityCase(a: "martha", b: "marhta", similarity: 0.961),
    SimilarityCase(a: "dwayne", b: "duane", similarity: 0.840),
    SimilarityCase(a: "dixon", b: "dicksonx", similarity: 0.813),
    SimilarityCase(a: "abc", b: "xyz", similarity: 0),
  ]

  @Test("Jaro-Winkler gives the published similarities", arguments: similarities)
  func jaroWinklerSimilarity(_ pair: SimilarityCase) {
    let bytes = Array((pair.a + pair.b).utf8)
    let similarity = jaroWinkler(bytes.span, 0..<pair.a.utf8.count, pair.a.utf8.count..<bytes.count)
    #expect(abs(similarity - pair.similarity) < 0.001)
  }

  @Test("The logarithm is within a hundredth of a bit")
  func logarithm() {
    for exponent in -20...20 {
      #expect(abs(bits(Double(sign: .plus, exponent: exponent, significand: 1)) - Double(exponent)) < 0.01)
      #expect(abs(bits(Double(sign: .plus, exponent: exponent, significand: 1.414_213_56)) - Double(exponent) - 0.5) < 0.01)
    }
  }

  struct DateCase: CustomStringConvertible {
    var a: UInt32
    var b: UInt32
    var agreement: Agreement
    var reason: String
    var description: String { reason }
  }

  static let dates = [
    DateCase(a: 1971_06_24, b: 1971_06_24, agreement: .exact, reason: "the same day"),
    DateCase(a: 1971_06_24, b: 1971_05_24, agreement: .typo, reason: "one digit"),
    DateCase(a: 1971_06_24, b: 1971_06_42, agreement: .typo, reason: "two digits exchanged"),
    DateCase(a: 1971_06_12, b: 1971_12_06, agreement: .typo, reason: "day and month exchanged"),
    DateCase(a: 1971_06_24, b: 1971_07_10, agreement: .similar, reason: "within a month"),
    DateCase(a: 1971_06_24, b: 1981_07_02, agreement: .similar, reason: "a decade and some days"),
    DateCase(a: 1971_06_24, b: 1972_04_03, agreement: .variant, reason: "within a year"),
    DateCase(a: 1971_06_24, b: 1954_11_03, agreement: .different, reason: "nothing in common"),
  ]

  @Test("Dates", arguments: dates)
  func dateComparison(_ pair: DateCase) {
    #expect(compareDates(pair.a, pair.b) == pair.agreement)
    #expect(compareDates(pair.b, pair.a) == pair.agreement)
  }

  struct SoundCase: CustomStringConvertible {
    var a: String
    var b: String
    var isOne: Bool
    var description: String { "\(a)/\(b)" }
  }

  static let sounds = [
    SoundCase(a: "mueller", b: "muller", isOne: true), SoundCase(a: "ivanov", b: "iwanoff", isOne: true),
    SoundCase(a: "shchukin", b: "schukin", isOne: true), SoundCase(a: "yelena", b: "elena", isOne: true),
    SoundCase(a: "katherine", b: "catherine", isOne: true), SoundCase(a: "susanne", b: "suzanne", isOne: true),
    SoundCase(a: "sara", b: "zara", isOne: false), SoundCase(a: "maria", b: "mario", isOne: false),
    SoundCase(a: "daniel", b: "daniela", isOne: false),
  ]

  @Test("Spellings of one sound fold together, and names that differ do not", arguments: sounds)
  func soundFold(_ pair: SoundCase) {
    func folded(_ word: String) -> [UInt8] {
      var fold = SoundFold()
      let bytes = Array(word.utf8)
      fold.fold(bytes.span, 0..<bytes.count)
      return fold.letters
    }
    #expect((folded(pair.a) == folded(pair.b)) == pair.isOne)
  }
}
