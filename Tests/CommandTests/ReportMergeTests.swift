import Foundation
import TestSupport
import Testing

/// A list in which no number stands twice, with trouble of many kinds.
private func troubled(_ records: Int) -> String {
  let names = ["ANNA,Lee", "bob,MILLER", "Zoë,O'BRIEN", ",", " Jo ,van den Berg", "n/a,Smith"]
  let titles = ["Mr", "", "Herr", "Queen"]
  var list = "First Name,Last Name,Title,Mobile,Country\n"
  for number in 0..<records {
    let phone =
      switch number % 7 {
      case 0: "+1 415 555 \(2000 + number)"
      case 1: "0171 23\(40000 + number)"
      case 2: "12"
      case 3: "06 12 34 \(10 + number / 100) \(10 + number % 90)"
      default: "+44 7400 \(100_000 + number)"
      }
    let country = ["", "Germany", "US", "FR", "GB", "Atlantis", "GB"][number % 7]
    list += "\(names[number % names.count]),\(titles[number % titles.count]),\(phone),\(country)\n"
  }
  return list
}

private func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// What the reports of parts and that of the whole list have in common, in one text for each member.
private func comparable(_ report: [String: Any]) throws -> [String: String] {
  var members: [String: String] = [:]
  for (name, value) in report where !["created", "seconds", "input", "files"].contains(name) {
    let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    members[name] = String(decoding: data, as: UTF8.self)
  }
  return members
}

@Test("The merged report of a list's parts is the report of the whole list", arguments: [1, 2, 5])
func mergedReports(parts: Int) throws {
  let scratch = try Scratch()
  _ = try scratch.write(troubled(400), to: "list.csv")
  let whole = try Program.shell(
    """
    muster inspect list.csv --plan plan.json > /dev/null && \
    muster clean list.csv -o clean.csv --plan plan.json --report whole.json --quiet && \
    muster split list.csv --parts \(parts) --ranges > ranges && \
    n=10; while read -r range; do n=$((n + 1)); \
    muster clean list.csv --range "$range" -o part-$n.csv --plan plan.json --report part-$n.json --quiet || exit; done < ranges; \
    muster report merge part-*.json -o merged.json
    """, in: scratch.folder)
  #expect(whole.status == 0, "\(whole.error)")
  let (one, merged) = (try comparable(object(scratch.read("whole.json"))), try comparable(object(scratch.read("merged.json"))))
  #expect(try scratch.files.count { $0.hasPrefix("part-") && $0.hasSuffix(".json") } == parts)
  #expect(one.keys.sorted() == merged.keys.sorted())
  for (name, value) in one { #expect(merged[name] == value, "\(name)") }
  #expect(one["findings"]?.contains("phone.too-short") == true && one["outcomes"]?.contains("\"duplicates\":0") == true)
}

@Test("What is no report, or not of the same work, is told by its name, and nothing is written")
func mergedReportProblems() throws {
  let scratch = try Scratch()
  _ = try scratch.write(troubled(30), to: "list.csv")
  let made = try Program.shell(
    "muster list.csv -o a.csv --report a.json --quiet; muster list.csv -o b.csv --region US --report b.json --quiet", in: scratch.folder)
  #expect(made.status == 0, "\(made.error)")
  let report = try scratch.read("a.json")
  _ = try scratch.write("{}", to: "none.json")
  _ = try scratch.write(report.replacing(#/"schema": 1/#, with: "\"schema\": 7"), to: "new.json")
  _ = try scratch.write(report.replacing(#/"written": \d+/#, with: "\"written\": 1"), to: "less.json")
  let cases = [
    ("a.json b.json", "b.json: its \"rules\" are not those of the reports before"),
    ("none.json", "none.json: this is no JSON report of muster"),
    ("new.json", "new.json: the report has version 7 of its form"),
    ("a.json less.json", "less.json: the report says that 30 records were read and"),
    ("a.json gone.json", "gone.json"),
  ]
  for (names, sentence) in cases {
    let result = try Program.shell("muster report merge \(names) -o merged.json", in: scratch.folder)
    #expect(result.status != 0 && result.error.contains(sentence), "\(names): \(result.error)")
    #expect(result.output.isEmpty && !FileManager.default.fileExists(atPath: scratch["merged.json"].path))
  }
}
