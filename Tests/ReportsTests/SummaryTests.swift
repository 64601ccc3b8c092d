import Pipeline
import Reports
import Testing

@Test("The summary has the three outcomes, why records were rejected, and what else was noticed")
func summaryText() {
  var tally = Tally()
  for _ in 0..<1203 { tally.count(.written) }
  for _ in 0..<7 { tally.count(.rejected(.phoneTooShort)) }
  for _ in 0..<30 { tally.count(.rejected(.phoneMissing)) }
  for holder in 1...72 { tally.count(.duplicate(of: holder)) }
  for _ in 0..<3 { tally.count(.alreadyThere) }
  var noticed = FindingCounts()
  noticed.add(.nameRecased, times: 12)
  noticed.add(.countryConflict, times: 2)
  tally.count(noticed)
  let summary = Summary(
    tally: tally, source: "list.csv", output: "clean.csv", rejects: "clean.rejects.csv", duplicates: "clean.duplicates.csv", seconds: 0.043)
  #expect(
    summary.text == """
      muster: list.csv, 0.04 s
        read       1,315
        written    1,203  to clean.csv
        rejected      37  to clean.rejects.csv
          30       phone.missing
          7        phone.too-short
        duplicates    75  to clean.duplicates.csv
          72       duplicate.same-number
          3        duplicate.already-there
        fixed
          12       name.recased
        warnings
          2        country.conflict

      """)
}

@Test("Every code has a sentence of one line that a person can act on", arguments: FindingCode.allCases)
func everyCodeHasASentence(code: FindingCode) {
  let finding = Finding(code: code, place: Place(rowNumber: 3, lineNumber: 5, column: "Phone"), value: "1\u{7}2\n3", detail: "US")
  #expect(finding.sentence.count > 20)
  #expect(!finding.sentence.contains("\n") && !finding.sentence.contains("\u{7}"))
  #expect(finding.line(in: "list.csv").hasPrefix("list.csv:5\trecord 3\t\(code.severity.rawValue)\t\(code.name)\tPhone\t"))
}
