internal import Countries
internal import PhoneNumbers

/// What was counted of a run beyond its tally, and the first few examples of each kind: what a report is made of.
///
/// Memory does not grow with the list: examples are bounded, and the first ones are kept, so that they are the same for every number of
/// workers.
public struct RunFacts: Sendable {
  /// How much is kept.
  public struct Limits: Sendable {
    /// Findings of each code.
    public var findingsPerCode = 20
    /// Rejected records.
    public var rejected = 200
    /// Groups of duplicates, and records of each.
    public var groups = 200
    public var recordsPerGroup = 10

    public init() {}
  }

  /// So many numbers of a country.
  public struct CountryCount: Sendable, Equatable {
    /// ISO 3166-1 alpha-2; nil for numbers that belong to no single country.
    public let code: String?
    /// In English.
    public let name: String
    public let count: Int

    public init(code: String?, name: String, count: Int) {
      self.code = code
      self.name = name
      self.count = count
    }
  }

  /// A record that stands for others, or those that the target has already.
  public struct Group: Sendable, Equatable {
    /// The record that was written, by its row number (1-based); nil for records that the target has already.
    public let kept: Int?
    /// Why the first of the others was left out.
    public let reason: FindingCode
    /// The first records that were left out.
    public internal(set) var members: [Member] = []
    /// How many records were left out.
    public internal(set) var count = 0

    /// The group with every value changed.
    public func mapped(_ change: (String) -> String) -> Group {
      var group = self
      group.members = members.map { Member(place: $0.place, values: $0.values.map(change)) }
      return group
    }
  }

  /// A record that was left out.
  public struct Member: Sendable, Equatable {
    public let place: Place
    /// What stands in its columns with a name or a number.
    public let values: [String]
  }

  public let limits: Limits
  /// The first findings of each code, in the list's order.
  public private(set) var examples: [FindingCode: [Finding]] = [:]
  /// The first rejected records, by the reason for each.
  public private(set) var rejected: [Finding] = []
  /// The first groups of duplicates, by the first record that was left out.
  public private(set) var groups: [Group] = []
  /// For each column of the list, how many cells changed in records that were written.
  public private(set) var changedCells: [Int]
  private var regions: [Region?: Int] = [:]
  private var types: [NumberType: Int] = [:]
  private var groupOfRecord: [Int: Int] = [:]
  /// The columns whose values tell who a record is about, by index.
  private let tellingColumns: [Int]

  public init(plan: Plan, limits: Limits = Limits()) {
    self.limits = limits
    changedCells = Array(repeating: 0, count: plan.header.count)
    let name = [plan.name.first, plan.name.last, plan.name.full].compactMap(\.self)
    tellingColumns = (name + plan.phones.flatMap(\.numbers)).sorted()
  }

  /// The countries of the written records' numbers, the commonest first.
  public var countries: [CountryCount] {
    regions.map { region, count in
      CountryCount(
        code: region?.code, name: region.map { Country(alpha2: $0.code)?.englishName ?? $0.code } ?? "no single country", count: count)
    }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// The types of the written records' numbers, by libphonenumber's names in lower case; the commonest first.
  public var numberTypes: [(type: String, count: Int)] {
    types.map { ($0.key.name.lowercased(), $0.value) }.sorted { ($1.count, $0.type) < ($0.count, $1.type) }
  }

  /// Keeps a finding as an example of its code, if there is room.
  public mutating func keep(_ finding: Finding) {
    guard (examples[finding.code]?.count ?? 0) < limits.findingsPerCode else { return }
    examples[finding.code, default: []].append(finding)
  }

  /// Keeps what a record was rejected for, if there is room.
  public mutating func keep(rejected reason: Finding) {
    if rejected.count < limits.rejected { rejected.append(reason) }
  }

  mutating func take(_ batch: SettledBatch) {
    for (index, outcome) in batch.outcomes.enumerated() {
      switch outcome {
      case .written:
        for column in batch.observed.changedColumns(ofRecord: index) where Int(column) < changedCells.count {
          changedCells[Int(column)] += 1
        }
        let number = batch.observed.numbers[index]
        guard let type = number.type else { continue }
        types[type, default: 0] += 1
        regions[number.region, default: 0] += 1
      case .rejected: continue
      case .duplicate(let holder): group(index, of: batch, kept: holder, reason: batch.repeatCode)
      case .samePerson(let survivor): group(index, of: batch, kept: survivor, reason: .samePerson)
      case .alreadyThere: group(index, of: batch, kept: nil, reason: .alreadyThere)
      }
    }
  }

  private mutating func group(_ index: Int, of batch: SettledBatch, kept: Int?, reason: FindingCode) {
    let key = kept ?? 0
    let number: Int
    if let known = groupOfRecord[key] {
      number = known
    } else {
      guard groups.count < limits.groups else { return }
      number = groups.count
      groupOfRecord[key] = number
      groups.append(Group(kept: kept, reason: reason))
    }
    groups[number].count += 1
    guard groups[number].members.count < limits.recordsPerGroup else { return }
    let values = tellingColumns.map { batch.text(ofColumn: $0, record: index) }.filter { !$0.isEmpty }
    groups[number].members.append(Member(place: batch.place(ofRecord: index), values: values))
  }
}
