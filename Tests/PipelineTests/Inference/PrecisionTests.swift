import Countries
import Foundation
import PhoneNumbers
import Testing

/// A row of libphonenumber's answers whose region is withheld.
private struct WithheldRow {
  let number: String
  /// The region that libphonenumber gives the number when it is told where it comes from.
  let country: String
  /// Where it comes from.
  let origin: String
}

/// The rows of the parity table that are digits and punctuation, as a column of numbers without any other column has them.
private func withheldRows() throws -> [WithheldRow] {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("PhoneNumbersTests/Fixtures/parity.tsv")
  return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst().compactMap { line in
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    let number = cells[0]
    // An international prefix depends on where one dials, which is withheld; so does nothing else.
    guard cells.count == 14, number.utf8.allSatisfy({ (0x30...0x39).contains($0) || " -()+.".utf8.contains($0) }),
      !number.dropFirst().contains("+"), cells[11] == "1", Country(alpha2: String(cells[1])) != nil
    else { return nil }
    return WithheldRow(number: String(number), country: String(cells[9]), origin: String(cells[1]))
  }
}

/// What was right and wrong, by confidence.
private struct Score {
  private(set) var right: [CountryDecision.Confidence: Int] = [:]
  private(set) var wrong: [CountryDecision.Confidence: [String]] = [:]

  mutating func count(_ decision: CountryDecision, of row: WithheldRow) {
    // libphonenumber calls non-geographical numbers region 001; no country has them.
    guard let country = decision.country, decision.isValid, row.country != "001" else { return }
    if country.alpha2 == row.country {
      right[decision.confidence, default: 0] += 1
    } else {
      wrong[decision.confidence, default: []].append("\(row.number) from \(row.origin) is \(row.country), not \(country)")
    }
  }

  func hold(_ name: String) {
    for confidence in CountryDecision.Confidence.allCases.reversed() {
      print("region withheld, \(name): \(confidence) \(right[confidence] ?? 0) right, \(wrong[confidence]?.count ?? 0) wrong")
    }
    let certain = wrong[.certain] ?? []
    let likely = wrong[.likely] ?? []
    #expect(right[.certain] ?? 0 > 100 && certain.isEmpty, "\(certain.prefix(20))")
    #expect((right[.likely] ?? 0) * 100 >= ((right[.likely] ?? 0) + likely.count) * 99, "\(likely.prefix(20))")
  }
}

@Test("A number alone: what is called certain is right, and what is called likely in 99 of 100")
func precisionAlone() throws {
  let rows = try withheldRows()
  #expect(rows.count > 5_000)
  var score = Score()
  for (index, row) in rows.enumerated() where index % 12 == 0 { score.count(CountryEvidence(number: row.number).decision(), of: row) }
  score.hold("alone")
}

@Test("A number in the list of its origin: what is called certain is right, and what is called likely in 99 of 100")
func precisionInLists() throws {
  var score = Score()
  for (_, rows) in Dictionary(grouping: try withheldRows(), by: \.origin) {
    var list = CountryTally()
    var withoutPlus = CountryTally()
    for row in rows {
      let evidence = CountryEvidence(number: row.number)
      guard !evidence.isInternational else {
        let decision = evidence.decision()
        if decision.isValid, let country = decision.country { list.count(country) }
        continue
      }
      let validity = PhoneValidity(digits: evidence.digits)
      if let country = CountryInference().countryWithoutPlus(evidence.digits, isValid: validity.isValid) {
        withoutPlus.count(country)
      } else {
        withoutPlus.countNone()
      }
    }
    for (index, row) in rows.enumerated() where index % 6 == 0 {
      var evidence = CountryEvidence(number: row.number)
      evidence.list = list
      evidence.withoutPlus = withoutPlus
      score.count(evidence.decision(), of: row)
    }
  }
  score.hold("in a list")
}
