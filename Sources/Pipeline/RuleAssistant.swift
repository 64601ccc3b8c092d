internal import Countries
internal import PersonNames
internal import PhoneNumbers
internal import Rules

/// Answers what the rules cannot know themselves. One per worker: it keeps the compiled expressions and the case maps.
final class RuleAssistant: RuleAbilities {
  private let metadata: PhoneMetadata
  private let countries: CountryIndex
  private var names = NameNormalizer()
  private var matchers: [String: Matcher] = [:]

  /// A class, so that a dictionary can hold what cannot be copied.
  private final class Matcher {
    var matcher: PatternMatcher

    init(_ matcher: consuming PatternMatcher) { self.matcher = matcher }
  }

  init(metadata: PhoneMetadata, countries: CountryIndex) {
    self.metadata = metadata
    self.countries = countries
  }

  func titlecased(_ text: String) -> String { names.normalized(text, kind: .full, region: nil) }

  func matches(_ value: String, pattern: String, milliseconds: Int) -> Bool? {
    // An expression that is none matches nothing, and the rules' reader says so before a list is read.
    if matchers[pattern] == nil, let compiled = try? PatternMatcher(pattern, milliseconds: milliseconds) {
      matchers[pattern] = Matcher(compiled)
    }
    return matchers[pattern]?.matcher.matches(value)
  }

  func agree(_ value: String, _ role: Role, _ other: String, _ otherRole: Role) -> Bool? {
    let (left, right) = (countries(of: value, role), countries(of: other, otherRole))
    return left.isEmpty || right.isEmpty ? nil : !left.isDisjoint(with: right)
  }

  private func countries(of value: String, _ role: Role) -> Set<Country> {
    guard role == .phoneNumber else { return Set(countries.country(matching: Array(value.utf8).span)?.candidates ?? []) }
    // Being no number is an answer: of no country.
    guard let number = try? PhoneNumber(parsing: value, region: nil, metadata: metadata) else { return [] }
    return Set(number.country(metadata).map { [$0] } ?? [])
  }
}
