public import Rules

/// What a rules file asks for beyond cleaning: constants, templates, edits and checks. Nothing of it costs a run whose rules have none.
public struct RuleWork: Sendable {
  let rules: RecordRules
  let columns: [ColumnRule]

  /// Nil when the rules ask for none.
  public init?(_ rules: RulesFile) {
    var rest = rules
    rest.checks.removeAll { $0.asksForName(in: rules) }
    let hasWork = rules.columns.contains {
      $0.constant != nil || $0.template != nil || !$0.transforms.isEmpty || !$0.checks.isEmpty || $0.whenMissing == .fix
    }
    guard hasWork || !rest.checks.isEmpty else { return nil }
    self.rules = RecordRules(rules: rest)
    columns = rules.columns
  }

  /// The columns of which no value may stand in two records, with how much that matters.
  var uniqueColumns: [(index: Int, severity: Rules.Severity)] {
    columns.enumerated().flatMap { index, column in
      column.checks.compactMap { $0.condition == .unique ? (index, $0.severity) : nil }
    }
  }
}

extension RulesFile {
  /// How much it matters when a contact has no name at all; nil when the rules don't mind. It is a check of every record, so it is made
  /// while the name is read and not through the values.
  var missingNameSeverity: Rules.Severity? { checks.first { $0.asksForName(in: self) }?.severity }
}

extension RecordCheck {
  fileprivate func asksForName(in rules: RulesFile) -> Bool {
    guard case .anyOf(let names) = condition else { return false }
    return names.allSatisfy { name in rules.columns.contains { $0.name == name && ($0.role == .firstName || $0.role == .lastName) } }
  }
}

extension RecordRules.Violation.Kind {
  /// What was expected, in a few words.
  var detail: String {
    switch self {
    case .missing: "there is no value"
    case .notOneOf(let allowed): "it is none of \(allowed.joined(separator: ", "))"
    case .noMatch(let pattern): "it does not match \(pattern)"
    case .matchFailed(let pattern): "matching it with \(pattern) took too long"
    case .length(let count, let least, let most):
      most.map { "it has \(count) characters; \(least) to \($0) are allowed" } ?? "it has \(count) characters and needs \(least)"
    case .disagrees(let column): "it does not agree with \(column)"
    case .noneOf(let columns): "none of \(columns.joined(separator: ", ")) is filled"
    case .whenThen(let when, let then): "\(when), but not \(then)"
    }
  }
}
