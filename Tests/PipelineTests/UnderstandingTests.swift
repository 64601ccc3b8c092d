import CSV
import PhoneNumbers
import Pipeline
import Rules
import Testing

/// What is understood of a list by the default rules.
private func understood(
  _ text: String, region: String? = nil
) throws -> (hasHeader: Bool, match: HeaderMatch, inspection: Inspection) {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let matcher = HeaderMatcher(rules: rules)
  var options = ReadingOptions()
  options.isHeader = { matcher.isHeader($0) }
  let list = try ListReader(MemorySource(Array(text.utf8)), options: options)
  let home = region.flatMap { Region($0) }
  let match = try list.match(by: matcher, mapping: nil, region: home, survey: ColumnSurvey())
  let plan = Plan(rules: rules, header: list.header, match: match, region: home).learning(from: list.sample, records: list.sampleRecords)
  let inspection = list.inspection(of: plan, rules: rules, match: match, survey: ColumnSurvey())
  return (list.hasHeader, match, inspection)
}

struct ContentCase: Sendable, CustomTestStringConvertible {
  let list: String
  var region: String?
  let hasHeader: Bool
  /// What the columns are, in their order.
  let roles: [Role?]
  let why: String
  var testDescription: String { why }
}

@Test(
  "Columns without a name that is known are understood by their cells, and a first record like the others is one of them",
  arguments: [
    ContentCase(
      list: "Smith,John,(415) 555-2671\nGarcia,Maria,(415) 555-2672\nJohnson,Emily,(415) 555-2673\nMiller,David,(415) 555-2674\n",
      region: "US", hasHeader: false, roles: [.lastName, .firstName, .phoneNumber], why: "last names, first names, numbers in parentheses"),
    ContentCase(
      list: "Anna Schmidt;0151 23456789\nPeter Fischer;0151 23456780\nJulia Weber;0171 2345678\nThomas Becker;0160 1234567\n",
      hasHeader: false, roles: [.fullName, .phoneNumber], why: "whole names, and what is written like numbers of a country not known"),
    ContentCase(
      list: "Anna Schmidt\nPeter Fischer\nJulia Weber\nThomas Becker\n", hasHeader: false, roles: [.fullName], why: "nothing but names"),
    ContentCase(
      list: "A;B;C\nSmith;John;+14155552671\nGarcia;Maria;+14155552672\nJohnson;Emily;+14155552673\nMiller;David;+14155552674\n",
      hasHeader: true, roles: [.lastName, .firstName, .phoneNumber], why: "a header whose names say nothing"),
    ContentCase(
      list: "id,when\n1,2026-11-25\n2,2026-11-26\n3,2026-11-27\n4,2026-11-28\n", hasHeader: true, roles: [.other, nil],
      why: "dates are no numbers to call"),
    ContentCase(
      list: "Shop,Clerk,2024-01-01\nA,x,12.50\nB,y,11\nC,z,14\n", hasHeader: true, roles: [nil, nil, nil],
      why: "a date is the name of a column above amounts"),
    ContentCase(
      list: "Region,Phone,Name\n" + (0..<12).map { "\(["GB", "FR", "ES", "PL"][$0 % 4]),,Ann Lee\n" }.joined(), hasHeader: true,
      roles: [.country, .phoneNumber, .fullName], why: "a region may be a country"),
    ContentCase(
      list: "Country Code,Phone,Name\n" + (0..<12).map { "\([91, 44, 1, 356][$0 % 4]),,Ann Lee\n" }.joined(), hasHeader: true,
      roles: [.callingCode, .phoneNumber, .fullName], why: "numbers of one and two digits are calling codes, and so are the others"),
  ])
func contents(_ row: ContentCase) throws {
  let result = try understood(row.list, region: row.region)
  #expect(result.hasHeader == row.hasHeader)
  #expect(result.match.sources.map(\.role) == row.roles)
}

@Test("First and last names that have changed places are raised, and not swapped")
func swappedNames() throws {
  let names = [("Smith", "John"), ("Garcia", "Maria"), ("Johnson", "Emily"), ("Miller", "David"), ("Wilson", "Sarah")]
  let swapped = try understood("First Name,Last Name\n" + names.map { "\($0.0),\($0.1)\n" }.joined())
  #expect(swapped.match.doubts == [HeaderMatch.Doubt(column: 0, reason: .swappedNames(with: 1))])
  #expect(swapped.match.sources.map(\.role) == [.firstName, .lastName])
  let right = try understood("First Name,Last Name\n" + names.map { "\($0.1),\($0.0)\n" }.joined())
  #expect(right.match.doubts.isEmpty)
}

@Test("Where numbers say no country, inspect asks about the one in which nearly all would be valid")
func homeGuess() throws {
  let numbers = ["020 7946 0018", "020 7946 0019", "0161 496 0018", "0113 496 0018", "07400 123456", "07400 123457"]
  let result = try understood("Name,Phone\n" + numbers.map { "Ann Lee,\($0)\n" }.joined())
  let guess = try #require(result.inspection.countries?.guess)
  #expect(guess.asked == 6)
  #expect(guess.candidates.contains(HomeGuess.Candidate(country: "United Kingdom", region: "GB", valid: 6)))
  #expect(guess.candidates.count <= 3)
  let told = try understood("Name,Phone\n" + numbers.map { "Ann Lee,\($0)\n" }.joined(), region: "GB")
  #expect(told.inspection.countries?.guess == nil)
}

@Test("What is only near to a part of an address is no evidence, and a label that stands beside no number is none")
func hintsByName() throws {
  let match = try understood("Count,Number type,State,Name\n1,a,TX,Ann Lee\n").match
  #expect(match.sources.map(\.hint) == [nil, nil, .state, nil])
}
