import CSV
import Countries
import Foundation
import Pipeline
import Rules
import Testing

@Test(
  "What else a record says about where it is at home decides about a national number, and is said",
  arguments: [
    CleaningCase(
      header: "Name,Phone,City,State,Zip", record: "Ann Lee,(512) 555-0100,Austin,TX,78701", cleaned: "Ann,Lee,,+15125550100,+1,+",
      code: .countryAssumed, why: "state and ZIP code fit"),
    CleaningCase(
      header: "Name,Phone,City,State,Zip", record: "Ann Lee,512-472-1234 ext. 5,Austin,TX,78701", cleaned: "Ann,Lee,,+15124721234,+1,5",
      code: .countryAssumed, why: "with an extension, which is read in that country"),
    CleaningCase(
      header: "Name,Phone,City,State,Zip", record: "Ann Lee,512 472 1234,,CA,", cleaned: nil, code: .countryMissing,
      why: "California, Canada or Cagliari: that does not decide"),
    CleaningCase(
      header: "Name,Phone,Postcode", record: "Ann Lee,020 7946 0018,SW1A 1AA", cleaned: "Ann,Lee,,+442079460018,+44,+",
      code: .countryAssumed, why: "a British postcode"),
    CleaningCase(
      header: "Nom;Téléphone;Adresse", record: "Zoé Roy;01 42 68 53 00;\"8 Rue de Londres, 75008 Paris\"",
      cleaned: "Zoé,Roy,,+33142685300,+33,+", code: .countryAssumed, why: "a whole address"),
    CleaningCase(
      header: "Name,Phone,Zip,Region", record: "Ann Lee,+49 30 901820,78701,TX", cleaned: "Ann,Lee,,+4930901820,+49,+",
      code: .countryConflict, why: "the number says its country, and the address another one"),
    CleaningCase(
      header: "Name,Phone,Zip,Region,Country", record: "Ann Lee,+49 30 901820,78701,TX,Germany", cleaned: "Ann,Lee,,+4930901820,+49,+",
      why: "a country that is stated is believed over an address"),
    CleaningCase(
      header: "Name,Phone,Locale", record: "Ann Lee,01 4000 4000,de-AT", cleaned: "Ann,Lee,,+43140004000,+43,+", code: .countryAssumed,
      why: "the language is that of a country"),
    CleaningCase(
      header: "Name,Phone,Locale", record: "Ann Lee,202-225-4731,en-US", cleaned: nil, code: .countryMissing,
      why: "programs write en-US where nobody chose a language"),
    CleaningCase(
      header: "Name,Phone,Locale,Zip", record: "Ann Lee,0203 123 4567,de-DE,SW1A 1AA", cleaned: nil, code: .countryMissing,
      why: "valid in both, and they contradict each other"),
    CleaningCase(
      header: "Name,Phone,Zip,Region", record: "Ann Lee,202-225-4731,78701,TX", region: "GB", cleaned: "Ann,Lee,,+12022254731,+1,+",
      code: .countryAssumed, why: "a record's address comes before the list's region"),
    CleaningCase(
      header: "Name,Phone,Email", record: "Ann Lee,202-225-4731 x9,ann@example.com", region: "US", cleaned: "Ann,Lee,,+12022254731,+1,9",
      code: .countryGiven, why: "an extension beside a column of mail"),
    CleaningCase(
      header: "Name;Phone;PLZ;Ort", record: "Zoë Öz;4,91761E+12;50667;Köln", cleaned: nil, code: .phoneDigitsLost,
      why: "the digits that are left are no number"),
    CleaningCase(
      header: "Name,Phone,Zip,Region", record: "Ann Lee,5124721234.0,78701,TX", cleaned: "Ann,Lee,,+15124721234,+1,+",
      code: .countryAssumed, why: "the zero behind the dot is a spreadsheet's"),
    CleaningCase(
      header: "Name,Phone,Zip,Region", record: "Ann Lee,٥١٢ ٤٧٢ ١٢٣٤,78701,TX", cleaned: "Ann,Lee,,+15124721234,+1,+",
      code: .countryAssumed, why: "digits of every script"),
    CleaningCase(
      header: "Name,Phone,PLZ,Ort", record: "Ann Lee,0171/2345678,10115,Berlin", cleaned: "Ann,Lee,,+491712345678,+49,+",
      code: .countryAssumed, why: "a slash behind the area code"),
  ])
