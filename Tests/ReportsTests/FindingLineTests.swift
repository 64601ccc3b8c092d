import Pipeline
import Reports
import Testing

/// What stands behind the place in a finding's line.
struct LineCase: Sendable, CustomTestStringConvertible {
  let code: FindingCode
  var value = ""
  var detail = ""
  let line: String
  var testDescription: String { code.name }
}

private let cases: [LineCase] = [
  LineCase(
    code: .bareQuote, value: "5\" pipe",
    line:
      #"csv.bare-quote "5" p.": A quote stands in a field that does not begin with one; it was kept as text. Put the whole field in quotes and double those inside."#
  ),
  LineCase(
    code: .unescapedQuote, line: "csv.unescaped-quote: A quote stands alone inside a quoted field; it was kept as text. Double the quote."),
  LineCase(
    code: .textAfterQuote,
    line:
      "csv.text-after-quote: Text follows the closing quote of a field; it was kept as part of the field. Move the text inside the quotes."
  ),
  LineCase(
    code: .unclosedQuote,
    line: "csv.unclosed-quote: A quoted field is never closed; its damage was confined to this record. Close the quote."
  ),
  LineCase(
    code: .nul,
    line:
      "csv.nul: The record holds a NUL byte; it was kept out of the cleaned value. If the file is UTF-16, say so with --encoding UTF-16LE."
  ),
  LineCase(
    code: .invalidText,
    line: "csv.invalid-utf8: The text is not valid in the file's encoding. Name the right encoding with --encoding, often windows-1252."),
  LineCase(
    code: .fieldTooLong,
    line:
      "csv.overlong-field: A field is longer than the limit, probably because a quote is never closed. Look for a missing \" where the record begins."
  ),
  LineCase(
    code: .recordTooLong,
    line:
      "csv.overlong-record: The record is longer than the limit, probably because a quote is never closed. Look for a missing \" where the record begins."
  ),
  LineCase(
    code: .recordTooWide,
    line:
      "csv.overwide-record: The record has more fields than a spreadsheet has columns; those beyond are one field. Name the right delimiter with --delimiter, or leave out columns that nobody needs."
  ),
  LineCase(
    code: .valueTooLong, detail: "5000 bytes",
    line: "value.too-long: The value is longer than any name or number (5000 bytes). Look for a missing \" where it begins."),
  LineCase(
    code: .tooFewFields, detail: "3 of 5 fields",
    line:
      "csv.too-few-fields: The record has 3 of 5 fields; the missing ones were read as empty. If a field in the middle is missing, put its delimiter back."
  ),
  LineCase(
    code: .tooManyFields, detail: "6 fields where the header has 5",
    line:
      "csv.too-many-fields: The record has 6 fields where the header has 5, so its columns have slipped. Put a value that holds the delimiter in quotes."
  ),
  LineCase(
    code: .phoneMissing,
    line:
      "phone.missing: There is no telephone number, and the import needs one. Fill in the number, or name its column with --columns \"NAME=cellPhoneNumber\"."
  ),
  LineCase(
    code: .phoneNotANumber, value: "call me", line: #"phone.not-a-number "c. m.": This is not a telephone number. Correct it."#),
  LineCase(
    code: .phoneTooShort, value: "12", detail: "GB",
    line: #"phone.too-short "12": The number is too short for a number of GB. Add the missing digits."#),
  LineCase(
    code: .phoneTooLong, value: "+12024561111222",
    line: #"phone.too-long "+12••••••••1222": The number is too long. Remove what does not belong to it."#),
  LineCase(
    code: .phoneUnknownCallingCode, value: "+999123456",
    line:
      #"phone.unknown-calling-code "+9•••••456": The number begins with a calling code that no country has. Correct the digits after the +."#
  ),
  LineCase(
    code: .phoneLocalOnly, value: "555-0100", detail: "US",
    line: #"phone.local-only "5••-••00": The number can be dialled inside its area only (read as a number of US). Add the area code."#),
  LineCase(
    code: .phoneInvalidLength, value: "1234567",
    line: #"phone.invalid-length "1••••67": The number has a length that no number has. Check its digits."#),
  LineCase(
    code: .phoneInvalid, value: "+910000000000",
    line: #"phone.not-assigned "+91••••••0000": The number is in no range that is in use. Check its digits and its country."#),
  LineCase(
    code: .phoneDigitsLost, value: "9.19877E+11", detail: "6 of 12",
    line:
      #"phone.digits-lost "9.1…E+11": A spreadsheet rounded this number, 6 of 12 digits are lost. Format the column as text and export again."#
  ),
  LineCase(
    code: .phoneAmbiguous, value: "0151 2345678", detail: "+491512345678 or +441512345678",
    line:
      #"phone.ambiguous "01•• ••••678": The number can be read as +49••••••5678 or +44••••••5678. Write the right one with + and its calling code."#
  ),
  LineCase(
    code: .phoneOtherReading, value: "4912345678", detail: "+4912345678",
    line:
      #"phone.other-reading "49•••••678": The number could also mean +49•••••678, with the + left out. If that one is right, put the + before it."#
  ),
  LineCase(
    code: .phoneOtherNumber, value: "+44", detail: "+442079460018",
    line:
      #"phone.other-number "+44": The cell holds a further number, +44••••••0018, which was not written. To import both, give the other one a record of its own."#
  ),
  LineCase(
    code: .phoneReformatted, value: "020 7946 0018", detail: "+442079460018",
    line: #"phone.reformatted "02• •••• •018": The number was written as +44••••••0018."#),
  LineCase(
    code: .repairedSpreadsheetWrapper, value: "=\"+442079460018\"", detail: "+442079460018",
    line:
      #"phone.repaired.spreadsheet-wrapper "="+44••••••0018"": The text became "+44••••••0018": a spreadsheet's wrapping around the number was taken off."#
  ),
  LineCase(
    code: .countryMissing, value: "020 7946 0018",
    line:
      #"country.missing "02• •••• •018": Nothing says which country the number belongs to. Write it with + and its calling code, or name the list's country with --region."#
  ),
  LineCase(
    code: .countryAssumed, value: "030 901820", detail: "Germany: the mail goes there",
    line:
      #"country.assumed "0•• •••820": The number does not say its country; it was taken for one of Germany: the mail goes there. If that is wrong, write it with + and its calling code."#
  ),
  LineCase(
    code: .countryUnknown, value: "Ruritania",
    line:
      #"country.unknown "Ruritania": This is no country or calling code that is known; it was not used. Write the country's name or its ISO code."#
  ),
  LineCase(
    code: .nameMissing,
    line: "name.missing: There is neither a first nor a last name. Fill in a name, or name its column with --columns \"NAME=fullName\"."),
  LineCase(
    code: .nameRecased, value: "ANNA O'BRIEN", detail: "Anna O'Brien", line: #"name.recased "A. O.": The name was written as "A. O."."#),
  LineCase(
    code: .salutationUnknown, value: "Ms.",
    line:
      #"salutation.unknown "Ms.": The salutation has no equal among those of the import; it was written empty. Write Mr or Mrs if one of them is right."#
  ),
  LineCase(code: .sameNumber, detail: "4", line: "duplicate.same-number: Record 4 has the same number and stands for this one."),
]

@Test("A finding's line says place, value, expectation and next step, and nobody's number", arguments: cases)
func lines(_ row: LineCase) {
  let finding = Finding(
    code: row.code, place: Place(rowNumber: 15, lineNumber: 16, column: row.value.isEmpty ? nil : "Mobile"), value: row.value,
    detail: row.detail)
  let column = row.value.isEmpty ? "" : " Mobile"
  #expect(finding.masked.line(in: "list.csv") == "list.csv:16 (record 15)\(column): \(row.line)\n")
}

@Test(
  "Every code's line is one line without control characters, and whatever costs a record comes with a next step",
  arguments: FindingCode.allCases)
func everyLine(code: FindingCode) {
  let finding = Finding(
    code: code, place: Place(rowNumber: 3, lineNumber: 5, column: "Pho\u{1B}ne"), value: "1\u{7}2\n3\u{202E}", detail: "+4420\u{1B}79460018"
  )
  for finding in [finding, finding.masked] {
    let line = finding.line(in: "list.csv")
    #expect(line.hasPrefix("list.csv:5 (record 3) Pho\\u{1b}ne: \(code.name) \"1\\u{7}2\\n3\\u{202e}\": "))
    #expect(line.dropLast().unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(line.hasSuffix(".\n") && !line.contains(".."))
  }
  #expect(code.severity == .fixed || code.name.hasPrefix("duplicate.") || code.advice.hasSuffix("."))
}

struct MaskCase: Sendable {
  let text: String
  let masked: String
  let why: String
}

@Test(
  "Masked text shows its shape and not what it says",
  arguments: [
    MaskCase(text: "+919876543210", masked: "+91••••••3210", why: "the calling code and the end"),
    MaskCase(text: "+44", masked: "+44", why: "a calling code is nobody's"),
    MaskCase(text: "1234", masked: "1••4", why: "at most half of the digits"),
    MaskCase(text: "(415) 555-2671 ext. 12", masked: "(41•) •••-••71 e. 12", why: "separators stay, words go"),
    MaskCase(text: "٠١٢٣٤٥٦٧٨٩", masked: "٠١•••••٧٨٩", why: "digits of every script"),
    MaskCase(text: "DE LA CRUZ, Maria", masked: "D. L. C., M.", why: "initials"),
    MaskCase(text: "e\u{301}lodie", masked: "e.", why: "a mark belongs to its letter"),
    MaskCase(text: "9.19877E+11", masked: "9.1…E+11", why: "what a spreadsheet left"),
    MaskCase(text: " 9,19877e11\t", masked: "9,1…e11", why: "in other countries"),
    MaskCase(text: "9E+11", masked: "9…E+11", why: "a single digit"),
    MaskCase(text: "919877E11", masked: "91…E11", why: "no separator"),
    MaskCase(text: "9.19877E+", masked: "9.•••77E.+", why: "no exponent, so no such number"),
    MaskCase(text: "9.19877E+1a", masked: "9.••••7E.+1a.", why: "something behind it"),
    MaskCase(text: "anna@lee.de", masked: "a.@l.d.", why: "an address"),
    MaskCase(text: "", masked: "", why: "nothing"),
  ])
func masks(_ row: MaskCase) { #expect(masked(row.text) == row.masked, "\(row.why)") }
