import ICU
import Testing

private func matches(_ pattern: String, _ text: String) throws -> Bool {
  var expression = try RegularExpression(pattern)
  return try expression.matches(text)
}

@Test("A regular expression matches the whole text")
func matchesTheWhole() throws {
  #expect(try matches(#"\p{Lu}\p{Ll}+"#, "Éva"))
  #expect(try !matches(#"\p{Lu}\p{Ll}+"#, "Éva!"))
  #expect(try matches("a?", ""))
  #expect(try matches("a\u{1F600}b", "a\u{1F600}b"))
}

@Test("A pattern that is none says where, and one that never ends is stopped")
func refuses() throws {
  #expect(throws: RegularExpression.SyntaxError.self) { _ = try matches("a(b", "ab") }
  #expect(throws: ICUError.self) { _ = try matches("(a+)+b", String(repeating: "a", count: 40)) }
}
