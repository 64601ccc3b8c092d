import Rules
import Testing

/// Plain stand-ins: what is tested is when they are asked and what their answers lead to.
private struct Plain: RuleAbilities {
  func titlecased(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst().lowercased() }
  func matches(_ value: String, pattern: String, milliseconds: Int) -> Bool? {
    pattern == "slow" ? nil : value.contains(pattern)
  }
  func agree(_ value: String, _ role: Role, _ other: String, _ otherRole: Role) -> Bool? {
    role == .phoneNumber && otherRole == .country ? value.hasPrefix("+91") == (other == "IN") : nil
  }
}

struct TransformCase: Sendable, CustomTestStringConvertible {
  let transforms: String
  let before: String
  let after: String
  let why: String
  var testDescription: String { "\(transforms): \(why)" }
}

@Test(
  "A value goes through its transforms in order",
  arguments: [
    TransformCase(transforms: "[trim]", before: " \u{A0}a b ", after: "a b", why: "also a no-break space"),
    TransformCase(transforms: "[collapse_spaces]", before: "a \t b\u{3000}c", after: "a b c", why: "tabs and wide spaces"),
    TransformCase(transforms: "[uppercase]", before: "straße", after: "STRASSE", why: "case mapping of Unicode"),
    TransformCase(transforms: "[trim, titlecase]", before: " ANNA", after: "Anna", why: "in order"),
    TransformCase(transforms: "[digits]", before: "a१2-3", after: "123", why: "digits of every script"),
    TransformCase(transforms: "[{replace: {from: \".\", to: \"\"}}]", before: "a.b.c", after: "abc", why: "every occurrence, as a text"),
    TransformCase(transforms: "[{truncate: 2}]", before: "né👨‍👩‍👧", after: "né", why: "characters as a reader counts them"),
    TransformCase(transforms: "[{prefix: \"<\"}, {suffix: \">\"}]", before: "a", after: "<a>", why: "both ends"),
    TransformCase(transforms: "[{prefix: \"<\"}]", before: "", after: "", why: "nothing is made of nothing"),
    TransformCase(transforms: "[{table: titles}]", before: "HERR", after: "Mr", why: "without regard to case"),
    TransformCase(transforms: "[{table: titles}]", before: "Graf", after: "Graf", why: "a value without an entry stays"),
  ])
func transforms(_ row: TransformCase) throws {
  let yaml = "columns:\n  - name: a\n    transforms: \(row.transforms)\ntables:\n  titles: {Herr: Mr}\n"
  var values = [row.before]
  let violations = RecordRules(rules: try RulesFile(yaml: yaml, named: "r")).apply(to: &values, abilities: Plain())
  #expect(values == [row.after])
  #expect(violations.isEmpty)
}

struct RecordCase: Sendable, CustomTestStringConvertible {
  let before: [String]
  let after: [String]
  /// Column (or "record"), kind and severity of each violation.
  let violations: [String]
  let why: String
  var testDescription: String { why }
}

private let yaml = """
  columns:
    - name: phone
      role: phoneNumber
      when_missing: reject
      checks:
        - agrees_with: country
          severity: reject
    - name: country
      role: country
      default: IN
    - name: title
      checks:
        - one_of: [Mr, Mrs]
    - name: code
      checks:
        - matches: x
          severity: abort
          message: a code holds an x
        - length: {min: 2, max: 4}
          severity: fix
    - name: whole
      template: "{title} {code}"
    - name: source
      constant: list
    - name: greeting
      template: "Dear {whole}"
      when_missing: fix
      default: Hello
  checks:
    - any_of: [title, code]
      severity: reject
    - when: {column: title, one_of: [Mrs]}
      then: {column: code, is: filled}
  """

@Test(
  "Checks are asked after transforms, constants, templates and defaults",
  arguments: [
    RecordCase(
      before: ["+9198", "IN", "Mr", "xy", "", "", ""], after: ["+9198", "IN", "Mr", "xy", "Mr xy", "list", "Dear Mr xy"],
      violations: [], why: "everything holds"),
    RecordCase(
      before: ["", "", "Mr", "xy", "", "", ""], after: ["", "IN", "Mr", "xy", "Mr xy", "list", "Dear Mr xy"],
      violations: ["phone missing reject"], why: "a missing number, a default country"),
    RecordCase(
      before: ["+44", "IN", "Dr", "abcdefx", "", "", ""], after: ["+44", "IN", "Dr", "abcd", "Dr abcdefx", "list", "Dear Dr abcdefx"],
      violations: ["phone disagrees reject", "title notOneOf warn", "code length fix"], why: "each check says its own"),
    RecordCase(
      before: ["+9198", "IN", "", "", "", "", ""], after: ["+9198", "IN", "", "", "", "list", "Hello"],
      violations: ["greeting missing fix", "record noneOf reject"], why: "a template of nothing is nothing"),
    RecordCase(
      before: ["+9198", "IN", "Mrs", "", "", "", ""], after: ["+9198", "IN", "Mrs", "", "Mrs", "list", "Dear Mrs"],
      violations: ["record whenThen warn"], why: "when this, then that"),
    RecordCase(
      before: ["+9198", "IN", "Mr", "a", "", "", ""], after: ["+9198", "IN", "Mr", "a", "Mr a", "list", "Dear Mr a"],
      violations: ["code noMatch abort", "code length warn"], why: "too short cannot be mended"),
  ])
func checks(_ row: RecordCase) throws {
  let rules = try RulesFile(yaml: yaml, named: "r")
  var values = row.before
  let violations = RecordRules(rules: rules).apply(to: &values, abilities: Plain())
  #expect(values == row.after)
  let said = violations.map { violation in
    let kind = "\(violation.kind)".prefix { $0 != "(" }
    return "\(violation.column.map { rules.columns[$0].name } ?? "record") \(kind) \(violation.severity)"
  }
  #expect(said == row.violations)
}

@Test("An expression that takes too long counts as not passing, and says so")
func slowMatch() throws {
  let rules = try RulesFile(yaml: "columns:\n  - name: a\n    checks:\n      - matches: slow\n        severity: reject\n", named: "r")
  var values = ["x"]
  let violations = RecordRules(rules: rules).apply(to: &values, abilities: Plain())
  #expect(violations.map(\.kind) == [.matchFailed(pattern: "slow")])
}

@Test("A record of another width is no trap", arguments: [0, 1, 3, 9])
func otherWidth(_ count: Int) throws {
  var values = Array(repeating: "", count: count)
  _ = RecordRules(rules: try RulesFile(yaml: yaml, named: "r")).apply(to: &values, abilities: Plain())
  #expect(values.count == count)
}

@Test("Rules without checks and transforms ask for no work")
func nothingToRun() throws {
  #expect(RecordRules(rules: try RulesFile(yaml: "columns:\n  - name: a\n", named: "r")).isEmpty)
  #expect(!RecordRules(rules: try RulesFile.builtIn("kore-agentassist")).isEmpty)
}
