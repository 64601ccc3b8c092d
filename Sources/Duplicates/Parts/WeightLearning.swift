internal import ICU

/// Learns from chosen pairs of all parts how the records of a list err.
///
/// The pairs are those of which `step` divides the `lot`, ordered by their row numbers; each is given once.
public struct WeightLearning: ~Copyable {
  private let plan: MatchingPlan
  private let choice: LessonChoice
  private var index: ContactIndex
  private var positions: [Int: Int] = [:]
  private var pairs: [UInt64] = []

  /// For how many pairs of the list each chosen one stands.
  ///
  /// - Parameter pairs: how many pairs all parts found, each counted once.
  public static func step(pairs: Int) -> Int { LessonChoice(pairs: pairs).step }

  /// - Parameters:
  ///   - plan: that of the whole list, without weights.
  ///   - pairs: how many pairs all parts found, each counted once.
  public init(plan: MatchingPlan, pairs: Int) throws(PossibleDuplicates.Failure) {
    self.plan = plan
    choice = LessonChoice(pairs: pairs)
    index = try ContactIndex.forParts()
  }

  /// Adds a chosen pair. Keeps the records, about 400 bytes each.
  public mutating func add(_ first: CountedContact, _ second: CountedContact) {
    pairs.append(UInt64(position(of: first)) << 32 | UInt64(position(of: second)))
  }

  private mutating func position(of contact: CountedContact) -> Int {
    if let position = positions[contact.rowNumber] { return position }
    let position = index.contacts.count
    index.append(contact)
    positions[contact.rowNumber] = position
    return position
  }

  /// The plan with what the pairs teach.
  public consuming func learned() -> MatchingPlan {
    var model = WeightModel(records: plan.records)
    model.learn(from: pairs, step: choice.step, index)
    var plan = plan
    plan.weights = model.weights
    return plan
  }
}
