import CSV
import Pipeline
import Rules
import Testing

/// Cleans a text by rules; the output without its header, the reasons of the rejected records, and the tally.
private func clean(_ text: String, by yaml: String) throws -> (lines: [String], reasons: [String]) {
  let rules = try RulesFile(yaml: yaml, named: "test.yaml")
  let list = try ListReader(MemorySource(Array(text.utf8)))
  let match = try HeaderMatcher(rules: rules).match(header: list.header)
  let plan = Plan(rules: rules, header: list.header, match: match, region: nil)
  let (output, rejected) = (MemorySink(), MemorySink())
  let rejects = RecordLister(to: rejected, header: list.header, dialect: list.detection.dialect) {
    FindingPhrase(ofOne: "\($0.place.column ?? "-"): \($0.detail)")
  }
  _ = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output))
    .run(list, to: CleanedOutput(output: output, rejects: rejects))
  let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init)
  let reasons = String(decoding: rejected.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    .map { $0.split(separator: ",", maxSplits: 3).last.map(String.init) ?? "" }
  return (lines, reasons)
}

struct RuleCase: Sendable, CustomTestStringConvertible {
  /// The rule of the column `code`, indented as under its name.
  let rule: String
  let value: String
  /// What is written; nil when the record is rejected.
  let written: String?
  let why: String
  var testDescription: String { "\(value): \(why)" }
}

@Test(
  "A column's rule",
  arguments: [
    RuleCase(rule: "transforms: [trim, uppercase]", value: " ab ", written: "AB", why: "edits are made in their order"),
    RuleCase(rule: "transforms: [digits]", value: "No. ٤2", written: "42", why: "digits of every script, and nothing else"),
    RuleCase(rule: "transforms:\n      - replace: { from: \"-\", to: \"\" }", value: "a-b-c", written: "abc", why: "every occurrence"),
    RuleCase(rule: "transforms:\n      - truncate: 2", value: "éèê", written: "éè", why: "characters, not bytes"),
    RuleCase(rule: "transforms:\n      - table: states", value: "california", written: "CA", why: "looked up without regard to case"),
    RuleCase(rule: "transforms:\n      - table: states", value: "Nowhere", written: "Nowhere", why: "without an entry it stays"),
    RuleCase(rule: "checks:\n      - one_of: [A, B]\n        severity: reject", value: "C", written: nil, why: "none of those"),
    RuleCase(rule: "checks:\n      - one_of: [A, B]\n        severity: warn", value: "C", written: "C", why: "a warning writes it"),
    RuleCase(
      rule: "checks:\n      - matches: \"[A-Z]{2}[0-9]+\"\n        severity: reject", value: "AB12", written: "AB12", why: "the whole value"
    ),
    RuleCase(
      rule: "checks:\n      - matches: \"[A-Z]{2}[0-9]+\"\n        severity: reject", value: "AB12x", written: nil, why: "the whole value"),
    RuleCase(
      rule: "checks:\n      - matches: \"(a+)+b\"\n        severity: reject", value: String(repeating: "a", count: 60), written: nil,
      why: "no expression runs for ever"),
    RuleCase(
      rule: "checks:\n      - length: { min: 2, max: 3 }\n        severity: reject", value: "éèêë", written: nil, why: "four characters"),
    RuleCase(rule: "default: none", value: "", written: "none", why: "a default fills what is empty"),
    RuleCase(rule: "when_missing: reject", value: "", written: nil, why: "what must be there is not"),
  ])
func columnRule(_ row: RuleCase) throws {
  let yaml = """
    columns:
      - name: code
        role: other
        \(row.rule.replacing("\n      ", with: "\n          "))
    tables:
      states: { California: CA }
    """
  let result = try clean("code,x\n\"\(row.value)\",y\n", by: yaml)
  #expect(result.lines == (row.written.map { [$0] } ?? []), "\(result.reasons)")
}

@Test("Constants and templates fill columns that have no source")
func constantsAndTemplates() throws {
  let yaml = """
    columns:
      - { name: firstName, role: firstName }
      - { name: lastName, role: lastName }
      - { name: full, role: other, template: "{firstName} {lastName}" }
      - { name: source, role: other, constant: import }
    """
  let result = try clean("First name,Last name\nANN,LEE\n,Ray\n", by: yaml)
  #expect(result.lines == ["Ann,Lee,Ann Lee,import", ",Ray,Ray,import"])
}

@Test("What may stand in one record only is known across the list")
func uniqueValues() throws {
  let yaml = """
    columns:
      - name: code
        role: other
        checks:
          - unique: yes
            severity: reject
    """
  let result = try clean("code\nA\nB\nA\n", by: yaml)
  #expect(result.lines == ["A", "B"])
  #expect(result.reasons == ["code: record 1 has the same code,A"])
}

