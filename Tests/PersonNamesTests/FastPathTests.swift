import Bytes
import Foundation
import TestSupport
import Testing

@testable import PersonNames

/// Words that the fast paths must leave to the thorough one, beside many that they may take.
private let words = [
  "ann", "anna", "kp", "jrr", "aj", "na", "xx", "xavier", "mcdonald", "mcé", "mcéwen", "mc", "ijsbrand", "ij", "ó", "uí", "huiginn",
  "tsaoi",
  "an", "mac", "müller", "jiří", "łukasz", "straße", "ñandú", "œuvre", "ĸala", "ŉo", "ıl", "öz", "é", "éa", "γιώργος", "παπαδόπουλος",
  "ελένη", "ρήγας", "ольга", "олександр", "юрій", "й", "њего", "鈴木", "太郎", "김", "민준", "さくら", "サクラ", "van", "de", "von", "jr", "iii",
  "lee", "vu", "o'brien", "d'angelo", "dell'acqua", "anna-lena", "jr.", "smith,", "o''neil", "jean-", "d'", "'t", "a.", "st.",
  "müller-lüdenscheidt",
  "co.", "gmbh", "test", "none", "n/a", "unknown", "smith", "ltd", "ã©lise", "Ā", "dž", "ÿves", "ſam", "ǆ", "é\u{301}", "o\u{302}",
  "wrzesiński", "þór", "ħal", "ŋa",
]

private let regions: [NameRegion?] =
  [nil] + ["US", "NL", "IE", "DE", "GR", "RU", "TR", "VN", "ZA", "KR", "FR", "HU"].map { NameRegion(alpha2: $0) }

/// Set `MUSTER_FUZZ` to a count for a longer run, `MUSTER_SEED` to repeat one.
@Test("The fast paths say of a name what the thorough one says, where they say anything")
func fastPathsAgree() throws {
  let environment = ProcessInfo.processInfo.environment
  let seed = environment["MUSTER_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
  let count = environment["MUSTER_FUZZ"].flatMap(Int.init) ?? 20_000
  print("seed \(seed), \(count) names")
  var random = SplitMix(seed: seed)
  let fixtures = try CasingRow.all().flatMap { [$0.name, $0.upper, $0.lower] }
  var normalizer = NameNormalizer()
  var taken = 0
  for _ in 0..<count {
    var name: String
    if random.next() % 2 == 0 {
      name = fixtures.randomElement(using: &random) ?? ""
    } else {
      name = (0..<Int.random(in: 1...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      switch random.next() % 4 {
      case 0: name = name.uppercased()
      case 1: name = name.capitalized
      case 2: name = name.enumerated().map { $0.offset % 3 == 0 ? $0.element.uppercased() : String($0.element) }.joined()
      default: break
      }
    }
    let kind = [NameKind.first, .last, .full].randomElement(using: &random) ?? .last
    let region = regions.randomElement(using: &random) ?? nil
    let isBeside = random.next() % 2 == 0
    let bytes = Array(name.utf8)
    normalizer.move(to: region)
    var room = NameRoom(repeating: 0)
    // In the midst of other letters, which are none of the name.
    let before = Int(random.next() % 3)
    let about = [UInt8](repeating: 0x62, count: before) + bytes + [UInt8](repeating: 0x61, count: 24)
    for isASCII in [true, false] {
      var slow: [UInt8] = []
      let caser = normalizer.caser
      guard
        let outcome = isASCII
          ? plain(before..<before + bytes.count, of: about, caser, kind, &room)
          : caser.normalizeLetters(bytes.span, kind: kind, into: &room)
      else { continue }
      taken += 1
      let fast = outcome.isAsWritten ? bytes : bytes.indices.map { room[$0] }
      let findings = outcome.findings
      let thorough = normalizer.normalizeAny(bytes.span, kind: kind, isBesideGivenName: isBeside, into: &slow)
      let place = "\(name.debugDescription) as \(kind) in \(region?.description ?? "no region"), ASCII \(isASCII)"
      #expect(fast == slow, "\(place): \(String(decoding: fast, as: UTF8.self)), \(String(decoding: slow, as: UTF8.self))")
      #expect(findings == thorough, "\(place): \(findings), \(thorough)")
      if fast != slow { return }
    }
  }
  // A fast path that takes nothing would agree with everything.
  #expect(taken > count / 4)
}

private func plain(_ range: Range<Int>, of bytes: [UInt8], _ caser: NameCaser, _ kind: NameKind, _ room: inout NameRoom) -> NameOutcome? {
  guard let name = PaddedText(range, of: bytes.span) else { return nil }
  return caser.normalizePlain(name, kind: kind, into: &room)
}
