import CSV
import Countries
import PhoneNumbers
import Rules
import Testing

@testable import Pipeline

/// Everything in a plan that could differ, as text. What every plan has from the program itself is left out.
private func text(_ plan: Plan) -> [String] {
  Mirror(reflecting: plan).children.compactMap { child in
    let label = child.label ?? ""
    if ["metadata", "countries", "work"].contains(label) { return nil }
    if label == "list" {
      let tallies = [plan.list.certain, plan.list.withoutPlus, plan.list.byAddress]
      return "list: "
        + tallies.map { tally in "\(tally.total) \(tally.counts.sorted { $0.key.alpha2 < $1.key.alpha2 })" }.joined(separator: "; ")
    }
    return "\(label): \(child.value)"
  }
}

private let lists = [
  "Name,Phone\nAnn Lee,+442079460018\n",
  "First name,Last name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,E-mail,Language,Street,City,State,Postcode,Country\n"
    + "Ann,Lee,Work,020 7946 0018,Mobile,07400 123456,ann@lee.de,de-AT,1 High St,London,,SW1A 1AA,\n"
    + "Bob,Ray,Home,(415) 555-2671,Work,202-555-0100,bob@ray.fr,fr,1 Main St,San Francisco,CA,94103,USA\n",
  "Title;Nachname;Vorname;Handy;Festnetz;Vorwahl\nDr.;Müller;Jörg;0170 1234567;030 901820;+49\n",
  "a\"b\tc,d\\e,Phone\nx,y,+4930901820\n",
]

@Test("A plan that was written down and read again is the same plan, for every built-in rules file", arguments: RulesFile.builtInNames)
func plansAsJSON(rulesName: String) throws {
  let rules = try RulesFile.builtIn(rulesName)
  for list in lists {
    for mapping in [nil, "#1=fullName"] {
      let reader = try ListReader(MemorySource(Array(list.utf8)))
      let stated = try mapping.map { try ColumnMapping(parsing: $0, rules: rules) }
      let match = try reader.match(by: HeaderMatcher(rules: rules), mapping: stated, region: Region("DE"), survey: ColumnSurvey())
      let plan = Plan(rules: rules, header: reader.header, match: match, region: Region("DE"))
        .learning(from: reader.sample, records: reader.sampleRecords)
      let json = reader.decisions(of: plan, match: match, rules: rules).json
      let decisions = try ListDecisions(json: json, named: "plan.json")
      #expect(text(Plan(decisions, isStrict: false)) == text(plan), "\(list)")
      #expect(decisions.json == json)
      #expect(decisions.rules == rules)
      #expect(decisions.detection.dialect == reader.detection.dialect)
      #expect(decisions.detection.encoding == reader.detection.encoding)
    }
  }
}
