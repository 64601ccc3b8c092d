public import CSV
public import PhoneNumbers
public import Rules

/// What was decided about a list before its first record was cleaned: how it is written, what its columns are, and what its first
/// records say about its countries. Whoever cleans a part of the list by it makes what cleaning the whole makes of the same records.
public struct ListDecisions: Sendable {
  /// How the list is written; the evidence is not kept.
  public var detection: Detection
  /// Whether the list itself has a header.
  public let hasHeader: Bool
  /// The names of the columns.
  public let header: [String]
  public let match: HeaderMatch
  public let region: Region?
  public let countries: ListCountries
  public let rules: RulesFile
  /// What its dates say about the order of day and month.
  var dateOrder = DateOrder.unknown

  public init(
    detection: Detection, hasHeader: Bool, header: [String], match: HeaderMatch, region: Region?, countries: ListCountries, rules: RulesFile
  ) {
    self.detection = detection
    self.hasHeader = hasHeader
    self.header = header
    self.match = match
    self.region = region
    self.countries = countries
    self.rules = rules
  }
}

extension ListReader where Source: ~Copyable {
  /// What was decided about the list in making its plan.
  public borrowing func decisions(of plan: Plan, match: HeaderMatch, rules: RulesFile) -> ListDecisions {
    var decisions = ListDecisions(
      detection: detection, hasHeader: hasHeader, header: header, match: match, region: plan.region, countries: plan.list, rules: rules)
    decisions.dateOrder = plan.dateOrder
    return decisions
  }
}

extension Plan {
  /// What is to be done with the records of a list about which everything was decided before.
  ///
  /// - Parameter isStrict: whether a warning rejects a record.
  public init(_ decisions: ListDecisions, isStrict: Bool) {
    self.init(
      rules: decisions.rules, header: decisions.header, match: decisions.match, region: decisions.region, isStrict: isStrict)
    list = decisions.countries
    dateOrder = decisions.dateOrder
  }
}
