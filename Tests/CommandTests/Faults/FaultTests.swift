import Foundation
import TestSupport
import Testing

/// With MUSTER_FAULTS=all every call fails once; without it, of a call that is made often, some that are spread over the run.
private let tries = ProcessInfo.processInfo.environment["MUSTER_FAULTS"] == "all" ? Int.max : 6

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
]

@Test("Whatever call fails, nothing is half there and one sentence says it", arguments: scenarios)
func everyCallFails(scenario: FaultScenario) throws {
  let (whole, calls) = try scenario.counts()
  #expect(whole.status == 0, "\(whole.error)")
  #expect(calls.contains { $0.name == "write" || $0.name == "writev" })
  var injected = 0
  for (name, count) in calls {
    let cuts = ["read", "write", "writev", "pread", "pwrite", "send", "recv"].contains(name)
    let failure = ["write", "writev", "pwrite", "fsync", "open", "mkstemp", "mkdir", "ftruncate", "linkat"].contains(name) ? ENOSPC : EIO
    for manner in [String(failure)] + (cuts ? ["short"] : []) {
      for number in stride(from: 1, through: count, by: max(1, count / tries)) {
        let outcome = try scenario.run(["FAULT_CALL": name, "FAULT_AT": String(number), "FAULT_ERRNO": manner])
        injected += 1
        if let fault = scenario.fault(in: outcome, whole: whole) {
          Issue.record("\(name) \(number) of \(count), \(manner): \(fault)")
        }
        if manner == "short" { #expect(outcome.status == whole.status, "a call that did less is no error: \(name) \(number)") }
      }
    }
  }
  print("\(scenario.name): \(injected) faults injected, nothing lost")
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
