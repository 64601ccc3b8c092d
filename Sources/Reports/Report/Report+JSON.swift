internal import Pipeline

extension Report {
  /// The report as JSON, as `rules/report.schema.json` describes it. Ends with a line end.
  public var json: String { value.text + "\n" }

  private var value: JSONValue {
    .object([
      ("schema", .integer(Self.schemaVersion)),
      ("program", .object([("name", "muster"), ("version", .string(run.version))])),
      ("command", .string(run.command)),
      ("created", .string(created)),
      ("seconds", .number(run.seconds)),
      ("values_shown", .boolean(run.showsValues)),
      ("input", .object([("name", .string(run.source)), ("bytes", JSONValue(run.byteCount))])),
      (
        "rules",
        .object([("name", .string(run.rules)), ("region", JSONValue(run.region)), ("strict", .boolean(run.isStrict))])
      ),
      ("files", .object(run.files.map { ($0.content, .string($0.path)) })),
      ("detection", .array(inspection.form.map(\.json))),
      ("columns", .array(columns.map(\.json))),
      ("questions", .array(inspection.questions.map { .string($0) })),
      (
        "outcomes",
        .object([
          ("read", .integer(tally.read)), ("written", .integer(tally.written)), ("rejected", .integer(tally.rejected)),
          ("duplicates", .integer(tally.duplicates)),
        ])
      ),
      (
        "duplicates",
        .object([
          (
            "reasons",
            .array(
              tally.duplicateReasons.noticed.map { .object([("code", .string($0.code.name)), ("count", .integer($0.count))]) })
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
            .object([("code", JSONValue($0.code)), ("name", .string($0.name)), ("count", .integer($0.count))])
          })
      ),
      (
        "number_types",
        .array(facts.numberTypes.map { .object([("type", .string($0.type)), ("count", .integer($0.count))]) })
      ),
      ("possible_duplicates", possibleDuplicates),
    ])
  }

  private var possibleDuplicates: JSONValue {
    guard let review else { return .null }
    return .object([
      ("open", .integer(review.openPairs)),
      ("groups", .integer(review.groups.count)),
      ("pairs", .array(review.pairs.prefix(Self.pairLimit).map { pairValue($0) })),
    ])
  }

  /// How many pairs of possible duplicates are listed; all are in the review file.
  static var pairLimit: Int { 300 }

  private func pairValue(_ pair: Review.Pair) -> JSONValue {
    .object([
      ("standing", .string(pair.standing.rawValue)),
      ("group", JSONValue(pair.group)),
      ("score", pair.score.map { .number($0) } ?? .null),
      ("records", .array([pair.first, pair.second].map { personValue($0) })),
      (
        "clues",
        .array(
          pair.clues.map {
            .object([("subject", .string($0.subject)), ("finding", .string($0.finding)), ("weight", .number($0.weight))])
          })
      ),
      ("notes", .array(pair.notes.map { .string($0.sentence) })),
      ("mark", JSONValue(pair.mark?.rawValue)),
    ])
  }

  private func personValue(_ person: Review.Person) -> JSONValue {
    .object([
      ("record", .integer(person.rowNumber)), ("line", .integer(person.lineNumber)), ("name", .string(shown(person.name))),
      ("phone", .string(shown(person.phone))), ("email", .string(shown(person.email))), ("id", .string(person.identity)),
    ])
  }

  func shown(_ text: String) -> String { run.showsValues ? text : masked(text) }
}

extension Inspection.Answer {
  fileprivate var json: JSONValue {
    .object([("subject", .string(subject)), ("answer", .string(answer)), ("evidence", .string(evidence))])
  }
}

extension Report.Column {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(understood.name)), ("meaning", JSONValue(understood.meaning)), ("use", .string(understood.use)),
      ("used", .boolean(understood.isUsed)), ("evidence", .string(understood.evidence)), ("cells", .string(understood.cells)),
      ("doubts", .array(understood.doubts.map { .string($0) })), ("changed", .integer(changed)), ("changed_share", .number(share)),
    ])
  }
}

extension Report.Kind {
  fileprivate var json: JSONValue {
    .object([
      ("code", .string(code.name)), ("severity", .string(severity.rawValue)), ("count", .integer(count)), ("rejected", .integer(rejected)),
      ("advice", .string(code.advice)), ("examples", .array(examples.map(\.json))),
    ])
  }
}

extension Finding {
  fileprivate var json: JSONValue {
    .object([
      ("record", .integer(place.rowNumber)), ("line", .integer(place.lineNumber)), ("column", JSONValue(place.column)),
      ("code", .string(code.name)), ("value", .string(value)), ("after", JSONValue(after)), ("message", .string(sentence)),
    ])
  }

  /// What the value became, where the finding is about that.
  var after: String? {
    switch code {
    case .phoneReformatted, .nameRecased, .nameCleaned, .repairedSpreadsheetWrapper, .repairedInvisibleCharacters, .repairedFloatTail,
      .repairedScientificNotation, .repairedLabelBefore, .repairedTextBehind, .repairedExtensionWord, .repairedLetterForDigit,
      .repairedSeveralNumbers, .repairedLostPlus, .repairedForeignPrefix, .repairedZeroInParentheses, .repairedNationalPrefixKept,
      .repairedLostLeadingZero, .repairedRenumbered:
      detail
    default: nil
    }
  }
}

extension RunFacts.Group {
  fileprivate var json: JSONValue {
    .object([
      ("kept", JSONValue(kept)), ("reason", .string(reason.name)), ("count", .integer(count)),
      (
        "records",
        .array(
          members.map { member in
            .object([
              ("record", .integer(member.place.rowNumber)), ("line", .integer(member.place.lineNumber)),
              ("values", .array(member.values.map { .string($0) })),
            ])
          })
      ),
    ])
  }
}
