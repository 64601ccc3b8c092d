/// What a finding weighs, in bits, after Fellegi and Sunter (1969): the logarithm of how much oftener it is found between
/// two records of one person than between two people.
///
/// How often strangers agree is counted in the list itself, value by value: Smith says less than Featherstonehaugh. How
/// often one person's records agree is not knowable without labels and differs little from list to list: the shares below
/// are those of typed contact lists, round on purpose.
struct WeightModel: Sendable {
  let records: Double
  /// The weight against any pair before it is looked at: of all pairs in a list, about one in `records` is a match.
  private(set) var prior: Double
  /// What the list itself taught about its own errors, by comparison and agreement, in bits.
  private var learned = [Double](repeating: 0, count: adjustmentCount)

  /// One for each agreement of each comparison.
  static let adjustmentCount = Comparison.allCases.count * Agreement.kinds

  /// Whether, of the records that are one person's by other evidence, one in twenty has another given name.
  private(set) var mistakesGivenNames = false

  /// A short list says little about how common its values are: it is taken for a part of one of this many records.
  static let shortestList = 256

  init(records: Int) {
    self.records = Double(max(records, Self.shortestList))
    prior = -bits(self.records)
  }

  /// - Parameter weights: what the list taught before.
  init(records: Int, _ weights: LearnedWeights?) {
    self.init(records: records)
    guard let weights else { return }
    prior = weights.prior
    learned = weights.adjustments
    mistakesGivenNames = weights.mistakesGivenNames
  }

  /// What the list taught; nil of none but a model of another form.
  var weights: LearnedWeights? { LearnedWeights(prior: prior, adjustments: learned, mistakesGivenNames: mistakesGivenNames) }

  /// Adds to each weight what the list taught.
  func adjust(_ evidence: inout Evidence) {
    for comparison in Comparison.allCases {
      let (agreement, weight) = evidence[comparison]
      if agreement == .missing { continue }
      evidence.set(comparison, agreement, weight + learned[comparison.rawValue * Agreement.kinds + Int(agreement.rawValue)])
    }
  }

  /// The weight of agreeing on a value that `uses` of all records have, when `share` of matches agree on it.
  func agreeing(uses: UInt32, share: Double) -> Double {
    // A value seen twice may be this one person's alone: then one other person is as likely to have it as not.
    bits(share * records / Double(max(uses, 1)))
  }

  /// The weight of agreeing on an identifier. It is given out once, so what `uses` leaves beside these two records is
  /// what strangers do: nearly nothing, as a rule, but never quite.
  func identifying(uses: UInt32) -> Double {
    bits(0.9 * records / max(Double(uses) - 2, 0.25))
  }

  /// The weight of a name agreement, where `uses` is how often the commoner of the two names stands in the list.
  func name(_ agreement: Agreement, uses: UInt32) -> Double {
    switch agreement {
    case .exact: min(agreeing(uses: uses, share: 0.8), 13)
    case .variant, .swapped: min(agreeing(uses: uses, share: 0.2), 10)
    case .nickname: min(agreeing(uses: uses, share: 0.1), 8)
    case .typo: min(agreeing(uses: uses, share: 0.1), 8)
    case .initial: 2
    case .similar: 2
    case .rival: -1
    case .different: -5
    case .missing, .incomparable: 0
    }
  }
}

extension WeightModel {
  /// Learns from the pairs of a whole list.
  mutating func learn(from blocking: Blocking, _ index: borrowing ContactIndex) {
    let choice = LessonChoice(pairs: blocking.pairs.count)
    learn(from: choice.chosen(of: blocking.pairs, rowNumbers: index.rowNumbers), step: choice.step, index)
  }

  /// Learns from the pairs of a list how its records err: a list whose birth dates are often wrong takes a wrong one less
  /// seriously. Expectation and maximization (Winkler 1988), over the shares of matches only: how strangers agree is
  /// counted, never estimated. The expected shares stand for `steadiness` matches, so a short list teaches little.
  ///
  /// - Parameters:
  ///   - pairs: those that `LessonChoice` chose of the list's pairs, in their order; indices of records, the smaller in the upper half.
  ///   - step: for how many pairs of the list each stands.
  mutating func learn(from pairs: [UInt64], step: Int, _ index: borrowing ContactIndex) {
    let steadiness = 40.0
    for _ in 0..<4 {
      var matches = 0.0
      var found = [Double](repeating: 0, count: learned.count)
      for pair in pairs {
        let comparison = index.compare(Int(pair >> 32), Int(pair & 0xFFFF_FFFF), self)
        if comparison.veto != nil { continue }
        let odds = powerOfTwo(comparison.evidence.total + prior)
        let probability = comparison.isThin && odds < 64 ? 0 : odds / (1 + odds)
        matches += probability * Double(step)
        for respect in Comparison.allCases {
          let agreement = comparison.evidence.agreement(respect)
          if agreement == .missing || agreement == .incomparable { continue }
          found[respect.rawValue * Agreement.kinds + Int(agreement.rawValue)] += probability
        }
      }
      // A short or clean list may show no match at all: what it teaches moves the prior by two bits at most.
      let ofAll = 2 * (matches + 1) / (records * (records - 1))
      prior = -bits(records) + max(-2, min(2, bits(ofAll * records)))
      for respect in Comparison.allCases {
        let kinds = respect.rawValue * Agreement.kinds..<(respect.rawValue + 1) * Agreement.kinds
        let total = found[kinds].reduce(0, +)
        for kind in kinds {
          let expected = respect.expectedShare(kind - kinds.lowerBound)
          let share = (found[kind] + steadiness * expected) / (total + steadiness)
          if respect == .givenName, kind - kinds.lowerBound == Agreement.different.rawValue {
            mistakesGivenNames = share >= 0.05
          }
          learned[kind] = max(-3, min(3, bits(share / expected)))
        }
      }
    }
  }
}

/// Which pairs of a list its weights are learned from: some fifty thousand, chosen by nothing but the rows of their records, so that every
/// part of a list chooses alike.
struct LessonChoice {
  /// For how many pairs each chosen one stands.
  let step: Int

  /// - Parameter pairs: how many pairs the list has.
  init(pairs: Int) { step = max(1, pairs / 50_000) }

  /// What decides about a pair, given the row numbers of its records, the smaller first: it is chosen when `step` divides this.
  static func lot(_ first: Int, _ second: Int) -> Int { Int(mixed(mixed(15, UInt64(first)), UInt64(second)) >> 1) }

  /// The chosen ones of pairs of indices, in their order.
  func chosen(of pairs: [UInt64], rowNumbers: [Int]) -> [UInt64] {
    if step == 1 { return pairs }
    return pairs.filter { Self.lot(rowNumbers[Int($0 >> 32)], rowNumbers[Int($0 & 0xFFFF_FFFF)]) % step == 0 }
  }
}

extension Comparison {
  /// The share of matches that agree so, which the weights were set by.
  fileprivate func expectedShare(_ kind: Int) -> Double {
    switch Agreement(rawValue: UInt8(kind)) {
    case .exact: 0.75
    case .variant, .typo, .similar, .nickname, .swapped: 0.04
    case .different, .rival, .initial: 0.03
    case .missing, .incomparable, nil: 1
    }
  }
}

/// Two to the power of `exponent`, to within a tenth, clamped to what a `Double` holds.
private func powerOfTwo(_ exponent: Double) -> Double {
  let clamped = max(-100, min(100, exponent))
  let whole = clamped.rounded(.down)
  let rest = clamped - whole
  return Double(sign: .plus, exponent: Int(whole), significand: 1 + rest * (0.66 + 0.34 * rest))
}
