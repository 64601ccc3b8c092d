@testable import PhoneNumbers
import Testing

/// The automata and the hand-written grammar against the plain implementation, on texts that nobody would write.
@Suite struct FastAndPlainTests {
  static let plain: Result<PlainMetadata, any Error> = Result { PlainMetadata(try Fixture.bytes("plans.tsv")) }

  /// The same metadata is behind both, or comparing them means nothing.
  @Test func bothReadOneRelease() throws {
    let plain = try Self.plain.get()
    #expect(PhoneMetadata.current.version == plain.version)
    for (code, regions) in plain.regionsByCode { #expect(PhoneMetadata.current.regions(ofCallingCode: code) == regions) }
    #expect(PhoneMetadata.current.supportedRegions == plain.supportedRegions)
  }

  @Test(arguments: [Texts.Kind.digits, .pieces, .mutations, .bytes])
  func everyAnswerIsTheSame(_ kind: Texts.Kind) throws {
    let plain = try Self.plain.get()
    var texts = try Texts(kind)
    var differences: [String] = []
    for _ in 0..<Texts.count {
      let (input, region) = texts.next()
      let fast = ParityLine(input: input, region: region).answers(.current)
      let slow = PlainNumber.answers(input, region, plain)
      if fast != slow {
        differences.append("\(String(decoding: input, as: UTF8.self).debugDescription) \(region?.code ?? "-")\n \(fast)\n \(slow)")
      }
    }
    #expect(differences.isEmpty, "seed \(texts.seed): \(differences.count) differ\n\(differences.prefix(10).joined(separator: "\n"))")
  }

  /// Found by fuzzing: a text of nothing but zeros has as many digits as zeros.
  @Test(arguments: 1...20)
  func zerosAlone(_ count: Int) throws {
    let plain = try Self.plain.get()
    let input = Array(String(repeating: "0", count: count).utf8)
    for region in PhoneMetadata.current.supportedRegions {
      #expect(ParityLine(input: input, region: region).answers(.current) == PlainNumber.answers(input, region, plain))
    }
  }
}
