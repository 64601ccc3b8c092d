import PersonNames
import Testing

struct CleaningCase: Sendable, CustomTestStringConvertible {
  let input: String
  let output: String
  var findings: NameFindings = []
  var kind: NameKind = .full
  var region = ""
  let why: String
  var testDescription: String { "\(input.debugDescription): \(why)" }
}

@Test(
  "Names are cleaned of what no name has, and flagged for what a person should see",
  arguments: [
    // White space.
    CleaningCase(input: " Mary  Smith\t", output: "Mary Smith", findings: .whitespace, why: "one space, none at the ends"),
    CleaningCase(input: "Mary\u{A0}Smith", output: "Mary Smith", findings: .whitespace, why: "no-break space from a web page"),
    CleaningCase(
      input: "李\u{3000}雷", output: "李 雷", findings: .whitespace, why: "ideographic space, as Asian keyboards type it"),
    CleaningCase(input: "Ana\r\nRuiz", output: "Ana Ruiz", findings: .whitespace, why: "a line break inside a quoted field"),
    CleaningCase(input: "   ", output: "", findings: .whitespace, why: "nothing but space is nothing"),
    CleaningCase(input: "", output: "", why: "nothing stays nothing, and is no placeholder"),
    // NFC.
    CleaningCase(input: "Jose\u{301}", output: "José", findings: .composed, why: "macOS file names are decomposed"),
    CleaningCase(
      input: "JOSE\u{301} PEREZ", output: "José Perez", findings: [.composed, .recased], why: "cased after composing"),
    // Invisible characters.
    CleaningCase(
      input: "\u{200E}Ana\u{0} \u{202B}Ruiz\u{202C}", output: "Ana Ruiz", findings: .controlsRemoved,
      why: "a control and bidirectional marks"),
    CleaningCase(input: "An\u{AD}na", output: "Anna", findings: .controlsRemoved, why: "a soft hyphen from a web page"),
    CleaningCase(input: "\u{FEFF}Anna", output: "Anna", findings: .controlsRemoved, why: "a byte order mark"),
    CleaningCase(input: "An\u{200B}na", output: "Anna", findings: .controlsRemoved, why: "a zero-width space"),
    CleaningCase(
      input: "علی\u{200C}رضا", output: "علی\u{200C}رضا", why: "Persian spells Ali-Reza with a zero-width non-joiner"),
    CleaningCase(input: "ශ්\u{200D}රී", output: "ශ්\u{200D}රී", why: "Sinhala spells Sri with a joiner"),
    CleaningCase(input: "An\u{200D}na", output: "Anna", findings: .controlsRemoved, why: "Latin letters are not joined"),
    CleaningCase(input: "علی\u{200C}", output: "علی", findings: .controlsRemoved, why: "a joiner at the end joins nothing"),
    CleaningCase(input: "辻\u{E0100}", output: "辻\u{E0100}", why: "a variation selector is part of how the owner writes it"),
    // Apostrophes.
    CleaningCase(input: "O`Brien", output: "O'Brien", findings: .apostrophe, why: "a grave accent typed for one"),
    CleaningCase(input: "O´Brien", output: "O'Brien", findings: .apostrophe, why: "an acute accent typed for one"),
    CleaningCase(input: "D‘ANGELO", output: "D'Angelo", findings: [.apostrophe, .recased], why: "an opening quotation mark"),
    CleaningCase(input: "‘t Hooft", output: "'t Hooft", findings: .apostrophe, why: "word processors turn it the wrong way"),
    CleaningCase(input: "O''Brien", output: "O'Brien", findings: .apostrophe, why: "doubled for SQL"),
    CleaningCase(input: "O\\'Brien", output: "O'Brien", findings: .apostrophe, why: "escaped for PHP"),
    CleaningCase(input: "O’Connor", output: "O’Connor", why: "the typographic apostrophe is right"),
    CleaningCase(input: "Kaʻahumanu", output: "Kaʻahumanu", why: "the ʻokina is a letter"),
    // Decoded wrongly.
    CleaningCase(input: "JosÃ©", output: "José", findings: .mojibakeRepaired, why: "UTF-8 read as Windows-1252"),
    CleaningCase(input: "GarcÃ\u{AD}a", output: "García", findings: .mojibakeRepaired, why: "with a soft hyphen in it"),
    CleaningCase(input: "JosÃƒÂ©", output: "José", findings: .mojibakeRepaired, why: "twice over"),
    CleaningCase(
      input: "JOSÃ‰ MUÃ‘OZ", output: "José Muñoz", findings: [.mojibakeRepaired, .recased], why: "in capitals, then cased"),
    CleaningCase(input: "Åukasz", output: "Åukasz", why: "the second byte is gone: nothing is certain"),
    CleaningCase(input: "Å\u{81}ukasz", output: "Łukasz", findings: .mojibakeRepaired, why: "the second byte as ISO 8859-1"),
    CleaningCase(input: "Oâ€™Brien", output: "O’Brien", findings: .mojibakeRepaired, why: "a typographic apostrophe"),
    CleaningCase(input: "ÐžÐ»ÑŒÐ³Ð°", output: "Ольга", findings: .mojibakeRepaired, why: "Cyrillic"),
    CleaningCase(input: "josã©", output: "José", findings: [.mojibakeRepaired, .recased], why: "lower-cased afterwards"),
    CleaningCase(input: "ŽÍŽALA", output: "Žížala", findings: .recased, why: "Í and Ž are bytes of UTF-8, and letters"),
    CleaningCase(input: "SÃO JOÃO", output: "São João", findings: .recased, why: "Ã is a letter"),
    CleaningCase(input: "JÓŽEF", output: "Jóžef", findings: .recased, why: "Ó and Ž likewise"),
    CleaningCase(input: "Jos\u{FFFD}", output: "Jos\u{FFFD}", findings: .lostLetters, why: "what is lost is not guessed"),
    // Scripts.
    CleaningCase(input: "Pаul", output: "Pаul", findings: .mixedScripts, why: "the a is Cyrillic"),
    CleaningCase(input: "Иван Smith", output: "Иван Smith", why: "a word each"),
    CleaningCase(input: "Αlex", output: "Αlex", findings: .mixedScripts, why: "the Α is Greek"),
    CleaningCase(input: "さくらSakura", output: "さくらSakura", why: "Japanese has Latin beside it"),
    // What is not a person's name.
    CleaningCase(input: "John2", output: "John2", findings: .hasDigit, why: "a digit"),
    CleaningCase(input: "Ana@home", output: "Ana@home", findings: .hasAt, why: "an address"),
    CleaningCase(input: "n/a", output: "", findings: .placeholder, why: "says that there is none"),
    CleaningCase(input: "N.A.", output: "", findings: .placeholder, why: "the same with dots"),
    CleaningCase(input: "#N/A", output: "", findings: .placeholder, why: "a spreadsheet's error"),
    CleaningCase(input: "TEST", output: "", findings: .placeholder, why: "somebody tried a form"),
    CleaningCase(input: "Unknown", output: "", findings: .placeholder, why: "no one is called so"),
    CleaningCase(input: "-", output: "", findings: .placeholder, why: "punctuation alone"),
    CleaningCase(input: "???", output: "", findings: .placeholder, why: "punctuation alone"),
    CleaningCase(input: "XXX", output: "", findings: .placeholder, why: "crossed out"),
    CleaningCase(input: "(null)", output: "", findings: .placeholder, why: "a program's missing value"),
    CleaningCase(input: "NULL", output: "", findings: .placeholder, why: "a database's"),
    CleaningCase(input: "Null", output: "Null", kind: .last, why: "people are called Null, and write it so"),
    CleaningCase(input: "NA", output: "", findings: .placeholder, why: "R's missing value"),
    CleaningCase(input: "NA", output: "Na", findings: .recased, kind: .last, region: "KR", why: "a Korean family name"),
    CleaningCase(input: "Na", output: "Na", kind: .last, why: "and so written a name anywhere"),
    CleaningCase(input: "No  Name", output: "", findings: [.placeholder, .whitespace], why: "several words"),
    CleaningCase(input: "nil", output: "Nil", findings: .recased, kind: .first, region: "TR", why: "a Turkish and Catalan name"),
    CleaningCase(input: "GUEST", output: "Guest", findings: .recased, kind: .last, why: "a family name"),
    CleaningCase(input: "Miller & Sons", output: "Miller & Sons", findings: .company, why: "& Sons"),
    CleaningCase(input: "Acme Ltd.", output: "Acme Ltd.", findings: .company, why: "a legal form"),
    CleaningCase(input: "ACME GMBH", output: "Acme GmbH", findings: [.company, .recased], why: "flagged and written right"),
    CleaningCase(input: "Ana e Maria", output: "Ana e Maria", why: "two people are no company"),
    CleaningCase(input: "MARIA SA", output: "Maria Sa", findings: .recased, why: "Sa is a family name, not only a legal form"),
  ])
func cleans(_ row: CleaningCase) {
  var normalizer = NameNormalizer()
  var output = [UInt8]()
  let findings = normalizer.normalize(
    row.input.utf8.span, kind: row.kind, region: NameRegion(alpha2: row.region), into: &output)
  #expect(
    String(decoding: output, as: UTF8.self).utf8.elementsEqual(row.output.utf8),
    "\(String(decoding: output, as: UTF8.self).debugDescription)")
  #expect(findings == row.findings)
}

@Test("Bytes that are no UTF-8 become visible, and are flagged")
func repairsIllFormed() {
  var normalizer = NameNormalizer()
  var output = [UInt8]()
  let bytes: [UInt8] = [0x4A, 0x6F, 0x73, 0xE9]
  let findings = normalizer.normalize(bytes.span, kind: .first, region: nil, into: &output)
  #expect(output == Array("Jos\u{FFFD}".utf8))
  #expect(findings == .lostLetters)
}
