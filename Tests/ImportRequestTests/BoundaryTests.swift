import ImportRequest
import TestSupport
import Testing

@Test("A text occurs where a plain search finds it")
func occurrence() throws {
  let seed = UInt64.random(in: .min ... .max)
  var generator = SplitMix(seed: seed)
  for _ in 0..<5_000 {
    // Few letters, so that near misses and overlaps are frequent.
    let text = String((0..<Int.random(in: 1...4, using: &generator)).map { _ in "ab".randomElement(using: &generator) ?? "a" })
    let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in UInt8.random(in: 0x61...0x62, using: &generator) }
    let plain = bytes.indices.contains { bytes[$0...].starts(with: text.utf8) }
    #expect(try #require(Boundary(text)).occurs(in: bytes) == plain, "\(text) in \(bytes), seed \(seed)")
  }
}

@Test("A boundary made for a content is not in it, and the same content has the same one")
func avoiding() {
  let content = Array("firstName\nAnna\n".utf8)
  let boundary = Boundary(avoiding: content)
  #expect(!boundary.occurs(in: content))
  #expect(boundary == Boundary(avoiding: content))
  #expect(Boundary(boundary.text) == boundary, "it is one by the grammar as well")
  #expect(Boundary(avoiding: content + Array(boundary.text.utf8)) != boundary)
}

private struct BoundaryCase: Sendable, CustomTestStringConvertible {
  let text: String
  var isGood = false
  let reason: String
  var testDescription: String { reason }
}

@Test(
  "A boundary is 1 to 70 characters that need no quotes in a header",
  arguments: [
    BoundaryCase(text: "a", isGood: true, reason: "the shortest"),
    BoundaryCase(text: String(repeating: "b", count: 70), isGood: true, reason: "the longest (RFC 2046, 5.1.1)"),
    BoundaryCase(text: String(repeating: "b", count: 71), reason: "one too long"),
    BoundaryCase(text: "", reason: "nothing would be found everywhere"),
    BoundaryCase(text: "two words", reason: "a space ends the parameter"),
    BoundaryCase(text: "a\r\nauth: x", reason: "a line break would begin another header"),
    BoundaryCase(text: "a;b", reason: "a semicolon begins another parameter"),
    BoundaryCase(text: "é", reason: "headers are ASCII"),
  ])
private func grammar(boundary: BoundaryCase) {
  #expect((Boundary(boundary.text) != nil) == boundary.isGood)
}

@Test("A stream id that is none is noticed")
func streamIds() {
  #expect(ImportCall.isUsualStreamId("st-0b7d0f33-8f2a-5c3e-9a44-1f0c8a5e9d7b"))
  for other in ["", "st-", "st-0b7d0f33", "x-0b7d0f33-8f2a-5c3e-9a44-1f0c8a5e9d7b", "st-0b7d0f33-8f2a-5c3e-9a44-1f0c8a5e9d7g"] {
    #expect(!ImportCall.isUsualStreamId(other), "\(other)")
  }
}
