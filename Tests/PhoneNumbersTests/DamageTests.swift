import PhoneNumbers
import Testing

/// Valid numbers damaged as lists damage them, and what comes back: right, valid but wrong, or refused.
@Suite struct DamageTests {
  struct Damage: CustomTestStringConvertible, Sendable {
    let name: String
    /// The least share that must come back right, in percent. What comes back wrong must not have been repaired: a text that is right as
    /// it stands may mean another number, and nothing in it tells.
    let right: Double
    let apply: @Sendable (PhoneNumber, PhoneNumber) -> String
    var testDescription: String { name }

    init(_ name: String, right: Double, _ apply: @escaping @Sendable (PhoneNumber, PhoneNumber) -> String) {
      self.name = name
      self.right = right
      self.apply = apply
    }
  }

  static let damages: [Damage] = [
    Damage("calling code, no plus, .0", right: 90) { number, _ in number.e164.dropFirst() + ".0" },
    Damage("national number, .0", right: 85) { number, _ in number.nationalSignificantNumber + ".0" },
    Damage("five digits and an exponent", right: 0) { number, _ in
      let digits = Array(number.e164.dropFirst())
      return "\(digits[0]).\(String(digits[1..<5]))E+\(digits.count - 1)"
    },
    Damage("no plus", right: 90) { number, _ in String(number.e164.dropFirst()) },
    Damage("(0) behind the code", right: 90) { number, _ in "+\(number.callingCode) (0) \(number.nationalSignificantNumber)" },
    Damage("00 whatever the region dials", right: 90) { number, _ in "00" + number.e164.dropFirst() },
    Damage("a / b", right: 97) { number, other in number.international(.current) + " / " + other.international(.current) },
    Damage("ext without digits", right: 97) { number, _ in number.international(.current) + " ext" },
    Damage("a name behind", right: 97) { number, _ in number.international(.current) + " John" },
    Damage("ZWNJ inside", right: 100) { number, _ in spaced(number, "\u{200C}") },
    Damage("U+202F inside", right: 100) { number, _ in spaced(number, "\u{202F}") },
    Damage("tab inside", right: 100) { number, _ in spaced(number, "\t") },
    Damage("wrapper", right: 100) { number, _ in "=\"\(number.e164)\"" },
    Damage("U+202A in front", right: 100) { number, _ in "\u{202A}" + number.e164 },
  ]

  static func spaced(_ number: PhoneNumber, _ blank: String) -> String {
    number.international(.current).split(separator: " ").joined(separator: blank)
  }

  /// 1,500 mobile and fixed-line numbers of the parity file, of all regions in turn.
  static func sample() throws -> [PhoneNumber] {
    var byRegion: [Region: [PhoneNumber]] = [:]
    for line in try Fixture.lines("parity.tsv").dropFirst() {
      let fields = line.split(separator: 9, omittingEmptySubsequences: false)
      guard fields[11].elementsEqual("1".utf8),
        ["FIXED_LINE", "MOBILE", "FIXED_LINE_OR_MOBILE"].contains(String(decoding: fields[12], as: UTF8.self)),
        let region = Region(String(decoding: fields[9], as: UTF8.self))
      else { continue }
      let number = try PhoneNumber(parsing: Array(fields[8]).span, region: nil, metadata: .current)
      if byRegion[region]?.contains(number) != true { byRegion[region, default: []].append(number) }
    }
    let regions = PhoneMetadata.current.supportedRegions
    return (0..<40).flatMap { round in regions.compactMap { byRegion[$0].flatMap { round < $0.count ? $0[round] : nil } } }.prefix(1500).map
    { $0 }
  }

  @Test func damageTable() throws {
    let numbers = try Self.sample()
    #expect(numbers.count == 1500)
    let repair = PhoneRepair(metadata: .current)
    for damage in Self.damages {
      var right = 0
      var wrong = 0
      var wrongRepairs: [String] = []
      for (index, number) in numbers.enumerated() {
        let region = number.region(.current)
        let mates = numbers.filter { $0.callingCode == number.callingCode }
        let text = damage.apply(number, mates[index % mates.count])
        let result = repair.cleaned(text, region: region)
        guard let found = result.number else { continue }
        if found.e164 == number.e164 || result.others.contains(where: { $0.e164 == number.e164 }) {
          right += 1
        } else {
          wrong += 1
          if !result.repairs.isEmpty { wrongRepairs.append("\(text) \(region?.code ?? "-") -> \(found.e164), not \(number.e164)") }
        }
      }
      let percent = { (count: Int) in Double(count * 1000 / numbers.count) / 10 }
      print(
        "| \(damage.name) | \(percent(right))% | \(percent(wrong))% | \(percent(numbers.count - right - wrong))% | \(wrongRepairs.count) |")
      #expect(wrongRepairs.isEmpty, "\(damage.name): \(wrongRepairs.prefix(5))")
      #expect(percent(right) >= damage.right, "\(damage.name)")
    }
  }
}
