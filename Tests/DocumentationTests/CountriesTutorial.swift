import Countries
import Testing

@Test("The tutorial of Countries: read a cell, weigh the evidence")
func countriesTutorial() throws {
  let index = CountryIndex()
  for cell in ["Österreich", "AUT", "+43", "🇦🇹", "at"] {
    let match = index.country(matching: Array(cell.utf8).span)
    #expect(match?.country == Country(alpha2: "AT"), "\(cell)")
  }

  let shared = index.country(matching: Array("+1".utf8).span)
  #expect(shared?.country == nil)
  #expect(shared?.candidates.contains(try #require(Country(alpha2: "CA"))) == true)

  var evidence = CountryEvidence(digits: Array("4165550123".utf8), isInternational: false)
  evidence.callingCodeCell = shared
  let canada = try #require(Country(alpha2: "CA"))
  let decision = CountryInference().decision(from: evidence) { country, reading in
    country == canada && reading == .national
  }
  #expect(decision.country == canada)
  #expect(decision.isValid)
}
