import CSV
import PhoneNumbers
import Pipeline
import Rules
import Testing

/// Cleans a text by the default rules, handing it to the reader in pieces of a size.
func clean(_ text: String, region: String? = nil, pieceSize: Int = .max) throws -> (output: String, rejects: String, tally: Tally) {
  let rules = try RulesFile.builtIn("kore-agentassist")
  var list = try ListReader(MemorySource(Array(text.utf8), pieceSize: pieceSize))
  let match = try HeaderMatcher(rules: rules).match(header: list.header)
  let plan = Plan(rules: rules, match: match, region: region.flatMap { Region($0) })
  let rejects = RejectsWriter(to: MemorySink(), header: list.header, dialect: list.detection.dialect) { $0.code.rawValue }
  var outcomes = CleanedOutput(output: MemorySink(), rejects: rejects)
  let tally = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output)).run(&list, to: &outcomes)
  let rejected = outcomes.rejects?.sink.bytes ?? []
  return (String(decoding: outcomes.output.bytes, as: UTF8.self), String(decoding: rejected, as: UTF8.self), tally)
}

struct CleaningCase: Sendable, CustomTestStringConvertible {
  let header: String
  let record: String
  var region: String?
  /// The record's cleaned fields, joined by commas; nil when it is rejected.
  let cleaned: String?
  /// The reason of the rejection, or a finding that has to be there.
  var code: FindingCode?
  let why: String
  var testDescription: String { "\(record): \(why)" }
}

@Test(
  "One record through the whole pipeline",
  arguments: [
    CleaningCase(
      header: "firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension",
      record: "Asha,Rao,Mrs,9876543210,+91,+", cleaned: "Asha,Rao,Mrs,+919876543210,+91,+",
      why: "the calling code beside a national number is its country"),
    CleaningCase(
      header: "First,Last,Phone,Country", record: "Asha,Rao,098765 43210,India", cleaned: "Asha,Rao,,+919876543210,+91,+",
      why: "the country's name does as well, and the national prefix goes"),
    CleaningCase(
      header: "First,Last,Phone,Country", record: "Asha,Rao,98765 43210,IN", region: "US", cleaned: "Asha,Rao,,+919876543210,+91,+",
      why: "the record's country comes before the list's"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,(415) 555-2671 ext. 12", region: "US", cleaned: "Ann,Lee,,+14155552671,+1,12",
      why: "an extension in the number is written"),
    CleaningCase(
      header: "First,Last,Phone,Extension", record: "Ann,Lee,(415) 555-2671,34", region: "US", cleaned: "Ann,Lee,,+14155552671,+1,34",
      why: "an extension in its own column is written"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,(415) 555-2671", cleaned: nil, code: .countryMissing,
      why: "a country is never guessed silently"),
    CleaningCase(
      header: "First,Last,Phone,Country", record: "Ann,Lee,+442079460018,US", cleaned: "Ann,Lee,,+442079460018,+44,+",
      code: .countryConflict, why: "the number's own calling code is believed, and the conflict is said"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,+999123456", cleaned: nil, code: .phoneUnknownCallingCode,
      why: "no country has +999"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,+12024561111222", cleaned: nil, code: .phoneTooLong, why: "three digits too many"),
    CleaningCase(header: "First,Last,Phone", record: "Ann,Lee,none", cleaned: nil, code: .phoneNotANumber, why: "no digits"),
    CleaningCase(header: "First,Last,Phone", record: "Ann,Lee,", cleaned: nil, code: .phoneMissing, why: "nothing to call"),
    CleaningCase(header: "First,Last,Phone", record: " , ,+14155552671", cleaned: nil, code: .nameMissing, why: "nobody to call"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,,+14155552671", cleaned: "Ann,,,+14155552671,+1,+", code: .lastNameMissing,
      why: "one name is a name"),
    CleaningCase(
      header: "Full name,Phone", record: "\"RAO, ASHA\",+919876543210", cleaned: "Asha,Rao,,+919876543210,+91,+",
      why: "Last, First is split"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,+14155552671,,", cleaned: "Ann,Lee,,+14155552671,+1,+",
      why: "empty fields past the header say nothing"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,+14155552671,x", cleaned: nil, code: .tooManyFields,
      why: "a field too many means that columns have slipped"),
    CleaningCase(
      header: "Phone,First,Last", record: "+14155552671,Ann", cleaned: "Ann,,,+14155552671,+1,+", code: .tooFewFields,
      why: "missing fields are empty"),
    CleaningCase(
      header: "First,Last,Title,Phone", record: "Ann,Lee,Ms.,+14155552671", cleaned: "Ann,Lee,,+14155552671,+1,+",
      code: .salutationUnknown, why: "the target has no Ms, and nothing is guessed"),
    CleaningCase(
      header: "First,Last,Salutation,Phone", record: "Ann,Lee,mr.,+14155552671", cleaned: "Ann,Lee,Mr,+14155552671,+1,+",
      why: "the target's own style"),
  ])
func oneRecord(_ row: CleaningCase) throws {
  let result = try clean("\(row.header)\n\(row.record)\n", region: row.region)
  let output = result.output.split(separator: "\n").dropFirst().map(String.init)
  #expect(output == (row.cleaned.map { [$0] } ?? []))
  #expect(result.tally.rejected == (row.cleaned == nil ? 1 : 0))
  if let code = row.code {
    #expect(result.tally.findings[code] == 1 || (code == .phoneMissing && result.tally.reasons[code] == 1))
    if row.cleaned == nil { #expect(result.tally.reasons == [code: 1]) }
  }
}

@Test("A first holder of a number stands for the later ones, however they write it")
func duplicates() throws {
  let result = try clean("First,Phone\nAnn,+1 415 555 2671\nAnn,001 (415) 555-2671\nBob,+14155552672\n", region: "GB")
  #expect(result.tally.written == 2)
  #expect(result.tally.duplicates == 1)
  #expect(result.output.contains("Ann") && result.output.contains("Bob"))
}

@Test("The result does not hang on where reads are split", arguments: [1, 2, 3, 7, 64])
func pieces(size: Int) throws {
  let text = "First,Last,Phone\n\"An\"\"n\",\"Lee\nMay\",+14155552671\r\nBob,,12\nÉva,Ó,+442079460018"
  let whole = try clean(text)
  let split = try clean(text, pieceSize: size)
  #expect(split.output == whole.output)
  #expect(split.rejects == whole.rejects)
  #expect(split.tally == whole.tally)
}
