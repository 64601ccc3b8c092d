import Rules
import Testing

/// A column as its cells were counted: a hundred of them filled.
private func cells(
  phones: Int = 0, emails: Int = 0, countries: Int = 0, callingCodes: Int = 0, salutations: Int = 0, given: Int = 0, family: Int = 0,
  full: Int = 0
) -> ColumnContent {
  var content = ColumnContent(filled: 100)
  (content.phones, content.emails, content.countries, content.callingCodes) = (phones, emails, countries, callingCodes)
  (content.salutations, content.givenNames, content.surnames, content.fullNames) = (salutations, given, family, full)
  return content
}

struct ContentCase: Sendable, CustomTestStringConvertible {
  let header: [String]
  let contents: [ColumnContent]
  let roles: [Role?]
  var doubts: [HeaderMatch.Doubt] = []
  let why: String
  var testDescription: String { why }
}

@Test(
  "Cells decide where names don't",
  arguments: [
    ContentCase(
      header: ["A", "B", "C"], contents: [cells(full: 90), cells(phones: 97), cells()], roles: [.fullName, .phoneNumber, nil],
      doubts: [.init(column: 0, reason: .cellsAlone), .init(column: 1, reason: .cellsAlone)],
      why: "names that mean nothing"),
    ContentCase(
      header: ["A"], contents: [cells(phones: 90)], roles: [nil], why: "nine of ten are not enough to take a column for phones"),
    ContentCase(
      header: ["Title", "Name", "Phone"], contents: [cells(salutations: 80), cells(full: 90), cells(phones: 99)],
      roles: [.salutation, .fullName, .phoneNumber], why: "a title that holds salutations"),
    ContentCase(
      header: ["Title", "Name", "Phone"], contents: [cells(), cells(full: 90), cells(phones: 99)],
      roles: [.other, .fullName, .phoneNumber], why: "a title that holds positions"),
    ContentCase(
      header: ["Phone", "Country Code"], contents: [cells(phones: 99), cells(callingCodes: 100)], roles: [.phoneNumber, .callingCode],
      why: "a country code that holds calling codes"),
    ContentCase(
      header: ["Phone", "Country Code"], contents: [cells(phones: 99), cells(countries: 100)], roles: [.phoneNumber, .country],
      why: "a country code that holds ISO codes"),
    ContentCase(
      header: ["Name", "Phone"], contents: [cells(phones: 98), cells(full: 90)], roles: [.phoneNumber, .fullName],
      doubts: [
        .init(column: 0, reason: .cellsDisagree(named: .fullName, share: 0.98)),
        .init(column: 1, reason: .cellsDisagree(named: .phoneNumber, share: 0.9)),
      ],
      why: "names that stand over the wrong columns"),
    ContentCase(
      header: ["First name", "Phone"], contents: [cells(given: 80), cells(phones: 2)], roles: [.firstName, .phoneNumber],
      doubts: [.init(column: 1, reason: .cellsUnlike(share: 0.02))], why: "a phone column without phones is kept and spoken of"),
  ])
func cellsDecide(_ row: ContentCase) throws {
  let matcher = HeaderMatcher(rules: try RulesFile.builtIn("kore-agentassist"))
  let match = try matcher.match(header: row.header, contents: row.contents)
  #expect(match.sources.map(\.role) == row.roles)
  #expect(match.doubts == row.doubts)
}

@Test("A list without a header is understood by its cells")
func noHeader() throws {
  let matcher = HeaderMatcher(rules: try RulesFile.builtIn("kore-agentassist"))
  let match = matcher.match(contents: [cells(given: 80), cells(family: 70), cells(phones: 100), cells(countries: 99), cells()])
  #expect(match.sources.map(\.role) == [.firstName, .lastName, .phoneNumber, .country, nil])
  #expect(match.doubts.count == 4)
  #expect(match.columns(for: .column(3)) == [2])
}

@Test(
  "A first record is a header when one of its cells is a column's name",
  arguments: [
    (["Name", "Phone"], true), (["Hans Meier", "+49 30 123456"], false), (["手机号码"], true), (["cellPhoneNumber"], true), ([""], false),
    (["Land"], true), (["x", "y"], false),
  ] as [([String], Bool)])
func headerOrRecord(_ record: [String], _ isHeader: Bool) throws {
  #expect(HeaderMatcher(rules: try RulesFile.builtIn("kore-agentassist")).isHeader(record) == isHeader)
}

struct RankCase: Sendable, CustomTestStringConvertible {
  let header: [String]
  let phones: [String]
  var ambiguous: [[Int]] = []
  let why: String
  var testDescription: String { why }
}

@Test(
  "Several phone columns are ranked, and a tie is reported",
  arguments: [
    RankCase(
      header: ["Work Phone", "Home Phone", "Mobile"], phones: ["Mobile", "Work Phone", "Home Phone"], why: "mobile, then work, then home"),
    RankCase(
      header: ["Phone 2 - Value", "Phone 1 - Value"], phones: ["Phone 1 - Value", "Phone 2 - Value"], why: "by the numbers in names"),
    RankCase(header: ["Tel", "Telephone"], phones: ["Tel", "Telephone"], ambiguous: [[0, 1]], why: "nothing tells them apart"),
    RankCase(header: ["Mobile", "cellPhoneNumber"], phones: ["cellPhoneNumber", "Mobile"], why: "the target's own name first"),
  ])
func ranks(_ row: RankCase) throws {
  let match = try HeaderMatcher(rules: try RulesFile.builtIn("kore-agentassist")).match(header: row.header)
  #expect(match.columns(of: .phoneNumber).map { row.header[$0] } == row.phones)
  #expect(match.ambiguities.map(\.columns) == row.ambiguous)
}
