import Rules
import Testing

struct HeaderCase: Sendable, CustomTestStringConvertible {
  let header: [String]
  /// Target name or role, and the source columns that fill it, first choice first.
  let fills: [String: [String]]
  let why: String
  var testDescription: String { "\(header): \(why)" }
}

@Test(
  "A header is matched to the import's columns",
  arguments: [
    HeaderCase(
      header: ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"],
      fills: [
        "firstName": ["firstName"], "lastName": ["lastName"], "salutation": ["salutation"], "cellPhoneNumber": ["cellPhoneNumber"],
        "cellPhoneCountryCode": ["cellPhoneCountryCode"], "cellPhoneExtension": ["cellPhoneExtension"],
      ],
      why: "the target's own names"),
    HeaderCase(
      header: ["FIRST NAME", "Last_Name", "Cell Phone Number"],
      fills: ["firstName": ["FIRST NAME"], "lastName": ["Last_Name"], "cellPhoneNumber": ["Cell Phone Number"]],
      why: "case and punctuation don't matter"),
    HeaderCase(
      header: ["Name", "Home Phone", "Mobile", "Country", "Shoe size"],
      fills: ["fullName": ["Name"], "cellPhoneNumber": ["Mobile", "Home Phone"], "country": ["Country"]],
      why: "mobile first, home stands in; a name to split and a country are evidence"),
    HeaderCase(
      header: ["Vorname", "Nachname", "Anrede", "Handynummer", "Fax"],
      fills: ["firstName": ["Vorname"], "lastName": ["Nachname"], "salutation": ["Anrede"], "cellPhoneNumber": ["Handynummer"]],
      why: "German; a fax is no phone to call"),
  ])
func matches(_ row: HeaderCase) throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let match = try HeaderMatcher(rules: rules).match(header: row.header)
  for (target, sources) in row.fills {
    let destination: HeaderMatch.Destination
    if let column = rules.columns.firstIndex(where: { $0.name == target }) {
      destination = .column(column)
    } else {
      destination = .role(try #require(Role(rawValue: target)))
    }
    #expect(match.columns(for: destination).map { row.header[$0] } == sources, "\(target)")
  }
  #expect(match.sources.filter { $0.destination != nil }.count == row.fills.values.reduce(0) { $0 + $1.count })
}

@Test("--columns overrides, by name and by number")
func mapping() throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let mapping = try ColumnMapping(parsing: #""Name, full"=fullName, #2=cellPhoneNumber,Mobile No.=phoneNumber"#, rules: rules)
  let match = try HeaderMatcher(rules: rules).match(header: ["Name, full", "x", "Mobile No.", "Phone"], mapping: mapping)
  #expect(match.columns(for: .role(.fullName)) == [0])
  #expect(match.columns(for: .column(3)) == [1, 2, 3])
}

struct MappingErrorCase: Sendable, CustomTestStringConvertible {
  let text: String
  let sentence: String
  var testDescription: String { text }
}

@Test(
  "A wrong --columns says what is wrong and what was meant",
  arguments: [
    MappingErrorCase(text: "Name=fulName", sentence: "--columns: \"fulName\" is no target column (did you mean \"fullName\"?)"),
    MappingErrorCase(text: "Nane=fullName", sentence: "--columns: the list has no column \"Nane\" (did you mean \"Name\"?)"),
    MappingErrorCase(text: "#9=fullName", sentence: "--columns: #9 is past the list's 2 columns"),
    MappingErrorCase(
      text: "Name", sentence: "--columns: \"Name\" has no target; write \"Name=firstName\", or quote a name that holds a comma"),
    MappingErrorCase(text: "\"Name=fullName", sentence: "--columns: a double quote is not closed"),
    MappingErrorCase(text: "Name=fullName,Name=country", sentence: "--columns: the source column of \"Name=country\" is mapped twice"),
  ])
func mappingErrors(_ row: MappingErrorCase) throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let error = #expect(throws: ColumnMappingError.self) {
    let mapping = try ColumnMapping(parsing: row.text, rules: rules)
    _ = try HeaderMatcher(rules: rules).match(header: ["Name", "Phone"], mapping: mapping)
  }
  #expect(error?.description == row.sentence)
}
