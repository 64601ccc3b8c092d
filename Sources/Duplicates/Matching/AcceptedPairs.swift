/// The pairs that evidence or a person joined, while they are collected.
struct AcceptedPairs {
  struct Pair {
    /// Indices (0-based) of records.
    var first: Int
    var second: Int
    var score: Double
    var evidence: Evidence
    var isAmbiguous = false
    var isDecided = false

    func described(by rowNumbers: [Int]) -> MatchedPair {
      let a = rowNumbers[first]
      let b = rowNumbers[second]
      return MatchedPair(
        rowNumbers: (min(a, b), max(a, b)), score: score, evidence: evidence, isAmbiguous: isAmbiguous)
    }
  }

  let threshold: Double
  private(set) var pairs: [Pair] = []
  private(set) var households: [HouseholdLink] = []

  init(threshold: Double) { self.threshold = threshold }

  mutating func removeAll() {
    pairs.removeAll(keepingCapacity: true)
    households.removeAll(keepingCapacity: true)
  }

  /// Adds a pair that was accepted elsewhere.
  mutating func append(_ first: Int, _ second: Int, _ evidence: Evidence, _ model: WeightModel) {
    pairs.append(Pair(first: first, second: second, score: evidence.total + model.prior, evidence: evidence))
  }

  mutating func consider(
    _ first: Int, _ second: Int, _ index: borrowing ContactIndex, _ model: WeightModel, _ decisions: PairDecisions
  ) {
    if !decisions.isEmpty, decisions[index.rowNumbers[first], index.rowNumbers[second]] != nil { return }
    let comparison = index.compare(first, second, model)
    let score = comparison.evidence.total + model.prior
    if let veto = comparison.veto {
      if veto.contradicts || veto == .unnamed, index.shareContactPoint(first, second) {
        let a = index.rowNumbers[first]
        let b = index.rowNumbers[second]
        households.append(HouseholdLink(firstRowNumber: min(a, b), secondRowNumber: max(a, b), reason: veto))
      }
    } else if score >= comparison.required(threshold) {
      pairs.append(Pair(first: first, second: second, score: score, evidence: comparison.evidence))
    }
  }

  /// Adds the pairs that a person called the same, whatever the evidence says.
  mutating func obey(_ decisions: PairDecisions, _ index: borrowing ContactIndex, _ model: WeightModel) {
    guard !decisions.isEmpty else { return }
    var indices: [Int: Int] = [:]
    for (position, rowNumber) in index.rowNumbers.enumerated() { indices[rowNumber] = position }
    for (pair, mark) in decisions.ordered where mark == .same {
      guard let a = indices[pair.first], let b = indices[pair.second], a != b else { continue }
      let comparison = index.compare(min(a, b), max(a, b), model)
      pairs.append(
        Pair(
          first: min(a, b), second: max(a, b), score: comparison.evidence.total + model.prior,
          evidence: comparison.evidence, isDecided: true))
    }
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// Marks the pairs of a record without a whole given name that fits two people who are not one: `J. Smith` beside John
  /// and Jane.
  mutating func markAmbiguous(_ index: borrowing ContactIndex, _ model: WeightModel) {
    var vague: [Int: [Int]] = [:]
    for (position, pair) in pairs.enumerated() where !pair.isDecided {
      let given = pair.evidence.agreement(.givenName)
      guard given == .initial || given == .missing || given == .incomparable else { continue }
      // A birth date or an identifier says which of the two is meant.
      let birth = pair.evidence.agreement(.birthDate)
      if birth.isClose || birth == .similar || pair.evidence.agreement(.identifier).isClose { continue }
      let first = vagueness(index.contacts[pair.first], index)
      let second = vagueness(index.contacts[pair.second], index)
      if first >= second { vague[pair.first, default: []].append(position) }
      if second >= first { vague[pair.second, default: []].append(position) }
    }
    var ambiguous: [Int] = []
    for (record, positions) in vague where positions.count > 1 {
      let others = positions.map { pairs[$0].first == record ? pairs[$0].second : pairs[$0].first }
      let contradict = others.indices.contains { i in
        others.indices.contains { j in j > i && index.compare(others[i], others[j], model).veto?.contradicts == true }
      }
      if contradict { ambiguous += positions }
    }
    for position in ambiguous { pairs[position].isAmbiguous = true }
  }

  private func vagueness(_ contact: ContactFeatures, _ index: borrowing ContactIndex) -> Int {
    contact.given == 0 ? 2 : index.names.traits[Int(contact.given)].contains(.initial) ? 1 : 0
  }
}

extension ContactIndex {
  /// Whether two records have a number, a mailbox or an address in common.
  func shareContactPoint(_ first: Int, _ second: Int) -> Bool {
    let a = contacts[first]
    let b = contacts[second]
    return a.phones.common(b.phones) != 0 || a.emails.common(b.emails) != 0
      || a.street != 0 && a.street == b.street && a.houseNumber == b.houseNumber && (a.postcode == b.postcode || a.city == b.city)
  }
}

extension Veto {
  /// Whether the veto says that two records are different people, not only that too little speaks for one.
  var contradicts: Bool {
    switch self {
    case .household, .rivalNames, .generation, .middleName: true
    case .surname, .unnamed, .noName, .noContactPoint: false
    }
  }
}
