import Rules
import Testing

@Test("The tutorial of Rules: read a rules file, match a header, understand an error")
func rulesTutorial() throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  #expect(rules.columns.map(\.name).contains("cellPhoneNumber"))

  let matcher = HeaderMatcher(rules: rules)
  let match = try matcher.match(header: ["Vorname", "Nachname", "Handynummer"])
  #expect(match.columns(of: .firstName) == [0])
  #expect(match.columns(of: .lastName) == [1])
  #expect(match.columns(of: .phoneNumber) == [2])

  do {
    _ = try RulesFile(yaml: "about: mine\ncolums: []\n", named: "mine.yaml")
    Issue.record("an unknown key is an error")
  } catch {
    #expect(error.line == 2)
    #expect(error.description.contains("columns"))
  }
}
