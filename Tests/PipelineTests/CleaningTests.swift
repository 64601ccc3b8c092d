import CSV
import PhoneNumbers
import Pipeline
import Rules
import Testing

/// What a cleaning left behind.
struct Cleaned: Equatable {
  let output: String
  let rejects: String
  let tally: Tally
}

/// Cleans a text by the default rules, read in pieces and cut into chunks of some size, by some workers.
func clean(
  _ text: String, region: String? = nil, pieceSize: Int = .max, chunkSize: Int = 1 << 20, jobs: Int = 1
) throws -> Cleaned {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let list = try ListReader(MemorySource(Array(text.utf8), pieceSize: pieceSize), chunkSize: chunkSize)
  let match = try HeaderMatcher(rules: rules).match(header: list.header)
  let plan = Plan(rules: rules, header: list.header, match: match, region: region.flatMap { Region($0) })
    .learning(from: list.sample, records: list.sampleRecords)
  let (output, rejected) = (MemorySink(), MemorySink())
  let rejects = RecordLister(to: rejected, header: list.header, dialect: list.detection.dialect) { "\($0.code.name)" }
  let tally = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output))
    .run(list, to: CleanedOutput(output: output, rejects: rejects), jobs: jobs)
  #expect(output.isCommitted && rejected.isCommitted)
  return Cleaned(
    output: String(decoding: output.bytes, as: UTF8.self), rejects: String(decoding: rejected.bytes, as: UTF8.self), tally: tally)
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
      header: "First,Last,Phone", record: "Ann,Lee,020 7946 0018", region: "GB", cleaned: "Ann,Lee,,+442079460018,+44,+",
      code: .countryGiven, why: "what was given for the list is said"),
    CleaningCase(
      header: "First,Last,Phone,E-mail", record: "Ann,Lee,030 901820,ann@lee.de", cleaned: "Ann,Lee,,+4930901820,+49,+",
      code: .countryAssumed, why: "where the mail goes speaks for a country, and that is said"),
    CleaningCase(
      header: "First,Last,Mobile,Home phone", record: "Ann,Lee,+44 123,+44 20 7946 0018", cleaned: "Ann,Lee,,+442079460018,+44,+",
      code: .phoneTooShort, why: "the next phone stands in for one that is none"),
    CleaningCase(
      header: "First,Last,Phone,Country", record: "Ann,Lee,555-0100,US", cleaned: nil, code: .phoneLocalOnly,
      why: "seven digits are a whole number in Guam, and nobody says Guam"),
    CleaningCase(
      header: "First,Last,Phone,Country", record: "Ann,Lee,787 200 1234,United States", cleaned: "Ann,Lee,,+17872001234,+1,+",
      why: "Puerto Rico is in the plan of the United States, which is no conflict"),
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
      header: "First,Last,Phone", record: "Mr. JUAN,PÉREZ,+34912345678", cleaned: "Juan,Pérez,Mr,+34912345678,+34,+",
      why: "a title in the first name is the salutation, where there is none"),
    CleaningCase(
      header: "First,Last,Salutation,Phone", record: "Herr Juan,Pérez,Mrs,+34912345678", cleaned: "Juan,Pérez,Mrs,+34912345678,+34,+",
      why: "the salutation's own column is believed"),
    CleaningCase(
      header: "First,Last,Phone", record: "JAN,VAN DEN BERG,+31201234567", cleaned: "Jan,van den Berg,,+31201234567,+31,+",
      why: "in the Netherlands, behind a given name"),
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
      header: "First,Last,Phone", record: "Ann,\(String(repeating: "Lee ", count: 1025)),+14155552671", cleaned: nil, code: .valueTooLong,
      why: "nobody's name has four thousand letters"),
    CleaningCase(
      header: "First,Last,Phone", record: "Ann,Lee,\(String(repeating: "0", count: 4097))", cleaned: nil, code: .valueTooLong,
      why: "nor any number as many digits"),
    CleaningCase(
      header: "First,Last,Phone,Notes", record: "Ann,Lee,+14155552671,\(String(repeating: "word ", count: 1000))",
      cleaned: "Ann,Lee,,+14155552671,+1,+", why: "what is not read may be as long as it likes"),
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
    #expect(result.tally.findings[code] == 1)
    if row.cleaned == nil { #expect(result.tally.reasons[code] == 1) }
  }
}

@Test("A record with more fields than are read is one record, and its rejects line holds every byte of it")
func widestRecord() throws {
  let fields = String(repeating: "x,\"y\",", count: 10_000)
  let result = try clean("First,Last,Phone\nAnn,Lee,\(fields)\nBob,May,+14155552671\n")
  #expect(result.tally.read == 2 && result.tally.written == 1 && result.tally.reasons[.recordTooWide] == 1)
  let whole = result.rejects.split(separator: "\n")[1].split(separator: ",", maxSplits: 4)[4]
  let rest = 2 + (1 << 14) - 3
  let expected =
    "Ann,Lee," + (0..<(rest - 2)).map { $0 % 2 == 0 ? "x," : "y," }.joined()
  #expect(whole.hasPrefix(expected))
  #expect(whole.dropFirst(expected.count).replacing("\"\"", with: "\"").filter { $0 == "y" }.count == 10_000 - (rest - 2) / 2)
}

@Test("A list with more columns than are read is refused with that reason")
func widestHeader() throws {
  let header = "First,Last,Phone" + String(repeating: ",x", count: 1 << 14)
  #expect(throws: InputError.tooManyColumns(limit: 1 << 14)) { try clean("\(header)\nAnn,Lee,+14155552671\n") }
}

