import Foundation
import TestSupport
import Testing

private func list(records: Int) -> String {
  var text = "firstName,lastName,phone\n"
  for row in 0..<records {
    // Some without a name, some twice: rejects and duplicates are files too.
    let number = 2_025_550_100 + row / 50 * 100 + row % 50 % 40
    text += row % 7 == 0 ? ",,+1\(number)\n" : "ADA \(row % 50),LOVELACE,+1\(number)\n"
  }
  return text
}

private let scenarios = [
  FaultScenario(name: "clean, files", line: "PROGRAM in.csv -o out.csv --quiet", list: { list(records: 300) }),
  FaultScenario(
    name: "clean, over an earlier result", line: "PROGRAM in.csv -o out.csv --rejects bad.csv --quiet", list: { list(records: 300) },
    earlier: ["out.csv": "an earlier list\n", "bad.csv": "earlier rejects\n"]),
  FaultScenario(
    name: "clean, pipes", line: "cat in.csv | PROGRAM --rejects bad.csv --quiet", list: { list(records: 300) }),
  FaultScenario(name: "dedup", line: "PROGRAM dedup in.csv --by phone -o out.csv --quiet", list: { list(records: 300) }),
  FaultScenario(
    name: "dedup, spilling", line: "mkdir spill && TMPDIR=spill PROGRAM dedup in.csv --by phone --memory 1M -o out.csv --quiet",
    list: { longList }, tries: 1),
  FaultScenario(
    name: "request", line: "PROGRAM request in.csv -o import --quiet", list: { list(records: 1_600) },
    comparable: { name, bytes in
      // The key is drawn for each request, and the contacts' hashes are made with it.
      let drawn = name.hasSuffix("manifest.key") ? /[0-9a-f]{64}/ : /"[0-9a-f]{16}"/
      return name.contains("manifest.") ? Data(String(decoding: bytes, as: UTF8.self).replacing(drawn, with: "drawn").utf8) : bytes
    }),
]

/// More numbers than a megabyte has room for.
private let longList = "firstName,lastName,phone\n" + (0..<60_000).map { "ADA \($0),LOVELACE,+91987\(1_000_000 + $0)\n" }.joined()

@Test("Whatever call fails, nothing is half there and one sentence says it", arguments: scenarios)
func everyCallFails(scenario: FaultScenario) throws {
  let (whole, calls, _) = try scenario.run()
  #expect(whole.status == 0, "\(whole.error)")
  #expect(calls.contains { $0.name == "write" || $0.name == "writev" })
  if scenario.name.contains("spilling") { #expect(calls.contains { $0.name == "pwrite" }) }
  var injected = 0
  var lost = 0
  for fault in Fault.all(in: calls, tries: scenario.tries) {
    let (outcome, _, count) = try scenario.run(fault)
    injected += count
    if let wrong = scenario.wrong(in: outcome, whole: whole) {
      lost += 1
      Issue.record("\(fault): \(wrong)")
    }
    if fault.isHarmless { #expect(outcome.status == whole.status, "a call that is to be made again is no error: \(fault)") }
  }
  print("\(scenario.name): faults injected: \(injected), lost: \(lost)")
}

/// With MUSTER_SIGNALS=200 as many moments as the promise speaks of.
private let moments = ProcessInfo.processInfo.environment["MUSTER_SIGNALS"].flatMap(Int.init) ?? 15

@Test("Ended by a signal at any moment, a run leaves nothing half there, and the next one succeeds")
func signals() throws {
  let seed = UInt64.random(in: 0 ... .max)
  var random = SplitMix(seed: seed)
  let scratch = try Scratch()
  let text = list(records: 10_000)
  _ = try scratch.write(text, to: "in.csv")
  let clock = ContinuousClock()
  let start = clock.now
  #expect(try Program.shell("muster in.csv -o whole.csv --quiet", in: scratch.folder).status == 0)
  let length = start.duration(to: clock.now) / .milliseconds(1)
  let whole = try scratch.read("whole.csv")
  let names = ["in.csv", "whole.csv", "whole.duplicates.csv", "whole.rejects.csv"]
  for moment in 0..<moments {
    let signal = ["INT", "TERM", "HUP", "PIPE", "KILL"][moment % 5]
    let wait = Double.random(in: 0...length * 1.1, using: &random) / 1000
    // A process that is slower than its killer is killed early, which is a moment too.
    let line = "muster in.csv -o out.csv --quiet & sleep \(wait); kill -\(signal) $! 2> /dev/null; wait $!"
    let result = try Program.shell(line, in: scratch.folder)
    let left = try scratch.files.filter { !names.contains($0) }
    let story = "seed \(seed), moment \(moment), \(signal) after \(wait) s, status \(result.status), left \(left)"
    #expect(!result.error.contains("Fatal"), "\(story)")
    for name in left {
      #expect(try scratch.read(name) == scratch.read(name.replacing("out", with: "whole")), "\(story): \(name)")
      try FileManager.default.removeItem(at: scratch[name])
    }
  }
  #expect(try Program.shell("muster in.csv -o out.csv --quiet", in: scratch.folder).status == 0)
  #expect(try scratch.read("out.csv") == whole)
  print("\(moments) signals sent, nothing lost, seed \(seed)")
}
