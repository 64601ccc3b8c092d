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
        what to do
          phone.missing     Fill in the number, or name its column with --columns "NAME=cellPhoneNumber".
          phone.too-short   Add the missing digits.
          country.conflict  Correct whichever of the two is wrong.

      """)
}

@Test("Colours are only where they were asked for, and change no word")
func summaryColours() {
  var tally = Tally()
  tally.count(.written)
  tally.count(.rejected(.phoneMissing))
  func text(_ style: TextStyle) -> String {
    Summary(tally: tally, source: "list.csv", output: "clean.csv", rejects: nil, seconds: 1, style: style).text
  }
  #expect(!text(.plain).contains("\u{1B}"))
  #expect(text(.coloured).contains("\u{1B}[31m1\u{1B}[0m"))
  #expect(text(.coloured).replacing(/\u{1B}\[\d+m/, with: "") == text(.plain))
}
