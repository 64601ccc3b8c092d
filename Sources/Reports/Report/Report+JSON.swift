internal import Pipeline

extension Report {
  /// The report as JSON, as `rules/report.schema.json` describes it. Ends with a line end.
  public var json: String { value.text + "\n" }

  private var value: JSONValue {
    .object(of: [
      ("schema", .integer(Self.schemaVersion)),
      ("program", .object(of: [("name", "muster"), ("version", .string(run.version))])),
      ("command", .string(run.command)),
      ("created", .string(created)),
      ("seconds", .decimal(run.seconds)),
      ("values_shown", .bool(run.showsValues)),
      ("input", .object(of: [("name", .string(run.source)), ("bytes", .integer(run.byteCount))])),
      (
        "rules",
        .object(of: [("name", .string(run.rules)), ("region", .string(run.region)), ("strict", .bool(run.isStrict))])
      ),
      ("files", .object(of: run.files.map { ($0.content, .string($0.path)) })),
      ("detection", .array(inspection.form.map(\.json))),
      ("columns", .array(columns.map(\.json))),
      ("questions", .array(inspection.questions.map { .string($0) })),
      (
        "outcomes",
        .object(of: [
          ("read", .integer(tally.read)), ("written", .integer(tally.written)), ("rejected", .integer(tally.rejected)),
          ("duplicates", .integer(tally.duplicates)),
        ])
      ),
      (
        "duplicates",
        .object(of: [
          (
            "reasons",
            .array(
              tally.duplicateReasons.noticed.map { .object(of: [("code", .string($0.code.name)), ("count", .integer($0.count))]) })
          ),
          ("groups", .array(groups.map(\.json))),
        ])
      ),
      ("findings", .array(kinds.map(\.json))),
      ("rejected", .array(rejected.map(\.json))),
      (
        "countries",
        .array(
          facts.countries.map {
            .object(of: [("code", .string($0.code)), ("name", .string($0.name)), ("count", .integer($0.count))])
          })
      ),
      (
        "number_types",
        .array(facts.numberTypes.map { .object(of: [("type", .string($0.type)), ("count", .integer($0.count))]) })
      ),
      ("possible_duplicates", possibleDuplicates),
    ])
  }

  private var possibleDuplicates: JSONValue {
    guard let review else { return .null }
    return .object(of: [
      ("open", .integer(review.openPairs)),
      ("groups", .integer(review.groups.count)),
      ("pairs", .array(review.pairs.prefix(Self.pairLimit).map { pairValue($0) })),
    ])
  }

  /// How many pairs of possible duplicates are listed; all are in the review file.
  static var pairLimit: Int { 300 }

  private func pairValue(_ pair: Review.Pair) -> JSONValue {
    .object(of: [
      ("standing", .string(pair.standing.rawValue)),
      ("group", .integer(pair.group)),
      ("score", pair.score.map { .decimal($0) } ?? .null),
      ("records", .array([pair.first, pair.second].map { personValue($0) })),
      (
        "clues",
        .array(
          pair.clues.map {
            .object(of: [("subject", .string($0.subject)), ("finding", .string($0.finding)), ("weight", .decimal($0.weight))])
          })
      ),
      ("notes", .array(pair.notes.map { .string($0.sentence) })),
      ("mark", .string(pair.mark?.rawValue)),
    ])
  }

  private func personValue(_ person: Review.Person) -> JSONValue {
    .object(of: [
      ("record", .integer(person.rowNumber)), ("line", .integer(person.lineNumber)), ("name", .string(shown(person.name))),
      ("phone", .string(shown(person.phone))), ("email", .string(shown(person.email))), ("id", .string(person.identity)),
    ])
  }

  func shown(_ text: String) -> String { run.showsValues ? text : masked(text) }
}

extension Inspection.Answer {
  fileprivate var json: JSONValue {
    .object(of: [("subject", .string(subject)), ("answer", .string(answer)), ("evidence", .string(evidence))])
  }
}

extension Report.Column {
  fileprivate var json: JSONValue {
    .object(of: [
      ("name", .string(understood.name)), ("meaning", .string(understood.meaning)), ("use", .string(understood.use)),
      ("used", .bool(understood.isUsed)), ("evidence", .string(understood.evidence)), ("cells", .string(understood.cells)),
      ("doubts", .array(understood.doubts.map { .string($0) })), ("changed", .integer(changed)), ("changed_share", .decimal(share)),
    ])
  }
}

extension Report.Kind {
  fileprivate var json: JSONValue {
    .object(of: [
      ("code", .string(code.name)), ("severity", .string(severity.rawValue)), ("count", .integer(count)), ("rejected", .integer(rejected)),
      ("advice", .string(code.advice)), ("examples", .array(examples.map(\.json))),
    ])
  }
}

extension Finding {
  fileprivate var json: JSONValue {
    .object(of: [
      ("record", .integer(place.rowNumber)), ("line", .integer(place.lineNumber)), ("column", .string(place.column)),
      ("code", .string(code.name)), ("value", .string(value)), ("after", .string(after)), ("message", .string(sentence)),
    ])
  }

  /// What the value became, where the finding is about that.
  var after: String? {
    switch code {
    case .phoneReformatted, .nameRecased, .nameCleaned, .repairedSpreadsheetWrapper, .repairedInvisibleCharacters, .repairedFloatTail,
      .repairedScientificNotation, .repairedLabelBefore, .repairedTextBehind, .repairedExtensionWord, .repairedLetterForDigit,
      .repairedSeveralNumbers, .repairedLostPlus, .repairedForeignPrefix, .repairedZeroInParentheses, .repairedNationalPrefixKept,
      .repairedLostLeadingZero, .repairedRenumbered:
      detail.description
    default: nil
    }
  }
}

extension RunFacts.Group {
  fileprivate var json: JSONValue {
    .object(of: [
      ("kept", .integer(kept)), ("reason", .string(reason.name)), ("count", .integer(count)),
      (
        "records",
        .array(
          members.map { member in
            .object(of: [
              ("record", .integer(member.place.rowNumber)), ("line", .integer(member.place.lineNumber)),
              ("values", .array(member.values.map { .string($0) })),
            ])
          })
      ),
    ])
  }
}
