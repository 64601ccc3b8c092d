extension RecordRules {
  func run(_ transform: Transform, on value: inout String, _ abilities: some RuleAbilities) {
    guard !value.isEmpty else { return }
    switch transform {
    case .trim: value = value.trimmed
    case .collapseSpaces: value = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case .uppercase: value = value.uppercased()
    case .lowercase: value = value.lowercased()
    case .titlecase: value = abilities.titlecased(value)
    case .digits:
      value = String(
        value.unicodeScalars.compactMap { scalar in
          scalar.properties.numericType == .decimal ? scalar.properties.numericValue.map { Character(String(Int($0))) } : nil
        })
    case .replace(let text, let other): value = value.replacing(text, with: other)
    case .prefix(let text): value = text + value
    case .suffix(let text): value += text
    case .truncate(let count): value = String(value.prefix(count))
    case .lookUp(let table): value = tables[table]?[value.lowercased()] ?? value
    }
  }

  func ask(
    _ check: Check, of index: Int, _ values: inout [String], _ abilities: some RuleAbilities, _ violations: inout [Violation]
  ) {
    let value = values[index]
    var mended: (before: String, after: String)?
    let kind: Violation.Kind
    switch check.condition {
    case .oneOf(let allowed):
      guard !allowed.contains(value) else { return }
      kind = .notOneOf(allowed)
    case .matches(let pattern):
      switch abilities.matches(value, pattern: pattern, milliseconds: rules.limits.matchMilliseconds) {
      case true?: return
      case false?: kind = .noMatch(pattern: pattern)
      case nil: kind = .matchFailed(pattern: pattern)
      }
    case .length(let least, let most):
      let length = value.count
      guard length < least || length > most ?? length else { return }
      kind = .length(length, min: least, max: most)
      if check.severity == .fix, let most, length > most {
        values[index] = String(value.prefix(most)).trimmed
        mended = (value, values[index])
      }
    case .unique: return
    case .agreesWith(let name):
      guard let other = indexes[name], other < values.count, !values[other].isEmpty else { return }
      let agree = abilities.agree(value, rules.columns[index].role, values[other], rules.columns[other].role)
      guard !(agree ?? (value == values[other])) else { return }
      kind = .disagrees(with: name)
    }
    // A length that is too short cannot be mended: it is spoken of instead.
    let severity: Severity = check.severity == .fix && mended == nil ? .warn : check.severity
    violations.append(Violation(column: index, kind: kind, severity: severity, message: check.message, mended: mended))
  }

  func ask(_ check: RecordCheck, _ values: [String], _ violations: inout [Violation]) {
    func value(_ column: String) -> String { indexes[column].map { $0 < values.count ? values[$0] : "" } ?? "" }
    func holds(_ clause: RecordCheck.Clause) -> Bool {
      switch clause.state {
      case .oneOf(let allowed): allowed.contains(value(clause.column))
      case .filled: !value(clause.column).isEmpty
      case .empty: value(clause.column).isEmpty
      }
    }
    let kind: Violation.Kind
    switch check.condition {
    case .anyOf(let columns):
      guard columns.allSatisfy({ value($0).isEmpty }) else { return }
      kind = .noneOf(columns)
    case .whenThen(let when, let then):
      guard holds(when), !holds(then) else { return }
      kind = .whenThen(when: when.column, then: then.column)
    }
    violations.append(Violation(column: nil, kind: kind, severity: check.severity, message: check.message, mended: nil))
  }
}
