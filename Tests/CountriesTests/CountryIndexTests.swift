import Countries
import Testing

struct CountryCase: Sendable, CustomTestStringConvertible {
  let cell: String
  let countries: [String]
  let form: CountryMatch.Form
  let why: String
  var testDescription: String { "\(cell): \(why)" }
}

@Test(
  "A country cell is understood in every form that people use",
  arguments: [
    CountryCase(cell: "IN", countries: ["IN"], form: .alpha2, why: "ISO alpha-2"),
    CountryCase(cell: " in ", countries: ["IN"], form: .alpha2, why: "case and spaces don't matter"),
    CountryCase(cell: "IND", countries: ["IN"], form: .alpha3, why: "ISO alpha-3"),
    CountryCase(cell: "840", countries: ["US"], form: .numeric, why: "ISO numeric; 840 is no calling code"),
    CountryCase(cell: "India", countries: ["IN"], form: .name, why: "English name"),
    CountryCase(cell: "🇮🇳", countries: ["IN"], form: .flag, why: "two regional indicators"),
    CountryCase(cell: "+91", countries: ["IN"], form: .callingCode, why: "calling code"),
    CountryCase(cell: "0091", countries: ["IN"], form: .callingCode, why: "calling code as dialled in most of the world"),
    CountryCase(cell: "91", countries: ["IN"], form: .callingCode, why: "calling code, plus lost"),
    CountryCase(cell: "+7", countries: ["RU", "KZ"], form: .callingCode, why: "shared, the main country first"),
    CountryCase(cell: "UK", countries: ["GB"], form: .shortForm, why: "not ISO, but what Britons write"),
    CountryCase(cell: "भारत", countries: ["IN"], form: .shortForm, why: "another script"),
  ])
func understands(_ row: CountryCase) throws {
  let cell = Array(row.cell.utf8)
  let found = CountryIndex().country(matching: cell.span)
  let match = try #require(found)
  #expect(match.candidates.map(\.alpha2) == row.countries)
  #expect(match.form == row.form)
}
