import TestSupport
import Testing

@testable import PersonNames

@Suite struct NameMemoTests {
  /// Names about the longest that are remembered, 31 bytes, and results about the longest, 24; spaces to trim, a placeholder, a signature
  /// of bytes that are no UTF-8.
  private static let names: [[UInt8]] =
    [
      "MÜLLER", "müller", "Ó MURCHÚ", "VAN DEN BERG", "van 't hof", "de la cruz garcía", "ΠΑΠΑΔΌΠΟΥΛΟΣ", "鈴木", "İLHAN", "ILKER", "MCHUNU",
      " jean  pierre ", "n/a", "é", "éa", "ã©lise", "GARCÍA LÓPEZ DE LA TOR", "GARCÍA LÓPEZ DE LA TORR", "GARCÍA LÓPEZ DE LA TORRE",
      "İİİİİİİİİİİ", "d'angelo", "o'brien", "macdonald", "MACKENZIE", "smith, jr.", "IJSSELSTEIN", "ijsbrand de vries", "IJSBRÀND", "ijé",
    ].map { Array($0.utf8) } + [[0xC3], [0xC3, 0x4D, 0xFF, 0x4F], Array("é".utf8) + [0xFF]]

  /// So many others are more than an entry can be for.
  private static let others: [NameRegion?] = (0..<120).map { (number: Int) -> NameRegion? in
    let (first, second) = (UInt8(number / 26), UInt8(number % 26))
    return NameRegion(0x41 + first, 0x41 + second)
  }

  @Test(
    "A name that comes again becomes what it became at first, whatever stood between, and in other circumstances what it is there",
    arguments: [[], others])
  func recalls(others: [NameRegion?]) {
    var remembering = NameNormalizer()
    var random = SplitMix(seed: 7)
    let usual: [NameRegion?] = [nil] + ["US", "NL", "DE", "TR", "ZA", "IE", "ES"].map { NameRegion(alpha2: $0) }
    let regions = usual + others
    var differing = 0
    for _ in 0..<20_000 {
      // Fewer in many regions, so that they come again there.
      let name = Self.names.prefix(others.isEmpty ? Self.names.count : 12).randomElement(using: &random) ?? []
      let kind = NameKind.allCases.randomElement(using: &random) ?? .last
      let region = regions.randomElement(using: &random) ?? nil
      let isBeside = Bool.random(using: &random)
      var (recalled, anew): ([UInt8], [UInt8]) = ([1, 2], [])
      let findings = remembering.normalize(name.span, kind: kind, region: region, isBesideGivenName: isBeside, into: &recalled)
      remembering.move(to: region)
      let thorough = remembering.normalizeAny(name.span, kind: kind, isBesideGivenName: isBeside, into: &anew)
      let place = "\(name) as \(kind) in \(region?.description ?? "no region")"
      #expect(recalled == [1, 2] + anew, "\(place)")
      #expect(findings == thorough, "\(place)")
      if anew != name { differing += 1 }
    }
    #expect(differing > 5_000)
  }

  @Test("More names than there is room for push one another out, and none becomes another's")
  func crowds() {
    var normalizer = NameNormalizer()
    for round in 0..<2 {
      for number in 0..<40_000 {
        // Letters of the number, each beyond ASCII, so that no fast path takes it before.
        let letters = ["é", "ü", "ß", "ñ", "ø", "å", "ç", "î", "ô", "ă"]
        let name = "x" + String(number).compactMap { $0.wholeNumberValue.map { letters[$0] } }.joined()
        var output: [UInt8] = []
        _ = normalizer.normalize(Array(name.utf8).span, kind: .first, region: nil, into: &output)
        let expected = name.prefix(1).uppercased() + name.dropFirst()
        if output != Array(expected.utf8) {
          Issue.record("round \(round): \(name) became \(String(decoding: output, as: UTF8.self))")
          return
        }
      }
    }
  }

  @Test("Names that never come again are soon not looked up first, and tried again at times; those of the other kind still are")
  func pauses() {
    var trial = LookupTrial()
    var (asked, askedLate, missed) = (0, 0, 0)
    for number in 0..<1_000_000 {
      if !trial.asksFirst(for: .first) { missed += 1 }
      guard trial.asksFirst(for: .last) else { continue }
      trial.countMiss(of: .last)
      asked += 1
      if number > 500_000 { askedLate += 1 }
    }
    #expect(missed == 0)
    #expect((1...100_000).contains(asked))
    #expect(askedLate > 0)
  }

  @Test("A name of letters alone becomes the same, looked up or not", arguments: [10, 100_000])
  func plain(distinct: Int) {
    var normalizer = NameNormalizer()
    for number in 0..<300_000 {
      let letters = String(number % distinct).compactMap(\.wholeNumberValue).map { Character(UnicodeScalar(UInt8(0x61 + $0))) }
      let name = "quo" + String(letters)
      var output: [UInt8] = []
      let written = number % 3 == 0 ? name.uppercased() : number % 3 == 1 ? name : name.prefix(1).uppercased() + name.dropFirst()
      let findings = normalizer.normalize(Array(written.utf8).span, kind: .last, region: nil, into: &output)
      if output != Array((name.prefix(1).uppercased() + name.dropFirst()).utf8) || findings.contains(.recased) != (number % 3 < 2) {
        Issue.record("\(written) became \(String(decoding: output, as: UTF8.self))")
        return
      }
    }
  }
}
