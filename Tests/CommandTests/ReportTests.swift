import Foundation
import TestSupport
import Testing

/// Cleans the troubled list into a scratch folder with a report.
private func report(_ name: String, _ options: [String] = [], list: String = "troubled.csv") throws -> (Scratch, Program.Result) {
  let scratch = try Scratch()
  try FileManager.default.copyItem(at: Program.fixtures.appending(path: list), to: scratch[list])
  let line = "muster \(list) -o clean.csv --report \(name) \(options.joined(separator: " "))"
  return (scratch, try Program.shell(line, in: scratch.folder))
}

private func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// The report without what no two runs have in common.
private func withoutTime(_ text: String) -> String {
  text.replacing(#/"(created|endTimeUtc)": "[^"]*"/#, with: "").replacing(#/"seconds": [0-9.]+/#, with: "")
    .replacing(#/ time(stamp)?="[^"]*"/#, with: "").replacing(#/datetime="[^"]*">[^<]*/#, with: "")
    .replacing(#/data-key="seconds">[^<]*/#, with: "")
}

@Test("A report's counts are the summary's, and its outcomes add up")
func reportCounts() throws {
  let (scratch, result) = try report("r.json", ["--region", "GB"])
  #expect(result.status == 0, "\(result.error)")
  let json = try object(scratch.read("r.json"))
  let outcomes = try #require(json["outcomes"] as? [String: Int])
  for name in ["read", "written", "rejected", "duplicates"] { #expect(outcomes[name] == count(name, in: result.error)) }
  #expect(outcomes["read"] == (outcomes["written"] ?? 0) + (outcomes["rejected"] ?? 0) + (outcomes["duplicates"] ?? 0))
  let kinds = try #require(json["findings"] as? [[String: Any]])
  #expect(kinds.count >= 20, "the list has twenty kinds of trouble")
  #expect(kinds.reduce(0) { $0 + ($1["rejected"] as? Int ?? 0) } == outcomes["rejected"])
  #expect((json["rejected"] as? [Any])?.count == outcomes["rejected"])
  let numbers = (json["countries"] as? [[String: Any]])?.reduce(0) { $0 + ($1["count"] as? Int ?? 0) }
  #expect(numbers == outcomes["written"], "every written record has a number, and every number is counted once")
  #expect((json["number_types"] as? [[String: Any]])?.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == outcomes["written"])
  // Every written number but those that were in E.164 before has changed.
  let changed = try scratch.read("clean.csv").split(separator: "\n").dropFirst().count { line in
    let number = line.split(separator: ",", omittingEmptySubsequences: false)[3]
    return !((try? String(contentsOf: Program.fixtures.appending(path: "troubled.csv"), encoding: .utf8)) ?? "").contains(",\(number),")
  }
  let mobile = try #require((json["columns"] as? [[String: Any]])?.first { $0["name"] as? String == "Mobile" })
  #expect(mobile["changed"] as? Int == changed)
}

@Test("A report is the same for every number of workers, in every form", arguments: ["r.json", "r.html", "r.sarif", "r.junit.xml"])
func reportOfWorkers(name: String) throws {
  var reports: Set<String> = []
  for jobs in ["1", "2", "5"] {
    let (scratch, result) = try report(name, ["--jobs", jobs, "--region", "US"], list: "us-legislators.csv")
    #expect(result.status == 0, "\(result.error)")
    reports.insert(withoutTime(try scratch.read(name)))
  }
  #expect(reports.count == 1)
}

@Test("Nobody's number or name is in a report unless it is asked for", arguments: ["r.json", "r.html", "r.sarif", "r.junit.xml"])
func maskedReport(name: String) throws {
  let secrets = ["79460018", "7946 0018", "919876543", "4155552671", "CRUZ", "Brien", "Hale", "maria@", "rhale"]
  let (masked, _) = try report(name, ["--review review.csv"])
  let text = try masked.read(name)
  for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
  let (shown, _) = try report(name, ["--review review.csv", "--show-values"])
  let plain = try shown.read(name)
  #expect(["r.junit.xml"].contains(name) || plain.contains("7946 0018"))
  let mode = try FileManager.default.attributesOfItem(atPath: shown[name].path)[.posixPermissions] as? Int
  #expect(mode == 0o600, "what shows people's numbers is for its owner alone")
}

@Test("check writes a report too, and one that nobody knows how to write is refused with the endings that are known")
func reportEndings() throws {
  let scratch = try Scratch()
  let list = try scratch.write("Name,Phone\nAnn Lee,+14155552671\nBob,12\n", to: "list.csv")
  let checked = try Program.run(["check", list, "--report", scratch["R.JSON"].path, "--quiet"])
  #expect(checked.status == 1)
  let json = try object(scratch.read("R.JSON"))
  #expect(json["command"] as? String == "check")
  #expect((json["files"] as? [String: Any])?.isEmpty == true)
  let wrong = try Program.run([list, "--report", "report.txt"])
  #expect(wrong.status == 2)
  for ending in [".json", ".html", ".sarif", ".junit.xml"] { #expect(wrong.error.contains(ending)) }
  let lost = try Program.run([list, "--report", scratch["c.html"].path, "-o", scratch["c.html"].path])
  #expect(lost.status == 2)
}

@Test("SARIF has a rule for every result and a place for each")
func sarif() throws {
  let (scratch, _) = try report("r.sarif")
  let log = try object(scratch.read("r.sarif"))
  #expect(log["version"] as? String == "2.1.0")
  let run = try #require((log["runs"] as? [[String: Any]])?.first)
  let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
  let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
  let results = try #require(run["results"] as? [[String: Any]])
  #expect(results.count > 40)
  for result in results {
    let index = try #require(result["ruleIndex"] as? Int)
    #expect(rules[index] == result["ruleId"] as? String)
    #expect(["note", "warning", "error"].contains(result["level"] as? String))
    let location = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect((location["artifactLocation"] as? [String: Any])?["uri"] as? String == "troubled.csv")
    #expect(((location["region"] as? [String: Any])?["startLine"] as? Int ?? 0) > 1)
  }
}

@Test("JUnit's XML is well-formed, and what cost records has failed")
func junit() throws {
  let (scratch, result) = try report("r.junit.xml")
  let parsed = try Program.shell(
    """
    python3 -c 'import sys, xml.etree.ElementTree as tree
    suite = tree.parse("r.junit.xml").getroot().find("testsuite")
    cases = suite.findall("testcase")
    failed = [case.get("name") for case in cases if case.find("failure") is not None]
    assert int(suite.get("tests")) == len(cases) and int(suite.get("failures")) == len(failed)
    print("\\n".join(sorted(failed)))'
    """, in: scratch.folder)
  guard parsed.status != 127 else { return print("skipped: python3 is not here, so the XML was not parsed") }
  #expect(parsed.status == 0, "\(parsed.error)")
  let failed = Set(parsed.output.split(separator: "\n").map(String.init))
  for name in failed { #expect(result.error.contains("1        \(name)\n") || result.error.contains("2        \(name)\n")) }
  #expect(failed.contains("phone.too-short") && failed.contains("country.missing"))
}
