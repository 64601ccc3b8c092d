import PhoneNumbers
import Testing

@Suite struct ParityTests {
  /// Every row of Google's answers, in all twelve columns.
  @Test func everyRowOfTheParityFile() throws {
    let metadata = PhoneMetadata.current
    var rows = 0
    var differences: [String] = []
    for line in try Fixture.lines("parity.tsv").dropFirst() {
      rows += 1
      let fields = line.split(separator: 9, maxSplits: 2, omittingEmptySubsequences: false)
      let answers = ParityLine(Array(line).span).answers(metadata)
      if !answers.utf8.elementsEqual(fields[2]) {
        differences.append("\(String(decoding: line, as: UTF8.self)) | \(answers)")
      }
    }
    #expect(rows == 39_921)
    #expect(differences.isEmpty, "\(differences.count) rows differ:\n\(differences.prefix(20).joined(separator: "\n"))")
  }
}
