import Pipeline
import Reports
import Testing

@Test("Every code has a name of its own and an explanation", arguments: FindingCode.allCases)
func explains(code: FindingCode) {
  #expect(code.name.wholeMatch(of: /[a-z]+(\.[a-z0-9-]+)+/) != nil)
  #expect(FindingCode(name: code.name) == code)
  #expect(code.explanation.count > 60 && code.explanation.hasSuffix("."))
  // What is rejected has to be mended by somebody: the explanation says how.
  if code.severity == .error { #expect(code.explanation.split(separator: "\n").count > 1) }
}

@Test("Every reason of a change that is no finding has an explanation", arguments: ChangeReason.allCases)
func explains(reason: ChangeReason) {
  #expect(FindingCode(name: reason.rawValue) == nil)
  #expect(reason.explanation.count > 60 && reason.explanation.hasSuffix("."))
}