@Test("A first holder of a number stands for the later ones of the same name, however they write it")
func duplicates() throws {
  let result = try clean("First,Phone\nAnn,+1 415 555 2671\nANN,001 (415) 555-2671\nBob,+14155552672\n", region: "GB")
  #expect(result.tally.written == 2)
  #expect(result.tally.duplicates == 1)
  #expect(result.output.contains("Ann") && result.output.contains("Bob"))
}

@Test("The result does not hang on where reads are split", arguments: [1, 2, 3, 7, 64])
func pieces(size: Int) throws {
  let text = "First,Last,Phone\n\"An\"\"n\",\"Lee\nMay\",+14155552671\r\nBob,,12\nÉva,Ó,+442079460018"
  #expect(try clean(text, pieceSize: size) == clean(text))
}

/// A list with everything in it: good records, rejected ones, duplicates near and far, shared numbers, quotes right and wrong.
private func mixedList(records: Int) -> String {
  var list = "First,Last,Phone,Country\n"
  for number in 0..<records {
    switch number % 11 {
    case 3: list += "Ann,\"O'Hara, Ann\"\"ie\",\"+1415555\(2000 + number % 700)\",\n"
    case 5: list += "Bad \(number),Number,12\(number % 10),US\n"
    case 7: list += "\"Two\nlines\",Of name,0207946\(1000 + number % 900),GB\r\n"
    case 9: list += "Bare \" quote,in it,+1202555\(1000 + number % 330),\n"
    default: list += "JOHN,SMITH-\(number),+4420794\(60000 + number % 5000),GB\n"
    }
  }
  return list
}

@Test("The result does not hang on the number of workers or the size of chunks", arguments: [1, 2, 3, 5], [64, 1000, 1 << 16])
func workers(jobs: Int, chunkSize: Int) throws {
  let list = mixedList(records: 3000)
  let expected = try clean(list)
  #expect(expected.tally.read == 3000 && expected.tally.reasons[.sharedNumber] > 0 && expected.tally.duplicates > 0)
  #expect(try clean(list, chunkSize: chunkSize, jobs: jobs) == expected)
}

/// Fails when it is written to more often than it can bear.
private final class BrokenSink: ByteSink {
  private var writesLeft: Int

  init(writesLeft: Int) { self.writesLeft = writesLeft }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    if writesLeft == 0 { throw OutputError(target: "the sink", code: 28) }
    writesLeft -= 1
  }

  func commit() throws(OutputError) { Issue.record("an output that failed was committed") }
}

private func cleanIntoBrokenSink(jobs: Int) throws {
  let rules = try RulesFile.builtIn("kore-agentassist")
  let list = try ListReader(MemorySource(Array(mixedList(records: 3000).utf8)), chunkSize: 256)
  let plan = Plan(rules: rules, header: list.header, match: try HeaderMatcher(rules: rules).match(header: list.header), region: nil)
  let outcomes = CleanedOutput(output: BrokenSink(writesLeft: 4), rejects: RecordLister<MemorySink>?.none)
  _ = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output)).run(list, to: outcomes, jobs: jobs)
}

@Test("Records cleaned side by side come out as those that are cleaned one by one, of which everything is told")
func sideBySide() throws {
  var text = "First,Last,Title,Mobile,Country\n"
  let records = [
    "JÜRGEN,VON ARNIM,Herr,0171 234567{n},DE", ",,,+1415555{n},US", "Mr. JUAN,de la CRUZ,,612 34{n},Spain", "ann,lee,Ms,n/a,US",
    "Ólafur,Ó MURCHÚ,,+353 85 12{n},IE,more than the header has", "Wei,Zhang,Dr.", "Anna,Berg,,0-0-1-4-1-5-5-5-5-{n},DE",
    "\0x,y,,+4417{n},GB",
  ]
  for number in 0..<700 {
    text += (records[number * 7 % 8 ^ number / 100 % 2]).replacing("{n}", with: String(1_000 + number % 400)) + "\n"
  }
  let rules = try RulesFile.builtIn("kore-agentassist")
  func run(telling: Bool) throws -> (MemorySink, MemorySink, Tally) {
    let list = try ListReader(MemorySource(Array(text.utf8)), chunkSize: 4_096)
    let match = try HeaderMatcher(rules: rules).match(header: list.header)
    let plan = Plan(rules: rules, header: list.header, match: match, region: nil).learning(from: list.sample, records: list.sampleRecords)
    let (output, rejected) = (MemorySink(), MemorySink())
    let rejects = RecordLister(to: rejected, header: list.header, dialect: list.detection.dialect) {
      FindingPhrase(ofOne: "\($0.code.name) \($0.value) \($0.detail)")
    }
    let outcomes = ObservedOutput(CleanedOutput(output: output, rejects: rejects), collector: telling ? FactCollector(plan: plan) : nil)
    let tally = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output)).run(list, to: outcomes, jobs: 1)
    return (output, rejected, tally)
  }
  let (alone, together) = (try run(telling: true), try run(telling: false))
  #expect(alone.0.bytes == together.0.bytes)
  #expect(alone.1.bytes == together.1.bytes)
  #expect(alone.2 == together.2)
  #expect(together.2.rejected > 50 && together.2.written > 50)
}

@Test("A run whose output fails ends with that, whatever the number of workers", arguments: [1, 2, 4])
func brokenOutput(jobs: Int) throws {
  #expect(throws: RunError.output(OutputError(target: "the sink", code: 28))) { try cleanIntoBrokenSink(jobs: jobs) }
}
