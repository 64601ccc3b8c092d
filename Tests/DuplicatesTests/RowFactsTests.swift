import TestSupport
import Testing

@testable import Duplicates

@Suite struct RowFactsTests {
  @Test("A record of a name alone is what it is step by step, with the same fingerprint, and of other names another one")
  func namesAtOnce() {
    var random = TestSupport.SplitMix(seed: 31)
    var (atOnce, stepwise) = (RowFactsBuffer(), RowFactsBuffer())
    var seen: [UInt64: [UInt8]] = [:]
    for _ in 0..<20_000 {
      let names = (0..<2).map { _ -> [UInt8] in
        let length = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 32, 33, 60, 61, 62, 63, 64, 130].randomElement(using: &random) ?? 0
        return (0..<length).map { _ in UInt8.random(in: 0x61...0x62, using: &random) }
      }
      let (givenName, surname) = (names[0], names[1])
      // With other bytes about the names, or none.
      let before = [UInt8](repeating: 0x20, count: Int.random(in: 0...3, using: &random))
      let behind = Int.random(in: 0...40, using: &random)
      let (one, other) = (before + givenName + [UInt8](repeating: 0x2C, count: behind), before + surname)
      atOnce.append(
        recordOf: before.count..<before.count + givenName.count, of: one.span, surname: before.count..<other.count, of: other.span)
      stepwise.beginRecord()
      stepwise.append(givenName: givenName, surname: surname)
      stepwise.endRecord()
      let facts = Array(atOnce.facts(of: atOnce.ends.count - 1))
      if let other = seen.updateValue(facts, forKey: atOnce.fingerprints[atOnce.ends.count - 1]) { #expect(other == facts) }
      let read = RowFacts(facts)
      #expect(read.givenName == givenName && read.surname == surname)
    }
    #expect(atOnce.bytes == stepwise.bytes && atOnce.ends == stepwise.ends && atOnce.fingerprints == stepwise.fingerprints)
    #expect(seen.count > 5_000)
  }
}
