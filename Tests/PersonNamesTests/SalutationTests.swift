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
