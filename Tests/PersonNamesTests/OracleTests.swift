import Foundation
import ICU
import TestSupport
import Testing

@testable import PersonNames

/// Letters of the alphabets that have case, in words long enough to be no particle; white space of all kinds between. Without
/// sigma, which ICU leaves in lower case as it finds it, and names end with its final form.
private func plainName(using random: inout SplitMix) -> String {
  let alphabets: [ClosedRange<UInt32>] = [
    0x61...0x7A, 0xDF...0xF6, 0xF8...0xFF, 0x100...0x131, 0x134...0x137, 0x139...0x148, 0x14A...0x177, 0x1A0...0x1B0,
    0x218...0x21B, 0x3B1...0x3C1, 0x3C4...0x3C9, 0x3AC...0x3AF, 0x430...0x44F, 0x450...0x45F, 0x48A...0x4BF, 0x561...0x586, 0x10D0...0x10F0,
    0x1E00...0x1E95, 0x1EA0...0x1EF9, 0x1F00...0x1F07, 0x4E00...0x4E20, 0x5D0...0x5EA,
  ]
  let spaces = [" ", "  ", "\t", "\u{A0}", "\u{3000}", "\r\n", "\u{2028}"]
  var text = random.next() % 8 == 0 ? " " : ""
  for word in 0..<Int.random(in: 1...3, using: &random) {
    if word > 0 { text += spaces.randomElement(using: &random) ?? " " }
    let alphabet = alphabets.randomElement(using: &random) ?? 0x61...0x7A
    for _ in 0..<Int.random(in: 5...12, using: &random) {
      if let scalar = Unicode.Scalar(UInt32.random(in: alphabet, using: &random)) { text.unicodeScalars.append(scalar) }
    }
  }
  // Decomposed as often as not: NFC has to bring it back.
  if random.next() % 2 == 0 { text = text.decomposedStringWithCanonicalMapping }
  switch random.next() % 3 {
  case 0: return text.uppercased()
  case 1: return text.capitalized
  default: return text
  }
}

/// Set `MUSTER_FUZZ` to a count for a longer run, `MUSTER_SEED` to repeat one.
@Test("White space, NFC and simple title case are as ICU has them, over random words of all alphabets that have case")
func agreesWithICU() throws {
  let environment = ProcessInfo.processInfo.environment
  let seed = environment["MUSTER_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
  let count = environment["MUSTER_FUZZ"].flatMap(Int.init) ?? 10_000
  print("seed \(seed), \(count) names")
  var random = SplitMix(seed: seed)
  var normalizer = NameNormalizer()
  var root = try PlainNormalizer(locale: "")
  var turkish = try PlainNormalizer(locale: "tr")
  for _ in 0..<count {
    let isTurkish = random.next() % 4 == 0
    let text = plainName(using: &random)
    // What names know and ICU does not: "Mc", the Turkish i of a name with İ in it, and that no Georgian name has a capital.
    let isOurs =
      text.lowercased().split(whereSeparator: \.isWhitespace).contains { $0.hasPrefix("mc") }
      || text.precomposedStringWithCanonicalMapping.unicodeScalars.contains("İ")
      || text.unicodeScalars.contains { (0x1C90...0x1CBF).contains($0.value) }
    if isOurs { continue }
    let ours = normalizer.normalized(text, kind: .last, region: isTurkish ? NameRegion(alpha2: "TR") : nil)
    let plain = isTurkish ? try turkish.normalized(text) : try root.normalized(text)
    #expect(ours.utf8.elementsEqual(plain.utf8), "\(text.debugDescription): \(ours.debugDescription), ICU \(plain.debugDescription)")
    if !ours.utf8.elementsEqual(plain.utf8) { return }
  }
}

@Test("The table of letters says what ICU says, for every code point that has case")
func lettersAgreeWithICU() throws {
  var map = try CaseMap()
  for code in UInt32(0)..<0x1_2000 {
    guard let scalar = Unicode.Scalar(code) else { continue }
    let properties = scalar.properties
    guard properties.generalCategory != .nonspacingMark,
      properties.isCased || properties.changesWhenLowercased || properties.changesWhenTitlecased
    else { continue }
    // The system's ICU may be of an older Unicode than the Swift library: what is newer than 14 is left out.
    let mapped = properties.lowercaseMapping.unicodeScalars.first?.properties
    let titled = properties.titlecaseMapping.unicodeScalars.first?.properties
    guard [properties, mapped, titled].allSatisfy({ ($0?.age?.major ?? 99) <= 14 }) else { continue }
    let letter = Letter(code)
    let text = Array(String(scalar).utf8)
    let lower = String(decoding: try map.lowercased(text), as: UTF8.self).unicodeScalars
    let title = String(decoding: try map.titlecased(text), as: UTF8.self).unicodeScalars
    #expect(letter.classes.contains(.special) == (lower.count != 1 || title.count != 1), "\(code)")
    if lower.count == 1 { #expect(letter.lower == lower.first?.value, "\(code)") }
    if title.count == 1 { #expect(letter.title == title.first?.value, "\(code)") }
  }
}

@Test("No code point that changes under NFC is taken for a stable one")
func unstableLettersAgreeWithICU() throws {
  for code in UInt32(0x80)..<0x3_0000 {
    guard let scalar = Unicode.Scalar(code), !Letter(code).classes.contains(.unstable) else { continue }
    let text = Array(String(scalar).utf8)
    #expect(try text.normalizedNFC() == text, "\(code)")
    #expect(scalar.properties.canonicalCombiningClass == .notReordered, "\(code)")
  }
}

@Test("No two words of the usage table share a hash")
func usageIsDistinct() {
  #expect(NameUsage.standard.distinct == NameUsage.standard.count)
  #expect(NameUsage.standard.count > 5000)
}

@Test("The fast way to take a name apart says what the thorough one says")
func fastSplitAgrees() throws {
  var normalizer = NameNormalizer()
  for row in try CasingRow.all() where row.kind == .full {
    for input in [row.name, row.upper] {
      let fast = normalizer.split(fullName: Array(input.utf8).span, region: row.region)
      var splitter = NameSplitter(caser: normalizer.caser)
      var slow = splitter.split(normalizer.normalized(input, kind: .full, region: row.region))
      slow.findings.formUnion(fast.findings.intersection([.recased]))
      #expect(fast.first == slow.first && fast.middle == slow.middle && fast.last == slow.last, "\(input)")
      #expect(fast.findings == slow.findings, "\(input)")
    }
  }
}
