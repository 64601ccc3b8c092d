internal import Countries
internal import PhoneNumbers

/// What a list's first numbers say about its countries, and what that means for those that say nothing.
public struct CountryFacts: Sendable, Equatable {
  /// So many numbers of a country, by its English name.
  public struct Count: Sendable, Equatable {
    public let country: String
    public let count: Int

    public init(_ country: String, _ count: Int) {
      self.country = country
      self.count = count
    }
  }

  /// What becomes of a number for whose country nothing in its record speaks.
  public enum Fate: Sendable, Equatable {
    /// It is read as one of the region that was given, unless the list speaks for another.
    case given(String)
    /// It is read as one of the country that most of the list is of.
    case leader(String)
    /// It is read as one of this country where it is valid in none of the list's others.
    case leaderAlone(String)
    /// It is read as one of these where it is valid in one of them alone.
    case onlyValid([String])
    /// Nothing is assumed.
    case none
  }

  /// The numbers that say their country themselves, or whose record does; the commonest country first.
  public let certain: [Count]
  /// The numbers of records whose address says the country.
  public let byAddress: [Count]
  /// The others, where they are long enough to be international.
  public let unsaid: Int
  /// Those of the others that are valid numbers once a plus is put in front.
  public let withoutPlus: [Count]
  public let fate: Fate
  /// Whether a number without a country costs the record; otherwise it stays as it is.
  public let isRequired: Bool
  /// The country of most certain numbers, as `--region` takes it, where none was given.
  public let suggestion: String?
  /// The country in which nearly all of the numbers that say none are valid, where there is one.
  public let guess: HomeGuess?

  public init(
    certain: [Count], byAddress: [Count] = [], unsaid: Int, withoutPlus: [Count], fate: Fate, isRequired: Bool,
    suggestion: String? = nil, guess: HomeGuess? = nil
  ) {
    self.certain = certain
    self.byAddress = byAddress
    self.unsaid = unsaid
    self.withoutPlus = withoutPlus
    self.fate = fate
    self.isRequired = isRequired
    self.suggestion = suggestion
    self.guess = guess
  }
}

extension CountryFacts {
  init(_ plan: Plan, guess: HomeGuess?) {
    let leader = plan.list.certain.leader
    self.init(
      certain: plan.list.certain.ordered, byAddress: plan.list.byAddress.ordered, unsaid: plan.list.withoutPlus.total,
      withoutPlus: plan.list.withoutPlus.ordered,
      fate: Self.fate(plan, leader: leader), isRequired: plan.phones.contains { $0.isRequired },
      suggestion: plan.region == nil ? leader?.alpha2 : nil, guess: guess)
  }

  /// In the order in which evidence about the whole list is weighed (`CountryInference`).
  private static func fate(_ plan: Plan, leader: Country?) -> Fate {
    if let region = plan.region { return .given(Country(alpha2: region.code)?.englishName ?? region.code) }
    if plan.leastConfidence == .assumed, let leader { return .leader(leader.englishName) }
    let countries = plan.list.certain.countries
    guard plan.leastConfidence <= .likely, countries.count > 1 else { return .none }
    return leader.map { .leaderAlone($0.englishName) } ?? .onlyValid(countries.map(\.englishName))
  }
}

extension CountryTally {
  /// The commonest country first, equally common ones by name.
  fileprivate var ordered: [CountryFacts.Count] {
    counts.map { CountryFacts.Count($0.key.englishName, $0.value) }.sorted { ($1.count, $0.country) < ($0.count, $1.country) }
  }
}
