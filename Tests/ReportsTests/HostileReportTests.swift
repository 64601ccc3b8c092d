import Pipeline
import Testing

@testable import Reports

private let hostile = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'&--><!--"

/// A report whose every text from outside means harm.
private func hostileReport(showsValues: Bool) -> Report {
  var tally = Tally()
  tally.count(.written)
  tally.count(.rejected(.phoneNotANumber))
  tally.count(.duplicate(of: 1))
  var noticed = FindingCounts()
  for code in FindingCode.allCases { noticed.add(code) }
  tally.count(noticed)
  var facts = RunFacts(plan: Plan(header: [hostile], columns: [], name: .init(), phones: [], country: nil, identity: nil, region: nil))
  let place = Place(rowNumber: 2, lineNumber: 3, column: hostile)
  for code in FindingCode.allCases { facts.keep(Finding(code: code, place: place, value: hostile, detail: hostile)) }
  facts.keep(rejected: Finding(code: .phoneNotANumber, place: place, value: hostile, detail: hostile))
  let run = Report.Run(
    command: "clean", version: "1", epochSeconds: 0, seconds: 0, source: hostile, byteCount: 1, rules: hostile, region: hostile,
    isStrict: true, showsValues: showsValues, files: [("cleaned", hostile), ("rejects", hostile)])
  let inspection = Inspection(
    form: [.init(hostile, hostile, hostile)],
    columns: [.init(name: hostile, meaning: hostile, use: hostile, evidence: hostile, cells: hostile, doubts: [hostile])],
    ambiguities: [.init(purpose: hostile, columns: [hostile, hostile])], missing: hostile)
  return Report(run, tally: tally, inspection: inspection, facts: facts)
}

@Test("No text from outside is markup in a report, wherever it stands", arguments: [true, false])
func hostileTexts(showsValues: Bool) {
  let report = hostileReport(showsValues: showsValues)
  let html = report.html
  #expect(!html.contains("<img") && !html.contains("<!--") && !html.contains("onerror=alert(1)>"))
  #expect(html.split(separator: "<script", omittingEmptySubsequences: false).count == 2, "the page's own script alone")
  #expect(html.split(separator: "</script", omittingEmptySubsequences: false).count == 2)
  #expect(html.contains("&lt;img src=x"))
  #expect(!report.junit.contains("<img"))
  // Every quote of JSON's strings is escaped, so that they end where they should: whoever parses it sees the text again.
  #expect(report.json.contains("</script><script>alert(2)</script>\\\"'&") == true)
}
