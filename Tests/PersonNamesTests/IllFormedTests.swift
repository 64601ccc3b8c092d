import PersonNames
import Testing

/// Found by fuzzing: a word of which nothing is UTF-8 is no word, wherever it stands.
@Test(
  "Bytes that are no UTF-8 cost nothing but themselves",
  arguments: [[0xFF, 0x20], [0xFF], [0xFF, 0x20, 0x41], [0x41, 0x20, 0xFF], [0xC3, 0x20, 0xC3], [0x80, 0x20, 0x20, 0x80, 0x00]])
func illFormed(_ bytes: [UInt8]) {
  var normalizer = NameNormalizer()
  for kind in NameKind.allCases {
    var once: [UInt8] = []
    _ = normalizer.normalize(bytes.span, kind: kind, region: nil, into: &once)
    #expect(String(validating: once, as: UTF8.self) != nil)
    #expect(bytes.contains(0x41) == once.contains(0x41))
  }
  _ = normalizer.split(firstName: bytes.span, region: nil)
  _ = normalizer.split(fullName: bytes.span, region: nil)
}
