internal import ICU

/// Makes people of the pairs that were found, for some of a list's components: what `PossibleDuplicates` makes of all of them.
public struct ComponentMatching: ~Copyable {
  private let model: WeightModel
  private let options: PossibleDuplicates.Options
  private let decisions: PairDecisions
  private var index: ContactIndex
  private var accepted: AcceptedPairs
  private var positions: [Int: Int] = [:]

  /// - Parameters:
  ///   - plan: that of the whole list, with weights.
  ///   - options: from which score pairs are merged, and how many records a person may have.
  ///   - decisions: what a person has decided about pairs; obeyed before any evidence.
  public init(
    plan: MatchingPlan, options: PossibleDuplicates.Options = PossibleDuplicates.Options(), decisions: PairDecisions = PairDecisions()
  ) throws(PossibleDuplicates.Failure) {
    model = plan.model
    self.options = options
    self.decisions = decisions
    accepted = AcceptedPairs(threshold: options.threshold)
    index = try ContactIndex.forParts()
  }

  public var count: Int { index.contacts.count }

  /// Adds a record. Those of a component come in the order of their rows, and all of its records and pairs come before `matches`.
  public mutating func append(_ contact: CountedContact) {
    positions[contact.rowNumber] = index.contacts.count
    index.append(contact)
  }

  /// Adds a pair of records that were added, by their row numbers, the smaller first. Those of a component come in the order of their rows.
  ///
  /// - Returns: false where one of the two was not added.
  public mutating func append(_ first: Int, _ second: Int, _ evidence: Evidence) -> Bool {
    guard let first = positions[first], let second = positions[second] else { return false }
    accepted.append(first, second, evidence, model)
    return true
  }

  /// What the components that were added have in them. Blocks and households are not told: they are found in comparing.
  public consuming func matches() -> Matches {
    Matches(accepted, index, model, options, decisions)
  }
}
