/// What checks and transforms need from parts that rules know nothing of.
public protocol RuleAbilities {
  /// A name in title case, as its owner writes it.
  func titlecased(_ text: String) -> String
  /// Whether the whole value matches a regular expression; `nil` when that took longer than the limit, or the expression is none.
  func matches(_ value: String, pattern: String, milliseconds: Int) -> Bool?
  /// Whether two values are of one country; `nil` when one of them has none.
  func agree(_ value: String, _ role: Role, _ other: String, _ otherRole: Role) -> Bool?
}

/// A rules file's transforms and checks, to be run on one record after another.
///
/// Values are the target's columns, in the rules' order, as they are after cleaning. A value goes through its transforms, then constants,
/// templates and defaults are put in, then every check is asked. `unique` concerns several records and is asked by whoever sees them all.
public struct RecordRules: Sendable {
  /// A check that a record does not pass, or that was mended.
  public struct Violation: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      case missing
      case notOneOf([String])
      case noMatch(pattern: String)
      /// The expression took too long, or is none; the value counts as not passing.
      case matchFailed(pattern: String)
      case length(Int, min: Int, max: Int?)
      case disagrees(with: String)
      case noneOf([String])
      case whenThen(when: String, then: String)
    }

    /// Index of the column; `nil` for a check of the record.
    public let column: Int?
    public let kind: Kind
    public let severity: Severity
    public let message: String?
    /// What was there and what was put instead, for a value that was mended.
    public let mended: (before: String, after: String)?

    public static func == (left: Violation, right: Violation) -> Bool {
      left.column == right.column && left.kind == right.kind && left.severity == right.severity && left.message == right.message
        && left.mended?.before == right.mended?.before && left.mended?.after == right.mended?.after
    }
  }

  let rules: RulesFile
  let indexes: [String: Int]
  /// The columns with templates, each behind those that it needs.
  private let templates: [Int]
  /// Tables with their keys as they are compared.
  let tables: [String: [String: String]]

  public init(rules: RulesFile) {
    self.rules = rules
    indexes = Dictionary(rules.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    tables = rules.tables.mapValues { table in
      Dictionary(table.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }
    templates = Self.ordered(rules, indexes)
  }

  /// Whether there is nothing to run, so that a record need not be made into texts.
  public var isEmpty: Bool {
    rules.checks.isEmpty
      && rules.columns.allSatisfy {
        $0.transforms.isEmpty && $0.checks.isEmpty && $0.whenMissing == nil && $0.defaultValue == nil && $0.constant == nil
          && $0.template == nil
      }
  }

  /// Runs the rules on a record's values, as many as there are columns; mends them and returns what did not pass, in the columns' order.
  public func apply(to values: inout [String], abilities: some RuleAbilities) -> [Violation] {
    var violations: [Violation] = []
    for (index, column) in rules.columns.enumerated() where index < values.count {
      if let constant = column.constant { values[index] = constant }
      for transform in column.transforms where column.template == nil { run(transform, on: &values[index], abilities) }
    }
    for index in templates where index < values.count {
      values[index] = filled(rules.columns[index].template, from: values)
      for transform in rules.columns[index].transforms { run(transform, on: &values[index], abilities) }
    }
    for (index, column) in rules.columns.enumerated() where index < values.count {
      if values[index].isEmpty {
        let filler = column.defaultValue ?? ""
        values[index] = filler
        if let severity = column.whenMissing {
          let mended = severity == .fix ? (before: "", after: filler) : nil
          violations.append(Violation(column: index, kind: .missing, severity: severity, message: nil, mended: mended))
        }
        continue
      }
      for check in column.checks { ask(check, of: index, &values, abilities, &violations) }
    }
    for check in rules.checks { ask(check, values, &violations) }
    return violations
  }

  private static func ordered(_ rules: RulesFile, _ indexes: [String: Int]) -> [Int] {
    var ordered: [Int] = []
    func place(_ index: Int) {
      guard let template = rules.columns[index].template, !ordered.contains(index) else { return }
      // The reader of rules refuses templates that need themselves, so this ends.
      for name in template.columns { if let other = indexes[name], other != index { place(other) } }
      ordered.append(index)
    }
    for index in rules.columns.indices { place(index) }
    return ordered
  }

  private func filled(_ template: Template?, from values: [String]) -> String {
    var text = ""
    var isBlank = true
    for part in template?.parts ?? [] {
      switch part {
      case .text(let literal): text += literal
      case .column(let name):
        let value = indexes[name].map { $0 < values.count ? values[$0] : "" } ?? ""
        if !value.isEmpty { isBlank = false }
        text += value
      }
    }
    // Nothing but its literals would be a value made of nothing; what a missing column leaves at the ends goes with it.
    return isBlank && template?.columns.isEmpty == false ? "" : text.trimmed
  }
}
