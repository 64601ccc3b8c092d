import Pipeline
import Reports
import Testing

/// What becomes of a number without a country, and how that is said.
struct FateCase: Sendable, CustomTestStringConvertible {
  let fate: CountryFacts.Fate
  var isRequired = true
  var suggestion: String?
  let says: [String]
  let reason: String
  var testDescription: String { reason }
}

private let cases = [
  FateCase(
    fate: .given("India"), says: ["read as one of India if it is valid there, as --region says"], reason: "what was given is said back"),
  FateCase(
    fate: .leader("India"), suggestion: "IN", says: ["like most of the list (country.assumed)", "say so: --region IN"],
    reason: "an assumption has its code, and how to make it certain"),
  FateCase(
    fate: .leaderAlone("India"), says: ["valid in none of the others", "Otherwise the record is rejected"],
    reason: "a condition has its other side"),
  FateCase(
    fate: .onlyValid(["India", "Nepal"]), isRequired: false, says: ["one alone: India, Nepal", "Otherwise it stays as it is"],
    reason: "rules that can do without a number keep what stands there"),
  FateCase(fate: .none, says: ["it is rejected (country.missing)", "--region CC"], reason: "a lost record comes with the way out"),
  FateCase(fate: .none, isRequired: false, says: ["stays as it is (country.missing)"], reason: "nothing is assumed, nothing lost"),
]

@Test("What becomes of a number without a country is said with its consequence", arguments: cases)
func fates(_ fate: FateCase) {
  let facts = CountryFacts(
    certain: [.init("India", 1200), .init("Nepal", 3)], unsaid: 2, withoutPlus: [.init("India", 1)], fate: fate.fate,
    isRequired: fate.isRequired, suggestion: fate.suggestion)
  let text = Inspection(form: [], columns: [], countries: facts).text(source: "list.csv")
  #expect(text.contains("1,203 numbers looked at are certain: they or their records say their country (1,200 India, 3 Nepal)."))
  #expect(text.contains("2 more give no country"))
  for sentence in fate.says { #expect(text.contains(sentence)) }
  #expect(text.contains("Otherwise") == fate.says.contains { $0.contains("Otherwise") })
}

@Test("Whatever a person should decide comes with the way to say it")
func questions() {
  let inspection = Inspection(
    form: [.init("delimiter", "tab", "the line sep= says so"), .init("line ends", "LF")], doubtfulHeaderLine: 2,
    columns: [
      .init(
        name: "A", meaning: "phone numbers", use: "for Phone", evidence: "all of its cells are that", cells: "3 filled", doubts: ["odd"]),
      .init(name: "B", meaning: nil, use: "left out", isUsed: false, evidence: "", cells: ""),
    ],
    ambiguities: [.init(purpose: "Phone", columns: ["A", "C"])], missing: "lastName")
  #expect(
    inspection.text(source: "list.csv") == """
      list.csv

      How it is written
        delimiter  tab (the line sep= says so)
        line ends  LF

      Its 2 columns
        1  A: phone numbers, for Phone
           because all of its cells are that; 3 filled
        2  B: left out

      Please look at
        No field of line 2 is a usual name of a column. If it is a record like the others: --no-header
        Nothing in the list looks like a lastName, which the rules cannot do without. Which column is it? --columns "NAME=lastName"
        "A" and "C" fit Phone equally well; "A" comes first. If another one should: --columns "NAME=Phone"
        Column 1, "A": odd.
        If such a column is something else, say what: --columns "NAME=TARGET", or "#NUMBER=TARGET"

      Countries
        No column holds numbers, so no country matters.
      """)
}
