/// What is decided once about a list whose parts are matched apart, so that each finds what matching the whole would find.
///
/// Made of counts of all parts by `init(records:blocks:)`; what the list teaches about its errors is added by `WeightLearning`.
public struct MatchingPlan: Sendable, Equatable {
  /// How many records all parts have together.
  public let records: Int
  /// The keys of which even small blocks are compared within equal names only, since they would make too many pairs.
  public let parted: [BlockingKey]
  /// Nil until the list was learned from.
  public var weights: LearnedWeights?

  public init(records: Int, parted: [BlockingKey], weights: LearnedWeights? = nil) {
    self.records = records
    self.parted = parted
    self.weights = weights
  }

  /// - Parameters:
  ///   - records: how many records all parts have together.
  ///   - blocks: for each key, how many of its blocks are of a size, in whatever order.
  public init(records: Int, blocks: some Sequence<(key: BlockingKey, size: Int, count: Int)>) {
    var pairs: [BlockingKey: Int] = [:]
    for block in blocks { pairs[block.key, default: 0] += BlockRule.pairs(inBlockOf: block.size) * block.count }
    self.init(
      records: records,
      parted: BlockingKey.allCases.filter { BlockRule($0, pairs: pairs[$0] ?? 0, records: records).partsAll })
  }

  func rule(_ key: BlockingKey) -> BlockRule { BlockRule(key, partsAll: parted.contains(key)) }

  var model: WeightModel { WeightModel(records: records, weights) }
}

/// What a list taught about its own errors.
public struct LearnedWeights: Sendable, Equatable {
  /// The weight against any pair before it is looked at, in bits.
  public let prior: Double
  /// For each comparison and agreement what is added to its weight, in bits.
  public let adjustments: [Double]
  /// Whether, of the records that are one person's by other evidence, one in twenty has another given name.
  public let mistakesGivenNames: Bool

  /// - Returns: nil for another number of adjustments than there are agreements.
  public init?(prior: Double, adjustments: [Double], mistakesGivenNames: Bool) {
    guard adjustments.count == WeightModel.adjustmentCount else { return nil }
    self.prior = prior
    self.adjustments = adjustments
    self.mistakesGivenNames = mistakesGivenNames
  }
}
