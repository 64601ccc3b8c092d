import ICU
@testable import Rules
import Testing

@Test("The compiled-in folding table says of every letter what ICU says", arguments: [0x80..<0x3000, 0x3000..<0xAC00, 0xAC00..<0x20000])
func foldingAgreesWithICU(_ codePoints: Range<UInt32>) throws {
  let folding = Folding()
  var different: [String] = []
  // Letters of Unicode 15 and later are not in every ICU that this may run with.
  // Every code point where scripts differ letter by letter; every seventh among ideographs and syllables, which are all alike.
  for value in stride(from: codePoints.lowerBound, to: codePoints.upperBound, by: codePoints.lowerBound < 0x3000 ? 1 : 7) {
    guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major < 15 else { continue }
    let text = "a\(String(Character(scalar)))z"
    let ours = folding.folded(text)
    let icu = try Array(text.utf8).foldedForLookup()
    if ours != icu { different.append(String(value, radix: 16)) }
  }
  #expect(different.isEmpty, "\(different.count): \(different.prefix(30))")
}
