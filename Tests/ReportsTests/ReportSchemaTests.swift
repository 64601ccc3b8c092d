import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Reports

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A report with something in every member, or with as little as there can be.
private func report(isFull: Bool) -> Report {
  var tally = Tally()
  if isFull {
    for _ in 0..<5 { tally.count(.written) }
    tally.count(.rejected(.phoneMissing))
    tally.count(.alreadyThere)
    var noticed = FindingCounts()
    noticed.add(.phoneMissing)
    noticed.add(.nameRecased, times: 3)
    tally.count(noticed)
  }
  let run = Report.Run(
    command: "clean", version: "1.2.3", epochSeconds: 1_764_057_600, seconds: 0.25, source: "list.csv", byteCount: isFull ? 512 : nil,
    rules: "kore-agentassist", region: isFull ? "US" : nil, isStrict: false, showsValues: false,
    files: isFull ? [("cleaned", "clean.csv"), ("rejects", "clean.rejects.csv")] : [])
  let columns = [
    Inspection.Column(name: "Name", meaning: nil, use: "left out", isUsed: false, evidence: "", cells: "", doubts: ["odd"])
  ]
  let inspection = Inspection(form: isFull ? [.init("delimiter", "tab", "it says so")] : [], columns: isFull ? columns : [])
  let plan = Plan(
    header: isFull ? ["Name"] : [], columns: [], name: .init(), phones: [], country: nil, identity: nil, region: nil)
  return Report(run, tally: tally, inspection: inspection, facts: RunFacts(plan: plan), review: isFull ? Review() : nil)
}

@Test("A public validator accepts the schema and reports by it, and refuses what is none")
func reportSchema() throws {
  guard let answer = try Python.run("import jsonschema"), answer.status == 0 else {
    print("skipped: python3 with the package jsonschema (pip install jsonschema) is not here, so the schema was not validated")
    return
  }
  let scratch = FileManager.default.temporaryDirectory.appending(path: "muster-report-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: scratch) }  // a scratch folder that stays behind harms nobody
  try Data(Report.schema.utf8).write(to: scratch.appending(path: "schema.json"))
  let full = report(isFull: true).json
  try Data(full.utf8).write(to: scratch.appending(path: "right-full.json"))
  try Data(report(isFull: false).json.utf8).write(to: scratch.appending(path: "right-empty.json"))
  let wrong = [
    full.replacing("\"schema\": 1", with: "\"schema\": 2"), full.replacing("\"outcomes\"", with: "\"outcome\""),
    full.replacing("\"written\": 5", with: "\"written\": -5"), full.replacing("\"fixed\"", with: "\"mended\""),
    full.replacing("\"bytes\": 512", with: "\"bytes\": \"512\""), full.replacing("\"used\": false", with: "\"use\": false"),
  ]
  for (index, text) in wrong.enumerated() {
    #expect(text != full)
    try Data(text.utf8).write(to: scratch.appending(path: "wrong-\(index).json"))
  }
  // A report of a real run has what a made-up one cannot: examples, groups, pairs.
  let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "muster")
  let list = root.appending(path: "Tests/Fixtures/troubled.csv").path
  for (name, options) in [("plain", []), ("shown", ["--show-values", "--region", "GB"])] {
    let process = Process()
    process.executableURL = program
    process.arguments =
      [
        list, "--quiet", "--review", scratch.appending(path: "review.csv").path, "--rejects", "/dev/null", "--report",
        scratch.appending(path: "right-\(name).json").path,
      ]
      + options
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
  let script = """
    import glob, json, sys, jsonschema
    schema = json.load(open("schema.json"))
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    validator = kind(schema)
    bad = [(f, e.message, list(e.path)) for f in glob.glob("right-*.json") for e in validator.iter_errors(json.load(open(f)))]
    bad += [f for f in glob.glob("wrong-*.json") if validator.is_valid(json.load(open(f)))]
    print("judged wrongly:", bad, "of", len(glob.glob("*-*.json")))
    sys.exit(1 if bad else 0)
    """
  let judged = try #require(try Python.run(script, in: scratch))
  #expect(judged.status == 0, "\(judged.output)")
  #expect(judged.output.contains("of \(4 + wrong.count)"))
}

@Test("The schema that is compiled in is the one in the repository")
func reportSchemaCompiledIn() throws {
  #expect(try String(contentsOf: root.appending(path: "rules/report.schema.json"), encoding: .utf8) == Report.schema)
}

@Test(
  "Times are as RFC 3339 has them",
  arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_764_057_599, "2025-11-25T07:59:59Z"),
    (4_102_444_800, "2100-01-01T00:00:00Z"),
  ])
func timestamps(seconds: Int, text: String) { #expect(UTCTime.text(seconds) == text) }
