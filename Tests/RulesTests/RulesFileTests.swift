import Foundation
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

@Test("Rules that are written read back as the same rules", arguments: RulesFile.builtInNames)
func roundTrip(_ name: String) throws {
  let rules = try RulesFile.builtIn(name)
  #expect(try RulesFile(yaml: rules.yaml(), named: name) == rules)
  #expect(try RulesFile(yaml: rules.json(), named: name) == rules)
}

@Test("Everything that rules can say survives writing and reading")
func roundTripOfEverything() throws {
  var rules = RulesFile(name: "x")
  rules.about = "quotes \" and ' and \\ and: colons # hashes, \ttabs, \nlines, 数"
  var column = ColumnRule(name: "no", role: .salutation)
  column.sources = ["- a", "@b", "", "true", "a, b", "  spaced  "]
  column.salutationStyle = .dotted
  column.transforms = [
    .trim, .collapseSpaces, .uppercase, .lowercase, .titlecase, .digits, .replace("a", with: ""), .prefix("+"), .suffix("~"), .truncate(3),
    .lookUp(table: "t: t"),
  ]
  column.whenMissing = .fix
  column.defaultValue = ""
  column.checks = [
    Check(.oneOf(["Mr", "null", "0123"]), severity: .reject, message: "m"), Check(.matches("^[a-z]{2}\\d$"), severity: .warn),
    Check(.length(min: 1, max: 5), severity: .fix), Check(.length(min: 2, max: nil), severity: .abort),
    Check(.length(min: 0, max: 9), severity: .warn), Check(.unique, severity: .warn), Check(.agreesWith(column: "b"), severity: .reject),
  ]
  var constant = ColumnRule(name: "b", role: .phoneNumber)
  constant.phone = .fax
  constant.constant = "+91"
  var template = ColumnRule(name: "c", role: .other)
  template.template = Template("{{literal}} {no} {b}")
  rules.columns = [column, constant, template]
  rules.checks = [
    RecordCheck(.anyOf(["no", "b"]), severity: .reject, message: "either"),
    RecordCheck(.whenThen(.init(column: "no", state: .oneOf(["x"])), .init(column: "b", state: .filled)), severity: .warn),
    RecordCheck(.whenThen(.init(column: "b", state: .empty), .init(column: "c", state: .empty)), severity: .abort),
  ]
  rules.tables = ["t: t": ["Herr": "Mr", "no": "yes", "#": "-"]]
  rules.reads = [.fullName: ["Name", "no"], .country: []]
  rules.identity = ["no", "b"]
  rules.survivor = .newest
  rules.newestBy = ["Last change", "no"]
  rules.sharedNumber = .nobody
  rules.assume = .certain
  rules.output.layout = .source
  rules.output.delimiter = 9
  rules.output.lineEnd = .crlf
  rules.output.quoting = .always
  rules.output.hasByteOrderMark = true
  rules.limits.maxRejects = 0
  rules.limits.batchRecords = 7
  rules.limits.requestsPerMinute = 90
  rules.limits.batchBytes = 8
  rules.limits.matchMilliseconds = 9
  #expect(try RulesFile(yaml: rules.yaml(), named: "x") == rules)
  #expect(try RulesFile(yaml: rules.json(), named: "x") == rules)
}

@Test(
  "A template is columns in braces, and nothing else",
  arguments: [("{a} {b}", true), ("{{x}}", true), ("{", false), ("}", false), ("{}", false), ("{a{b}", false), ("", true), ("a}b", false)])
func templates(_ text: String, _ isOne: Bool) {
  let template = Template(text)
  #expect((template != nil) == isOne)
  if let template { #expect(template.text == text) }
}

@Test("What was understood of a list is written down, and read back it is certain")
func stating() throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let header = ["Nme", "Tel.", "Telephone", "Handy", "Land", "Shoe size"]
  let mapping = try ColumnMapping(parsing: "Nme=fullName", rules: rules)
  let match = try HeaderMatcher(rules: rules).match(header: header, mapping: mapping)
  #expect(match.columns(of: .phoneNumber) == [3, 1, 2])
  let stated = try RulesFile(yaml: rules.stating(match).yaml(), named: "stated")
  #expect(stated.columns[3].sources == ["Handy", "Tel.", "Telephone"])
  #expect(stated.reads == [.fullName: ["Nme"], .country: ["Land"]])
  let again = try HeaderMatcher(rules: stated).match(header: header)
  #expect(again.sources.map(\.role) == match.sources.map(\.role))
  #expect(again.columns(for: .column(3)) == match.columns(for: .column(3)))
  #expect(again.ambiguities.isEmpty && again.doubts.isEmpty)
  #expect(again.sources[0].evidence == .normalized)
  #expect(stated.stating(again) == stated)
}
