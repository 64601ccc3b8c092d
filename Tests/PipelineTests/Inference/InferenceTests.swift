import Countries
import Foundation
import PhoneNumbers
import Testing

/// Where a number is valid, by the phone engine.
struct PhoneValidity {
  let digits: [UInt8]
  let metadata = PhoneMetadata.current

  func isValid(in country: Country, _ reading: DigitsReading) -> Bool {
    guard let region = Region(country.alpha2) else { return false }
    let digits = String(decoding: digits, as: UTF8.self)
    let text = reading == .national ? digits : "+" + digits
    guard let number = try? PhoneNumber(parsing: text, region: region, metadata: metadata) else { return false }  // then it is none there
    // Parsing strips a calling code from a number that is none without it: that is the other reading.
    if reading == .national, digits == "\(number.callingCode)\(number.nationalSignificantNumber)" { return false }
    return number.isValid(in: region, metadata)
  }
}

extension CountryEvidence {
  /// The evidence of a number as a list has it, a plus in front or not.
  init(number: String) {
    self.init(
      digits: number.utf8.filter { (0x30...0x39).contains($0) }, isInternational: number.contains("+"))
  }

  func decision(atLeast least: CountryDecision.Confidence = .assumed) -> CountryDecision {
    let validity = PhoneValidity(digits: digits)
    return CountryInference().decision(from: self, atLeast: least) { validity.isValid(in: $0, $1) }
  }
}

struct InferenceCase: Sendable, CustomTestStringConvertible {
  let line: String
  let evidence: CountryEvidence
  let country: String?
  /// `nil` when only the country matters.
  let confidence: CountryDecision.Confidence?
  let isValid: Bool
  let conflict: String
  var testDescription: String { line }

  init?(_ line: Substring) {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
    guard cells.count == 11 else { return nil }
    self.line = String(line)
    var evidence = CountryEvidence(number: cells[1])
    let index = CountryIndex()
    evidence.callingCodeCell = index.country(matching: cells[2].utf8.span)
    evidence.countryCell = index.country(matching: cells[3].utf8.span)
    for witness in cells[4].split(separator: " ") {
      let parts = witness.split(separator: ":")
      guard let kind = CountryEvidence.Witness.Kind.allCases.first(where: { "\($0)" == parts[0] }),
        let country = Country(alpha2: String(parts[1]))
      else { return nil }
      evidence.witnesses.append(.init(kind, country))
    }
    if !cells[5].isEmpty {
      var tally = CountryTally()
      for part in cells[5].split(separator: " ") {
        let parts = part.split(separator: "*")
        guard let country = Country(alpha2: String(parts[0])), let count = Int(parts[1]) else { return nil }
        for _ in 0..<count { tally.count(country) }
      }
      evidence.list = tally
    }
    evidence.given = Country(alpha2: cells[6])
    self.evidence = evidence
    country = cells[7].isEmpty ? nil : cells[7]
    confidence = CountryDecision.Confidence.allCases.first { "\($0)" == cells[8] }
    isValid = cells[9] == "yes"
    conflict = cells[10]
  }

  static func read(_ name: String) -> [InferenceCase] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }  // an empty table fails the count below
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { InferenceCase($0) }
  }
}

@Test(
  "The country of a number follows from its evidence", arguments: InferenceCase.read("cases.tsv") + InferenceCase.read("hard-cases.tsv"))
func infers(_ row: InferenceCase) {
  let decision = row.evidence.decision()
  #expect(decision.country?.alpha2 == row.country)
  if let confidence = row.confidence { #expect(decision.confidence == confidence) }
  #expect(decision.isValid == row.isValid)
  let conflict =
    switch decision.conflict?.source {
    case .countryColumn: "country"
    case .callingCodeColumn: "code"
    default: ""
    }
  #expect(conflict == row.conflict)
}

@Test(
  "Who wants no assumption gets the same answers, as far as they are none",
  arguments: InferenceCase.read("cases.tsv") + InferenceCase.read("hard-cases.tsv"))
func infersWithoutAssuming(_ row: InferenceCase) {
  let decision = row.evidence.decision()
  for least in [CountryDecision.Confidence.likely, .certain] {
    let surer = row.evidence.decision(atLeast: least)
    if decision.isValid, decision.confidence >= least {
      #expect(surer == decision)
    } else {
      #expect(!surer.isValid || surer.confidence < least)
    }
  }
}

@Test("Every line of the tables is a case, and there are more than three hundred")
func tablesAreRead() throws {
  for name in ["cases.tsv", "hard-cases.tsv"] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == InferenceCase.read(name).count, "\(lines.filter { InferenceCase($0) == nil })")
  }
  #expect(InferenceCase.read("cases.tsv").count + InferenceCase.read("hard-cases.tsv").count > 300)
}
