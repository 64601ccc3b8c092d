internal import CSV
internal import PhoneNumbers
internal import Pipeline
internal import Rules

/// What a command knows of the lists that it reads: the rules, what was said of columns and region, and the names that columns have.
struct Understanding {
  let rules: RulesFile
  /// The text of `--columns`.
  var columns: String?
  let region: Region?
  let matcher: HeaderMatcher
  /// What was decided about the list before, which then holds.
  var decisions: ListDecisions?

  /// Whether a record holds names that columns have.
  var isHeader: @Sendable ([String]) -> Bool { { [matcher] in matcher.isHeader($0) } }

  /// What the list's columns are.
  func match(_ list: borrowing ListReader<FileSource>) throws -> HeaderMatch {
    if let decisions { return decisions.match }
    do throws(ColumnMappingError) {
      let mapping: ColumnMapping? = if let columns { try ColumnMapping(parsing: columns, rules: rules) } else { nil }
      return try list.match(by: matcher, mapping: mapping, region: region, survey: ColumnSurvey())
    } catch {
      throw Failure(status: .usage, sentence: "\(error)")
    }
  }

  /// Works out what to do with a list whose columns are known.
  func plan(for list: borrowing ListReader<FileSource>, match: HeaderMatch, isStrict: Bool = false) -> Plan {
    if let decisions { return Plan(decisions, isStrict: isStrict) }
    return Plan(rules: rules, header: list.header, match: match, region: region, isStrict: isStrict)
      .learning(from: list.sample, records: list.sampleRecords)
  }

  /// Works out what to do with a list, which has to have what the target cannot do without.
  func plan(for list: borrowing ListReader<FileSource>, isStrict: Bool = false) throws -> Plan {
    try requiring(plan(for: list, match: match(list), isStrict: isStrict))
  }

  /// The plan itself, unless nothing in its list feeds a column that the target cannot do without.
  func requiring(_ plan: Plan) throws -> Plan {
    if let missing = plan.unreachable {
      let example = plan.header.first.map { $0.isEmpty || $0.count > 60 ? "#1" : $0 } ?? "Phone"
      throw Failure(
        status: .usage,
        sentence: "no column of the list looks like a \(missing); its columns are \(listed(plan.header)). "
          + "Say which one it is with --columns \"\(example)=\(missing)\"")
    }
    return plan
  }
}

extension Understanding {
  /// What was understood before.
  init(_ decisions: ListDecisions) {
    self.init(rules: decisions.rules, region: decisions.region, matcher: HeaderMatcher(rules: decisions.rules))
  }
}
