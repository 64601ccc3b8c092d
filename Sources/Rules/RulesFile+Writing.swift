extension RulesFile {
  /// The rules as YAML that reads back as the same rules. What has its default is left out.
  public func yaml() -> String { String(value.yaml().drop { $0 == "\n" }) + "\n" }

  /// The rules as JSON that reads back as the same rules.
  public func json() -> String { value.json() + "\n" }

  /// These rules with a list's columns written down as they were understood, so that the same list is read the same way without a guess.
  ///
  /// What was understood is put in front of the names that the rules had; a column that is kept as it is is left to its name.
  public func stating(_ match: HeaderMatch) -> RulesFile {
    var stated = self
    for index in columns.indices where columns[index].constant == nil && columns[index].template == nil {
      let names = match.columns(for: .column(index)).map { match.sources[$0].header }.filter { !$0.isEmpty }
      stated.columns[index].sources = names + columns[index].sources.filter { !names.contains($0) }
    }
    for role in Role.allCases where role != .other {
      let names = match.columns(for: .role(role)).map { match.sources[$0].header }.filter { !$0.isEmpty }
      if !names.isEmpty { stated.reads[role] = names + (reads[role] ?? []).filter { !names.contains($0) } }
    }
    return stated
  }

  private var value: RulesValue {
    var pairs: [(key: String, value: RulesValue)] = []
    if !about.isEmpty { pairs.append(("about", .text(about))) }
    pairs.append(("columns", .list(columns.map(\.value))))
    let named = Role.allCases.compactMap { role in
      reads[role].map { (key: role.rawValue, value: RulesValue.texts($0)) }
    }
    if !named.isEmpty { pairs.append(("reads", .mapping(named))) }
    if !checks.isEmpty { pairs.append(("checks", .list(checks.map(\.value)))) }
    if !tables.isEmpty {
      let tables = tables.sorted { $0.key < $1.key }.map { name, entries in
        (key: name, value: RulesValue.mapping(entries.sorted { $0.key < $1.key }.map { (key: $0.key, value: .text($0.value)) }))
      }
      pairs.append(("tables", .mapping(tables)))
    }
    if !identity.isEmpty { pairs.append(("identity", .texts(identity))) }
    if survivor != .first { pairs.append(("survivor", .text(survivor.rawValue))) }
    if !newestBy.isEmpty { pairs.append(("newest_by", .texts(newestBy))) }
    if sharedNumber != .first { pairs.append(("shared_number", .text(sharedNumber.rawValue))) }
    if assume != .likely { pairs.append(("assume", .text(assume.rawValue))) }
    let output = output.pairs
    if !output.isEmpty { pairs.append(("output", .mapping(output))) }
    let limits = limits.pairs
    if !limits.isEmpty { pairs.append(("limits", .mapping(limits))) }
    return .mapping(pairs)
  }
}

extension ColumnRule {
  fileprivate var value: RulesValue {
    var pairs: [(key: String, value: RulesValue)] = [("name", .text(name))]
    if role != .other { pairs.append(("role", .text(role.rawValue))) }
    if let phone { pairs.append(("phone", .text(phone.rawValue))) }
    if salutationStyle != .plain { pairs.append(("salutation_style", .text(salutationStyle.rawValue))) }
    if !sources.isEmpty { pairs.append(("sources", .texts(sources))) }
    if !transforms.isEmpty { pairs.append(("transforms", .list(transforms.map(\.value)))) }
    if let whenMissing { pairs.append(("when_missing", .text(whenMissing.rawValue))) }
    if let defaultValue { pairs.append(("default", .text(defaultValue))) }
    if let constant { pairs.append(("constant", .text(constant))) }
    if let template { pairs.append(("template", .text(template.text))) }
    if !checks.isEmpty { pairs.append(("checks", .list(checks.map(\.value)))) }
    return .mapping(pairs)
  }
}

extension Transform {
  fileprivate var value: RulesValue {
    switch self {
    case .replace(let from, let to): .mapping([("replace", .mapping([("from", .text(from)), ("to", .text(to))]))])
    case .prefix(let text): .mapping([("prefix", .text(text))])
    case .suffix(let text): .mapping([("suffix", .text(text))])
    case .truncate(let count): .mapping([("truncate", .text(String(count)))])
    case .lookUp(let table): .mapping([("table", .text(table))])
    case .trim, .collapseSpaces, .uppercase, .lowercase, .titlecase, .digits:
      .text(Self.words.first { $0.transform == self }?.word ?? "")
    }
  }
}

extension Check {
  fileprivate var value: RulesValue {
    let pair: (key: String, value: RulesValue) =
      switch condition {
      case .oneOf(let values): ("one_of", .texts(values))
      case .matches(let pattern): ("matches", .text(pattern))
      case .length(let least, let most):
        (
          "length",
          .mapping(
            (least > 0 || most == nil ? [("min", .text(String(least)))] : []) + (most.map { [("max", .text(String($0)))] } ?? []))
        )
      case .unique: ("unique", .text("yes"))
      case .agreesWith(let column): ("agrees_with", .text(column))
      }
    return .mapping([pair] + severityPairs(severity, message))
  }
}

extension RecordCheck {
  fileprivate var value: RulesValue {
    let pairs: [(key: String, value: RulesValue)] =
      switch condition {
      case .anyOf(let columns): [("any_of", .texts(columns))]
      case .whenThen(let when, let then): [("when", when.value), ("then", then.value)]
      }
    return .mapping(pairs + severityPairs(severity, message))
  }
}

extension RecordCheck.Clause {
  fileprivate var value: RulesValue {
    let state: (key: String, value: RulesValue) =
      switch state {
      case .oneOf(let values): ("one_of", .texts(values))
      case .filled: ("is", .text("filled"))
      case .empty: ("is", .text("empty"))
      }
    return .mapping([("column", .text(column)), state])
  }
}

private func severityPairs(_ severity: Severity, _ message: String?) -> [(key: String, value: RulesValue)] {
  (severity == .warn ? [] : [("severity", .text(severity.rawValue))]) + (message.map { [("message", .text($0))] } ?? [])
}

extension OutputStyle {
  fileprivate var pairs: [(key: String, value: RulesValue)] {
    let usual = OutputStyle()
    var pairs: [(key: String, value: RulesValue)] = []
    if layout != usual.layout { pairs.append(("layout", .text(layout.rawValue))) }
    if delimiter != usual.delimiter { pairs.append(("delimiter", .text(String(decoding: [delimiter], as: UTF8.self)))) }
    if lineEnd != usual.lineEnd { pairs.append(("line_end", .text(lineEnd.rawValue))) }
    if quoting != usual.quoting { pairs.append(("quotes", .text(quoting.rawValue))) }
    if hasByteOrderMark { pairs.append(("byte_order_mark", .text("yes"))) }
    return pairs
  }
}

extension Limits {
  fileprivate var pairs: [(key: String, value: RulesValue)] {
    let usual = Limits()
    var pairs: [(key: String, value: RulesValue)] = []
    if let maxRejects { pairs.append(("max_rejects", .text(String(maxRejects)))) }
    if batchRecords != usual.batchRecords { pairs.append(("batch_records", .text(String(batchRecords)))) }
    if batchBytes != usual.batchBytes { pairs.append(("batch_bytes", .text(String(batchBytes)))) }
    if requestsPerMinute != usual.requestsPerMinute { pairs.append(("requests_per_minute", .text(String(requestsPerMinute)))) }
    if matchMilliseconds != usual.matchMilliseconds { pairs.append(("match_milliseconds", .text(String(matchMilliseconds)))) }
    return pairs
  }
}
