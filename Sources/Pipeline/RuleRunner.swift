internal import Countries
internal import PhoneNumbers
internal import Rules

/// Does a rules file's work on records, one after the other. One per worker: it keeps the compiled expressions.
struct RuleRunner: ~Copyable {
  /// A check that a record did not pass.
  struct Violation {
    let severity: Rules.Severity
    /// The column of the output; empty for a check of the whole record.
    let column: String
    let value: String
    let detail: String
  }

  private let work: RuleWork
  private let metadata: PhoneMetadata
  private let countries: CountryIndex
  private var matchers: [String: Matcher] = [:]

  /// A class, so that a dictionary can hold what cannot be copied.
  private final class Matcher {
    var matcher: PatternMatcher

    init(_ matcher: consuming PatternMatcher) { self.matcher = matcher }
  }

  init(work: RuleWork, metadata: PhoneMetadata, countries: CountryIndex) {
    self.work = work
    self.metadata = metadata
    self.countries = countries
  }

  /// Fills and edits the values of one record, in the order of the output's columns.
  func edit(_ values: inout [String]) {
    for (index, column) in work.columns.enumerated() where column.template == nil {
      if let constant = column.constant { values[index] = constant }
      values[index] = edited(values[index], by: column)
    }
    // Templates see the other columns as they are written.
    for (index, column) in work.columns.enumerated() {
      guard let template = column.template else { continue }
      values[index] = edited(text(of: template, values), by: column)
    }
  }

  private func edited(_ value: String, by column: RuleWork.ColumnWork) -> String {
    column.transforms.reduce(value) { $1.applied(to: $0, tables: work.tables) }
  }

  /// The checks that the values of one record do not pass.
  mutating func violations(in values: [String]) -> [Violation] {
    var violations: [Violation] = []
    for (index, column) in work.columns.enumerated() where !values[index].isEmpty {
      for check in column.checks {
        guard let detail = complaint(of: check, about: values[index], values) else { continue }
        violations.append(
          Violation(severity: check.severity, column: column.name, value: values[index], detail: check.message ?? detail))
      }
    }
    for check in work.checks {
      guard let detail = complaint(of: check, values) else { continue }
      violations.append(Violation(severity: check.severity, column: "", value: "", detail: check.message ?? detail))
    }
    return violations
  }

  private func text(of template: Template, _ values: [String]) -> String {
    let parts = template.parts.map { part in
      switch part {
      case .text(let text): text
      case .column(let name): work.indexes[name].map { values[$0] } ?? ""
      }
    }
    // Of "{first} {last}" without a first name, the last name stays and not a space before it.
    return parts.joined().split(separator: " ").joined(separator: " ")
  }

  /// What a check has against a value, or nil.
  private mutating func complaint(of check: Check, about value: String, _ values: [String]) -> String? {
    switch check.condition {
    case .oneOf(let allowed):
      return allowed.contains(value) ? nil : "it is none of \(allowed.joined(separator: ", "))"
    case .matches(let pattern):
      return complaint(of: pattern, about: value)
    case .length(let least, let most):
      let count = value.count
      if count < least { return "it has \(count) characters and needs \(least)" }
      if let most, count > most { return "it has \(count) characters and \(most) are allowed" }
      return nil
    case .unique:
      return nil  // Known only when the records before it are: see `Settler`.
    case .agreesWith(let column):
      let other = work.indexes[column].map { values[$0] } ?? ""
      return other.isEmpty || agree(value, other) ? nil : "it does not agree with \(column), which is \"\(other)\""
    }
  }

  private mutating func complaint(of pattern: String, about value: String) -> String? {
    if matchers[pattern] == nil, let compiled = try? PatternMatcher(pattern, milliseconds: work.matchMilliseconds) {
      matchers[pattern] = Matcher(compiled)
    }
    guard let matcher = matchers[pattern] else { return "\(pattern) is no regular expression" }
    switch matcher.matcher.matches(value) {
    case true: return nil
    case false: return "it does not match \(pattern)"
    case nil: return "matching it with \(pattern) took too long"
    }
  }

  /// Whether two values are of one country, or the same where neither has a country.
  private func agree(_ value: String, _ other: String) -> Bool {
    let (left, right) = (countriesOf(value), countriesOf(other))
    return left.isEmpty || right.isEmpty ? value == other : !left.isDisjoint(with: right)
  }

  private func countriesOf(_ value: String) -> Set<Country> {
    // Being no number is what most values are.
    if let number = try? PhoneNumber(parsing: value, region: nil, metadata: metadata),
      let country = number.region(metadata).flatMap({ Country(alpha2: $0.code) })
    {
      return [country]
    }
    return Set(countries.country(matching: Array(value.utf8).span)?.candidates ?? [])
  }

  private func complaint(of check: RecordCheck, _ values: [String]) -> String? {
    switch check.condition {
    case .anyOf(let columns):
      let isMet = columns.contains { column in work.indexes[column].map { !values[$0].isEmpty } ?? false }
      return isMet ? nil : "none of \(columns.joined(separator: ", ")) is filled"
    case .whenThen(let when, let then):
      guard holds(when, values), !holds(then, values) else { return nil }
      return "\(when.text), but not \(then.text)"
    }
  }

  private func holds(_ clause: RecordCheck.Clause, _ values: [String]) -> Bool {
    let value = work.indexes[clause.column].map { values[$0] } ?? ""
    return switch clause.state {
    case .oneOf(let allowed): allowed.contains(value)
    case .filled: !value.isEmpty
    case .empty: value.isEmpty
    }
  }
}

extension RecordCheck.Clause {
  fileprivate var text: String {
    switch state {
    case .oneOf(let allowed): "\(column) is \(allowed.joined(separator: " or "))"
    case .filled: "\(column) is filled"
    case .empty: "\(column) is empty"
    }
  }
}
