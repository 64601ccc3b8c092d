internal import ICU

/// Compares records block by block, wherever the other blocks of the list are compared.
///
/// Takes the entries of blocks one after the other, those of a block by name and then by row number. Holds at most 48 of them. The pairs
/// that several blocks have are found in each.
public struct BlockComparison: ~Copyable {
  public struct Entry: Sendable {
    public var block: ContactSignature.Block
    public var contact: CountedContact

    public init(block: ContactSignature.Block, contact: CountedContact) {
      self.block = block
      self.contact = contact
    }
  }

  public enum Finding: Sendable {
    /// A pair worth comparing, by a plan without weights: by row number, the smaller first, and by `lot` whether it teaches.
    case pair(first: Int, second: Int, lot: Int)
    case match(MatchedPair)
    case household(HouseholdLink)
    /// Told once all of its records were compared.
    case capped(CappedBlock, hash: UInt32)
  }

  private struct Held {
    let entry: Entry
    /// Where the index has the record; nil where it does not.
    var position: Int?
  }

  private let plan: MatchingPlan
  private let model: WeightModel
  private let decisions: PairDecisions
  private var index: ContactIndex
  private var accepted: AcceptedPairs
  private var held: [Held] = []
  private var size = 0
  private var firstRow = 0
  private var isParted = false
  private static let recordsAtOnce = 1 << 14

  /// - Parameters:
  ///   - plan: that of the whole list; without weights the pairs are told and not compared.
  ///   - options: the least score of a match.
  ///   - decisions: pairs that a person has decided about, which are not compared.
  public init(
    plan: MatchingPlan, options: PossibleDuplicates.Options = PossibleDuplicates.Options(), decisions: PairDecisions = PairDecisions()
  ) throws(PossibleDuplicates.Failure) {
    self.plan = plan
    self.decisions = decisions
    model = plan.model
    accepted = AcceptedPairs(threshold: options.threshold)
    index = try ContactIndex.forParts()
  }

  public mutating func add(_ entry: Entry, found: (Finding) -> Void) throws(PossibleDuplicates.Failure) {
    if let block = held.last?.entry.block, block.key != entry.block.key || block.hash != entry.block.hash { try end(found: found) }
    held.append(Held(entry: entry))
    firstRow = size == 0 ? entry.contact.rowNumber : min(firstRow, entry.contact.rowNumber)
    size += 1
    let rule = plan.rule(entry.block.key)
    if !isParted, size > rule.largestWhole {
      isParted = true
      for last in held.indices { try compare(last, rule, found) }
    } else if isParted {
      try compare(held.count - 1, rule, found)
    }
    if isParted, held.count > BlockRule.reach { held.removeFirst(held.count - BlockRule.reach) }
  }

  /// Ends the last block.
  public mutating func end(found: (Finding) -> Void) throws(PossibleDuplicates.Failure) {
    if !isParted {
      for second in held.indices { for first in 0..<second { try compare(first, second, found) } }
    }
    if size > BlockRule.largestBlock, let block = held.last?.entry.block {
      found(.capped(CappedBlock(key: block.key, size: size, rowNumber: firstRow), hash: block.hash))
    }
    held.removeAll(keepingCapacity: true)
    (size, isParted) = (0, false)
    if index.contacts.count >= Self.recordsAtOnce { index = try ContactIndex.forParts() }
  }

  /// Compares a record of a parted block with those before it.
  private mutating func compare(_ second: Int, _ rule: BlockRule, _ found: (Finding) -> Void) throws(PossibleDuplicates.Failure) {
    for first in max(0, second - BlockRule.reach)..<second {
      let haveOneName = held[first].entry.block.name == held[second].entry.block.name
      if rule.compares(at: second - first, haveOneName: haveOneName) { try compare(first, second, found) }
    }
  }

  private mutating func compare(_ a: Int, _ b: Int, _ found: (Finding) -> Void) throws(PossibleDuplicates.Failure) {
    let (rowA, rowB) = (held[a].entry.contact.rowNumber, held[b].entry.contact.rowNumber)
    guard rowA != rowB else { return }
    let (first, second) = rowA < rowB ? (a, b) : (b, a)
    guard plan.weights != nil else {
      let rows = (min(rowA, rowB), max(rowA, rowB))
      return found(.pair(first: rows.0, second: rows.1, lot: LessonChoice.lot(rows.0, rows.1)))
    }
    if index.contacts.count >= 4 * Self.recordsAtOnce {
      index = try ContactIndex.forParts()
      for place in held.indices { held[place].position = nil }
    }
    accepted.consider(position(of: first), position(of: second), index, model, decisions)
    for pair in accepted.pairs { found(.match(pair.described(by: index.rowNumbers))) }
    for household in accepted.households { found(.household(household)) }
    accepted.removeAll()
  }

  private mutating func position(of place: Int) -> Int {
    if let position = held[place].position { return position }
    let position = index.contacts.count
    index.append(held[place].entry.contact)
    held[place].position = position
    return position
  }
}
