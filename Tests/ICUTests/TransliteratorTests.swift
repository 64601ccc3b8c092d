import ICU
import Testing

@Test("Text of any script is rewritten, ill-formed bytes become U+FFFD, and an unknown transform is an error")
func transliteration() throws {
  var latin = try Transliterator("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower")
  #expect(try latin.transliterated(Array("Щукин".utf8)) == Array("shchukin".utf8))
  #expect(try latin.transliterated(Array("Łukasz Müller".utf8)) == Array("lukasz muller".utf8))
  #expect(try latin.transliterated([]) == [])
  #expect(try latin.transliterated([0x41, 0xFF, 0x42]) == Array("a\u{FFFD}b".utf8))
  // Longer than any buffer that is on the stack, and growing: a sign of three bytes becomes four or more letters.
  let long = String(repeating: "張", count: 3_000)
  #expect(try latin.transliterated(Array(long.utf8)).count >= 3_000 * 5 - 1)
  #expect(throws: ICUError.self) { _ = try Transliterator("No-Such/Transform") }
}