@Test("Checks of the whole record, and several columns that identify a contact")
func recordChecks() throws {
  let yaml = """
    columns:
      - { name: mail, role: email }
      - { name: country, role: country }
      - { name: state, role: other }
    checks:
      - any_of: [mail, state]
        severity: reject
      - when: { column: country, one_of: [US] }
        then: { column: state, is: filled }
        severity: reject
    identity: [mail, state]
    """
  let result = try clean("mail,country,state\na@b.c,DE,\n,DE,\na@b.c,US,\na@b.c,US,CA\na@b.c,DE,CA\n", by: yaml)
  #expect(result.lines == ["a@b.c,DE,", "a@b.c,US,CA"], "\(result)")
  #expect(result.reasons.count == 2)
}

@Test("The output is written in the style that the rules ask for")
func outputStyle() throws {
  let yaml = """
    columns:
      - { name: code, role: other }
      - { name: text, role: other }
    output: { delimiter: ";", line_end: crlf, quotes: always, byte_order_mark: yes }
    """
  let rules = try RulesFile(yaml: yaml, named: "test.yaml")
  let list = try ListReader(MemorySource(Array("code,text\n1,\"a \"\"b\"\"\"\n,\n".utf8)))
  let plan = Plan(rules: rules, header: list.header, match: try HeaderMatcher(rules: rules).match(header: list.header), region: nil)
  let output = MemorySink()
  _ = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output))
    .run(list, to: CleanedOutput(output: output, rejects: RecordLister<MemorySink>?.none))
  #expect(
    String(decoding: output.bytes.dropFirst(3), as: UTF8.self)
      == "\"code\";\"text\"\r\n\"1\";\"a \"\"b\"\"\"\r\n\"\";\"\"\r\n")
  #expect(output.bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
}

@Test("A regular expression that is none is told when the rules are read")
func wrongPattern() {
  let yaml = """
    columns:
      - name: code
        role: other
        checks:
          - matches: "[A-Z"
            severity: reject
    """
  #expect {
    try RulesFile(yaml: yaml, named: "test.yaml")
  } throws: { error in
    "\(error)".hasPrefix("test.yaml:5:18: \"[A-Z\" is no regular expression")
  }
}

struct AbortCase: Sendable, CustomTestStringConvertible {
  /// The rules below `columns:`.
  let rules: String
  let list: String
  /// The record that ends the run (1-based); nil when none does.
  let record: Int?
  var code = FindingCode.valueMissing
  let why: String
  var testDescription: String { why }
}

@Test(
  "What may not be missing, or come again, ends the run where the rules say so",
  arguments: [
    AbortCase(
      rules: "  - { name: code, role: other, when_missing: abort }", list: "code,x\n1,a\n,b\n", record: 2, why: "a column without a kind"),
    AbortCase(
      rules: "  - { name: code, role: other, when_missing: abort }", list: "code,x\n1,a\n2,\n", record: nil, why: "nothing is missing"),
    AbortCase(
      rules: "  - { name: code, role: other, when_missing: abort, transforms: [trim] }", list: "code,x\n\" \",a\n", record: 1,
      why: "after the edits nothing is left"),
    AbortCase(
      rules: "  - { name: phone, role: phoneNumber, when_missing: abort }", list: "phone,x\n+442079460018,a\n,b\n", record: 2,
      code: .phoneMissing, why: "no number"),
    AbortCase(
      rules: "  - { name: phone, role: phoneNumber, when_missing: abort }", list: "phone,x\n12,b\n", record: 1, code: .countryMissing,
      why: "no usable number, with the reason why it is none"),
    AbortCase(
      rules: "  - { name: first, role: firstName, when_missing: abort }\n  - { name: last, role: lastName }", list: "first,last\n,Lee\n",
      record: 1, code: .firstNameMissing, why: "a part of the name"),
    AbortCase(
      rules: "  - { name: first, role: firstName, when_missing: abort }\n  - { name: last, role: lastName }", list: "first,last,x\n,,1\n",
      record: 1, code: .firstNameMissing, why: "no name at all"),
    AbortCase(
      rules: "  - { name: title, role: salutation, when_missing: abort }\n  - { name: last, role: lastName }", list: "title,last\n,Lee\n",
      record: 1, code: .salutationMissing, why: "a salutation"),
    AbortCase(
      rules:
        "  - { name: first, role: firstName }\n  - { name: last, role: lastName }\nchecks:\n  - { any_of: [first, last], severity: abort }",
      list: "first,last,x\n,,1\n", record: 1, code: .nameMissing, why: "a check of the whole record"),
    AbortCase(
      rules: "  - name: code\n    role: other\n    checks:\n      - { unique: yes, severity: abort }", list: "code,x\n1,a\n2,b\n1,c\n",
      record: 3, code: .checkFailed, why: "a value that may not come again"),
  ])
func aborts(_ row: AbortCase) throws {
  let run = { () throws(any Error) in _ = try clean(row.list, by: "columns:\n\(row.rules)\n") }
  guard let record = row.record else {
    try run()
    return
  }
  #expect {
    try run()
  } throws: { error in
    guard case RunError.aborted(let finding) = error else { return false }
    return finding.place.rowNumber == record && finding.code == row.code
  }
}
