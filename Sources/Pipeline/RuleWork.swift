public import Rules

/// What a rules file asks for beyond cleaning: constants, templates, edits and checks. Nothing of it costs a run whose rules have none.
public struct RuleWork: Sendable {
  /// What is to be done with each column of the output, in order.
  let columns: [ColumnWork]
  let checks: [RecordCheck]
  /// The rules' tables, with their entries folded to lower case.
  let tables: [String: [String: String]]
  let matchMilliseconds: Int
  /// Where each column of the output is.
  let indexes: [String: Int]

  struct ColumnWork: Sendable {
    let name: String
    let constant: String?
    let template: Template?
    let transforms: [Transform]
    let checks: [Check]

    var isEmpty: Bool { constant == nil && template == nil && transforms.isEmpty && checks.isEmpty }
  }

  /// Nil when the rules ask for none.
  public init?(_ rules: RulesFile) {
    columns = rules.columns.map {
      ColumnWork(name: $0.name, constant: $0.constant, template: $0.template, transforms: $0.transforms, checks: $0.checks)
    }
    checks = rules.checks.filter { !$0.asksForName(in: rules) }
    guard !checks.isEmpty || columns.contains(where: { !$0.isEmpty }) else { return nil }
    tables = rules.tables.mapValues { table in
      Dictionary(table.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    matchMilliseconds = rules.limits.matchMilliseconds
    indexes = Dictionary(rules.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
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

extension Transform {
  /// The edited value.
  func applied(to value: String, tables: [String: [String: String]]) -> String {
    switch self {
    case .trim: String(value.trimmingSpaces)
    case .collapseSpaces: value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case .uppercase: value.uppercased()
    case .lowercase: value.lowercased()
    case .titlecase: value.split(separator: " ", omittingEmptySubsequences: false).map(\.titlecased).joined(separator: " ")
    case .digits: value.compactMap { $0.wholeNumberValue }.filter { (0...9).contains($0) }.map(String.init).joined()
    case .replace(let text, let other): text.isEmpty ? value : value.replacingOccurrences(of: text, with: other)
    case .prefix(let text): value.isEmpty ? value : text + value
    case .suffix(let text): value.isEmpty ? value : value + text
    case .truncate(let count): String(value.prefix(count))
    case .lookUp(let table): tables[table]?[value.lowercased()] ?? value
    }
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return self[startIndex..<startIndex]
    }
    return self[first...last]
  }

  fileprivate var titlecased: String { prefix(1).uppercased() + dropFirst().lowercased() }
}

extension String {
  fileprivate func replacingOccurrences(of text: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
