import Bytes
import TestSupport
import Testing

@testable import Duplicates

@Suite struct RowFactsTests {
  @Test("A record of a name alone is what it is step by step, with a fingerprint that is the same wherever the name stands")
  func namesAtOnce() {
    var random = TestSupport.SplitMix(seed: 31)
    var atOnce = RowFactsBuffer()
    var stepwise = RowFactsBuffer()
    var (seen, prints): ([UInt64: [UInt8]], [[UInt8]: UInt64]) = ([:], [:])
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
      let facts = atOnce.encoded(atOnce.ends.count - 1)
      let print = atOnce.fingerprints[atOnce.ends.count - 1]
      if let other = seen.updateValue(facts, forKey: print) { #expect(other == facts) }
      if let other = prints.updateValue(print, forKey: facts) { #expect(other == print) }
      let read = RowFacts(facts)
      #expect(read.givenName == givenName && read.surname == surname)
    }
    let same = (0..<atOnce.ends.count).allSatisfy { atOnce.encoded($0) == stepwise.encoded($0) && atOnce.ends[$0] == stepwise.ends[$0] }
    #expect(same && atOnce.ends.count == stepwise.ends.count)
    #expect(seen.count > 5_000 && prints.count < 20_000)
  }
}
