public import Duplicates

extension MatchingPlan {
  private static let version = 1

  /// The plan as JSON on one line, which `init(json:)` reads.
  public var json: String {
    let parted = parted.map(\.name.jsonString).joined(separator: ",")
    let weights =
      self.weights.map { weights in
        "{\"prior\":\(weights.prior),\"adjustments\":[\(weights.adjustments.map { "\($0)" }.joined(separator: ","))],"
          + "\"mistakesGivenNames\":\(weights.mistakesGivenNames)}"
      } ?? "null"
    return "{\"musterMatching\":\(Self.version),\"records\":\(records),\"parted\":[\(parted)],\"weights\":\(weights)}"
  }

  /// Reads a plan; nil for any other text.
  public init?(json: String) {
    guard let plan = JSONValue(parsing: json), plan["musterMatching"]?.integer == Self.version, let records = plan["records"]?.integer,
      records >= 0, let names = plan["parted"]?.elements
    else { return nil }
    let parted = names.compactMap { $0.string.flatMap(BlockingKey.init(name:)) }
    guard parted.count == names.count else { return nil }
    self.init(records: records, parted: parted)
    guard let learned = plan["weights"], learned != .null else { return }
    func double(_ value: JSONValue?) -> Double? { if case .number(let digits) = value { Double(digits) } else { nil } }
    guard let prior = double(learned["prior"]), let adjustments = learned["adjustments"]?.elements,
      let mistakes = learned["mistakesGivenNames"]?.bool,
      let weights = LearnedWeights(prior: prior, adjustments: adjustments.compactMap(double), mistakesGivenNames: mistakes)
    else { return nil }
    self.weights = weights
  }
}

extension BlockingKey {
  /// What lines and plans call it.
  var name: String { "\(self)" }

  init?(name: String) {
    guard let key = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = key
  }
}
