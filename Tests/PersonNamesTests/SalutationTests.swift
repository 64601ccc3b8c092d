import PersonNames
import Testing

struct SalutationCase: Sendable, CustomTestStringConvertible {
  let text: String
  var language: String?
  var canonical: String?
  var mrOrMrs: Salutation.MrOrMrs?
  var other: SalutationReading?
  let why: String
  var testDescription: String { "\(text): \(why)" }
}

@Test(
  "Salutations are read, and never made to say more than they do",
  arguments: [
    SalutationCase(text: "MR", canonical: "Mr.", mrOrMrs: .mr, why: "case and dot don't matter"),
    SalutationCase(text: " mr. ,", canonical: "Mr.", mrOrMrs: .mr, why: "punctuation strays into the column"),
    SalutationCase(text: "Ms.", canonical: "Ms.", why: "Ms. says less than Mrs."),
    SalutationCase(text: "Frau", canonical: "Mrs.", why: "Frau is every woman"),
    SalutationCase(text: "Señora", canonical: "Mrs.", mrOrMrs: .mrs, why: "by judgement"),
    SalutationCase(text: "Fr.", language: "en", canonical: "Fr.", why: "Father in English"),
    SalutationCase(text: "M.", canonical: "Mr.", mrOrMrs: .mr, why: "Monsieur"),
    SalutationCase(text: "M", other: .ambiguous, why: "a gender code, perhaps"),
    SalutationCase(text: "Mr/Mrs", other: .ambiguous, why: "a form's placeholder"),
    SalutationCase(text: "N/A", other: .empty, why: "stands for nothing"),
    SalutationCase(text: "", other: .empty, why: "nothing"),
    SalutationCase(text: "Frau Dr. Ing.", canonical: "Mrs. Dr. Ing.", why: "stacked; Frau still says no more"),
    SalutationCase(text: "MR. DR.", canonical: "Mr. Dr.", mrOrMrs: .mr, why: "stacked in capitals"),
    SalutationCase(text: "Dear Prof.", other: .unknown, why: "greeting and title alone are in no table"),
    SalutationCase(text: "Mr. Mrs.", other: .ambiguous, why: "two genders"),
    SalutationCase(text: "Mr. & Mrs.", canonical: "Mr. & Mrs.", why: "two people have no one value"),
    SalutationCase(text: "Mr John", other: .unknown, why: "a name in the column"),
    SalutationCase(text: "Fr", other: .ambiguous, why: "Frau or Father"),
    SalutationCase(text: "Sr.", canonical: "Mr.", mrOrMrs: .mr, why: "Señor and Senhor agree"),
    SalutationCase(text: "السيد", canonical: "Mr.", mrOrMrs: .mr, why: "Arabic"),
    SalutationCase(text: "г-жа", canonical: "Mrs.", why: "Russian, whatever its case"),
    SalutationCase(text: "様", canonical: "様", why: "Japanese says no gender"),
    SalutationCase(text: "Wizard", other: .unknown, why: "no table has it"),
    SalutationCase(text: "Herr  Dr.", canonical: "Mr. Dr.", mrOrMrs: .mr, why: "white space is one space"),
  ])
func readsSalutations(_ row: SalutationCase) {
  let reading = Salutation.parse(row.text, language: row.language)
  if let other = row.other {
    #expect(reading == other)
  } else if case .salutation(let salutation) = reading {
    #expect(salutation.canonical == row.canonical)
    #expect(salutation.mrOrMrs == row.mrOrMrs)
  } else {
    Issue.record("\(reading)")
  }
}

@Test("A policy says how far a salutation may change")
func policiesDecide() throws {
  func salutation(_ text: String) throws -> Salutation {
    guard case .salutation(let salutation) = Salutation.parse(text) else { throw Missing() }
    return salutation
  }
  let (mr, sra, frau, doctor) = try (salutation("Mr"), salutation("Sra."), salutation("Frau"), salutation("Dr."))
  #expect(SalutationPolicy.allCases.map { mr.value(under: $0) } == [.mr, .mr, .mr])
  #expect(SalutationPolicy.allCases.map { sra.value(under: $0) } == [nil, .mrs, .mrs])
  #expect(SalutationPolicy.allCases.map { frau.value(under: $0) } == [nil, nil, .mrs])
  #expect(SalutationPolicy.allCases.map { doctor.value(under: $0) } == [nil, nil, nil])
}

private struct Missing: Error {}

@Test("Every salutation of the table is read as it stands there")
func readsTheTable() throws {
  for line in try Fixture.table("salutations.tsv").split(separator: "\n").drop(while: { $0.hasPrefix("#") }).dropFirst() {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    try #require(columns.count == 6)
    let reading = Salutation.parse(columns[0], language: columns[3])
    switch columns[1] {
    case "?": #expect(reading == .ambiguous)
    case "-" where columns[2] == "-": #expect(reading == .empty, "\(columns[0])")
    default:
      guard case .salutation(let salutation) = reading else {
        Issue.record("\(columns[0]): \(reading)")
        continue
      }
      #expect(salutation.canonical == (columns[1] == "-" ? columns[0] : columns[1]), "\(columns[0])")
      #expect(salutation.mrOrMrs?.rawValue ?? "" == columns[4], "\(columns[0])")
    }
  }
}