func homes(_ row: CleaningCase) throws {
  let result = try clean("\(row.header)\n\(row.record)\n", region: row.region)
  let lines = result.output.split(separator: "\n").dropFirst().map(String.init)
  #expect(lines == (row.cleaned.map { [$0] } ?? []), "\(result.rejects)")
  if let code = row.code { #expect(result.tally.findings[code] == 1, "\(result.tally.findings)") }
  if row.code == nil { #expect(result.tally.findings[.countryConflict] == 0) }
}

@Test(
  "The label beside a number says which is the mobile one",
  arguments: [
    CleaningCase(
      header: "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value",
      record: "Ann Lee,Work,+442079460018,Mobile,+447400123456", cleaned: "Ann,Lee,,+447400123456,+44,+", code: .phoneByLabel,
      why: "Google's export"),
    CleaningCase(
      header: "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value",
      record: "Ann Lee,Mobile,+447400123456,Work,+442079460018", cleaned: "Ann,Lee,,+447400123456,+44,+", why: "the mobile one is first"),
    CleaningCase(
      header: "Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Phone 3 - Type,Phone 3 - Value",
      record: "Ann Lee,Home,+442079460018,Work Fax,+442079460019,iPhone,+447400123456", cleaned: "Ann,Lee,,+447400123456,+44,+",
      code: .phoneByLabel, why: "Google's older export, with a third number"),
    CleaningCase(
      header: "Name,Telefon 1,Telefontyp 1,Telefon 2,Telefontyp 2",
      record: "Ann Lee,+493090120,geschäftlich,+4915123456789,Handy", cleaned: "Ann,Lee,,+4915123456789,+49,+", code: .phoneByLabel,
      why: "German, with labels behind the numbers"),
    CleaningCase(
      header: "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value",
      record: "Ann Lee,Work,+442079460018,móvil,+44740012", cleaned: "Ann,Lee,,+442079460018,+44,+",
      why: "the mobile one is no number, so the other one stands in"),
    CleaningCase(
      header: "Name,Phone 1 - Label,Phone 1 - Value", record: "Ann Lee,Work Fax,+442079460018", cleaned: nil, code: .phoneMissing,
      why: "a fax answers nobody"),
  ])
func labels(_ row: CleaningCase) throws {
  let result = try clean("\(row.header)\n\(row.record)\n")
  #expect(result.output.split(separator: "\n").dropFirst().map(String.init) == (row.cleaned.map { [$0] } ?? []), "\(result.rejects)")
  if let code = row.code { #expect(result.tally.findings[code] == 1, "\(result.tally.findings)") }
}

@Test("The addresses of a thousand real offices say the country that is written beside them, or nothing")
func realAddresses() throws {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/us-legislator-offices.csv")
  let bytes = Array(try Data(contentsOf: path))
  let list = try ListReader(MemorySource(bytes))
  func column(_ name: String) throws -> Int { try #require(list.header.firstIndex(of: name)) }
  let (state, town, postcode, whole) = (try column("State"), try column("City"), try column("ZIP"), try column("Address"))
  let country = try column("Country")
  let reader = AddressReader()
  var right = 0
  var wrong: [String] = []
  for record in list.sampleRecords {
    func cell(_ column: Int) -> [UInt8] { Array(list.sample.string(ofField: column, inRecord: record).utf8) }
    let said = CountryIndex().country(matching: cell(country).span)?.country
    let parts = reader.country(
      state: reader.reading(of: cell(state).span, as: .state), town: reader.reading(of: cell(town).span, as: .town),
      postcode: reader.reading(of: cell(postcode).span, as: .postcode))
    let line = [whole, town, state, postcode].map { String(decoding: cell($0), as: UTF8.self) }.joined(separator: ", ")
    let together = reader.country(of: reader.reading(of: Array(line.utf8).span, as: .whole))
    for found in [parts, together].compactMap(\.self) {
      if found == said { right += 1 } else { wrong.append("\(line): \(found), not \(said?.alpha2 ?? "nothing")") }
    }
  }
  #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  #expect(right > 1_800)
}
