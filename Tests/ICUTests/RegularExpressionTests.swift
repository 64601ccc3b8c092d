import Foundation
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

/// Patterns that a recursive matcher would pay for with its stack, or with a time that grows with every character. Each ends in an answer,
/// or in an error that says why, on a thread with little stack: as a value of 4,096 bytes meets them, which is as long as one can be.
@Test(
  "No pattern takes a thread's stack or more than its time",
  arguments: [
    (String(repeating: "(", count: 10_000) + "a" + String(repeating: ")", count: 10_000), "a"),
    (String(repeating: "(?:", count: 90) + "a" + String(repeating: ")*", count: 90), String(repeating: "a", count: 4_095) + "b"),
    ("(" + (0..<10_000).map { "a\($0)" }.joined(separator: "|") + ")*", String(repeating: "a1", count: 2_048)),
    ("(.|\\n)*x", String(repeating: "ab", count: 2_048)),
    ("((a{0,999}){0,999}){0,999}b", String(repeating: "a", count: 4_096)),
    ("(a|a?)+(a|a?)+(a|a?)+b", String(repeating: "a", count: 4_096)),
    ("(?<=(a{1,100}){1,100})b", String(repeating: "a", count: 4_095) + "b"),
    ("(a*)*\\1*c", String(repeating: "a", count: 4_096)),
    (#"(\p{L}+[\s'-]?)+$"#, String(repeating: "é", count: 2_047) + "!"),
  ])
func boundsPatterns(pattern: String, text: String) {
  let ended = DispatchSemaphore(value: 0)
  let thread = Thread {
    // Whichever it is: it came back.
    _ = try? matches(pattern, text)
    ended.signal()
  }
  thread.stackSize = 1 << 17
  thread.start()
  ended.wait()
}
