import Foundation
import TestSupport
import Testing

/// Runs a program and says how much memory it had at most, in KiB, as the system counts it.
private let peak = """
  import resource, subprocess, sys
  ended = subprocess.run(sys.argv[1:])
  print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
  sys.exit(ended.returncode)
  """

/// What a few batches more or less in memory come to; the longer list is more than twice that.
private let trifle = 4 << 10

@Test(
  "Batches are written and sent one at a time: eight times the contacts take no more memory than cleaning them does",
  .disabled(if: Program.isSanitized, "a sanitizer's memory is not the program's"))
private func flat() throws {
  let scratch = try Scratch()
  _ = try scratch.write(peak, to: "peak.py")
  let rules = try String(contentsOf: Program.root.appending(path: "rules/kore-agentassist.yaml"), encoding: .utf8)
    .replacing("batch_records: 1000", with: "batch_records: 200")
    .replacing("requests_per_minute: 60", with: "requests_per_minute: 60000000")
    .replacing("# What must hold", with: "  - name: notes\n\n# What must hold")
  _ = try scratch.write(rules, to: "rules.yaml")
  let standIn = try StandInProcess(in: scratch)
  func memory(_ command: String) throws -> Int {
    let run = try Program.shell("python3 peak.py \(command) --quiet", in: scratch.folder)
    #expect(run.status == 0, "\(run.error)")
    return try #require(Int(run.output.trimmingCharacters(in: .newlines)))
  }
  var made: [Int] = []
  var sent: [Int] = []
  // A column that is only handed on makes the list long and costs no time.
  let notes = String(repeating: "note ", count: 220)
  for (folder, numbers) in [("few", 0..<1_000), ("many", 1_000..<9_000)] {
    let rows = numbers.map { "Asha,Rao,Mrs,+91\(9_876_500_000 + $0),\(notes)\n" }.joined()
    _ = try scratch.write("firstName,lastName,salutation,cellPhoneNumber,notes\n" + rows, to: "\(folder).csv")
    let cleaned = try memory("muster \(folder).csv -o \(folder).clean.csv --rules ./rules.yaml --jobs 1")
    made.append(try memory("muster request \(folder).csv -o \(folder) --rules ./rules.yaml --jobs 1") - cleaned)
    sent.append(try memory("muster send " + standIn.arguments(folder).dropFirst().reduce(folder) { "\($0) '\($1)'" }))
  }
  #expect(made[1] - made[0] < trifle, "KiB above cleaning: \(made)")
  #expect(sent[1] - sent[0] < trifle, "KiB: \(sent)")
}
