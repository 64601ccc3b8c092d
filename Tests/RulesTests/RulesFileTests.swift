import Rules
import Testing

@Test("The default rules state the six columns of the import")
func defaultRules() throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  #expect(
    rules.columns.map(\.name)
      == ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"])
  #expect(rules.identity == ["cellPhoneNumber"])
  #expect(rules.columns[3].whenMissing == .reject)
  #expect(rules.columns[5].defaultValue == "+")
  #expect(rules.limits.batchRecords == 1000)
}

@Test("Every built-in rules file reads", arguments: RulesFile.builtInNames)
func builtIn(_ name: String) throws {
  #expect(try !RulesFile.builtIn(name).about.isEmpty)
}

@Test("A value is the text that stands there, never a truth value or a number")
func noImplicitTypes() throws {
  let yaml = """
    about: NO
    columns:
      - name: 0123
        default: +91
      - name: true
        default: 1.10
    """
  let rules = try RulesFile(yaml: yaml, named: "x.yaml")
  #expect(rules.about == "NO")
  #expect(rules.columns.map(\.name) == ["0123", "true"])
  #expect(rules.columns.map(\.defaultValue) == ["+91", "1.10"])
}

struct RulesErrorCase: Sendable, CustomTestStringConvertible {
  let yaml: String
  let sentence: String
  var testDescription: String { sentence }
}

@Test(
  "Wrong rules are answered with the place and a sentence",
  arguments: [
    RulesErrorCase(
      yaml: "colums: []\n", sentence: "r.yaml:1:1: \"colums\" means nothing under the top of the file (did you mean \"columns\"?)"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    role: phonenumber\n",
      sentence: """
        r.yaml:3:11: "phonenumber" is nothing that "role" knows (did you mean "phoneNumber"?); it takes firstName, lastName, \
        fullName, salutation, phoneNumber, callingCode, extension, country, email, other
        """),
    RulesErrorCase(yaml: "", sentence: "r.yaml: the file holds no rules; `muster rules show contacts` prints some to start from"),
    RulesErrorCase(
      yaml: "columns: yes\n", sentence: "r.yaml:1:10: \"columns\" takes a list, and here stands the text \"yes\""),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n  - name: a\n",
      sentence: "r.yaml:3:5: the column \"a\" is listed twice; a header has every name once"),
    RulesErrorCase(
      yaml: "columns: []\ncolumns: []\n", sentence: "r.yaml:1:1: \"columns\" stands here twice; keep one"),
  ])
func wrongRules(_ row: RulesErrorCase) throws {
  let error = #expect(throws: RulesError.self) { try RulesFile(yaml: row.yaml, named: "r.yaml") }
  #expect(error?.description == row.sentence)
}
