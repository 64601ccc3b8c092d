import Foundation
import PersonNames
import TestSupport
import Testing

private let regions: [String] = ["", "US", "NL", "BE", "TR", "DE", "FR", "ES", "IE", "KR", "EG", "GR", "LT"]

@Test("Doing it again changes nothing, for every name of the table as written, in capitals and in lower case")
func isIdempotentOverTheTable() throws {
  var normalizer = NameNormalizer()
  for row in try CasingRow.all() {
    for input in [row.name, row.upper, row.lower] {
      let once = normalizer.normalized(input, kind: row.kind, region: row.region)
      let twice = normalizer.normalized(once, kind: row.kind, region: row.region)
      #expect(once.utf8.elementsEqual(twice.utf8), "\(input): \(once), then \(twice)")
    }
  }
}

/// Set `MUSTER_FUZZ` to a count for a longer run, `MUSTER_SEED` to repeat one.
@Test("Doing it again changes nothing, over random Unicode")
func isIdempotentOverRandomText() {
  let environment = ProcessInfo.processInfo.environment
  let seed = environment["MUSTER_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
  let count = environment["MUSTER_FUZZ"].flatMap(Int.init) ?? 20_000
  print("seed \(seed), \(count) names")
  var random = SplitMix(seed: seed)
  var normalizer = NameNormalizer()
  for _ in 0..<count {
    let text = randomName(using: &random)
    let kind = NameKind.allCases.randomElement(using: &random) ?? .full
    let region = NameRegion(alpha2: regions.randomElement(using: &random) ?? "")
    let once = normalizer.normalized(text, kind: kind, region: region)
    let twice = normalizer.normalized(once, kind: kind, region: region)
    #expect(
      once.utf8.elementsEqual(twice.utf8),
      "\(kind) \(region as Any) \(text.debugDescription): \(once.debugDescription), then \(twice.debugDescription)")
    if once.utf8.elementsEqual(twice.utf8) == false { return }
  }
}

/// Words from letters of one place, particles and marks, in one case or mixed, with dirt between.
private func randomName(using random: inout SplitMix) -> String {
  let pieces = [
    "de", "van", "der", "von", "la", "d'", "o'", "'t", "mac", "mc", "al-", "ó", "h", "st.", "jr.", "iii", "phd", ",", "-", ".", " ",
    "  ", "'", "’", "`", "\u{A0}", "\u{200D}", "\u{200C}", "\u{AD}", "\u{301}", "\u{327}", "Ã", "©", "Â", "‰", "ß", "ı", "İ", "σ", "ς",
    "Σ", "ǆ", "ŉ", "ﬁ", "n/a", "x", "xx", "&", "(", ")", "\"", "\u{FFFD}", "ij", "dž", "ΐ", "გ", "Ა", "\u{1E9E}",
  ]
  let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x61...0x7A, 0x41...0x5A, 0xA0...0x17F, 0x180...0x24F, 0x250...0x36F, 0x370...0x3FF, 0x400...0x52F, 0x531...0x587,
    0x590...0x6FF, 0x900...0x97F, 0x10A0...0x10FF, 0x1C80...0x1CBF, 0x1E00...0x1FFF, 0x2000...0x20CF, 0x2C00...0x2DFF,
    0xA640...0xA7FF, 0xAB30...0xABBF, 0xAC00...0xACFF, 0xFB00...0xFB4F, 0xFF00...0xFFEF, 0x10400...0x104FF, 0x1F600...0x1F64F,
    0x1...0x10FFFF,
  ]
  var text = ""
  let home = ranges.randomElement(using: &random) ?? 0x20...0x7E
  for _ in 0..<Int.random(in: 1...10, using: &random) {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: text += pieces.randomElement(using: &random) ?? ""
    case 1:
      let range = ranges.randomElement(using: &random) ?? home
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.unicodeScalars.append(scalar) }
    default:
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        if let scalar = Unicode.Scalar(UInt32.random(in: home, using: &random)) { text.unicodeScalars.append(scalar) }
      }
    }
  }
  switch Int.random(in: 0..<3, using: &random) {
  case 0: return text.uppercased()
  case 1: return text.lowercased()
  default: return text
  }
}
