import Foundation
import TestSupport
import Testing

/// Sending under faults: each time another request, to one stand-in that remembers them all.
private struct FaultySending {
  let standIn: StandInProcess
  static let contacts = 6

  /// The numbers of the request that is made for a fault.
  static func numbers(_ index: Int) -> [String] { (0..<contacts).map { "+91\(9_876_000_000 + index * contacts + $0)" } }

  /// Makes a request in a folder of its own.
  func makeRequest(_ index: Int) throws -> String {
    let folder = "import-\(index)"
    let list = "firstName,lastName,cellPhoneNumber\n" + Self.numbers(index).map { "Asha,Rao,\($0)\n" }.joined()
    _ = try standIn.scratch.write(list, to: "list.csv")
    let made = try Program.shell("muster request list.csv -o \(folder) --rules ./rules.yaml --quiet", in: standIn.scratch.folder)
    #expect(made.status == 0, "\(made.error)")
    return folder
  }

  /// Sends a request, with a fault or without one.
  func send(
    _ folder: String, _ fault: Fault? = nil
  ) throws -> (result: Program.Result, calls: [(name: String, count: Int)], injected: Int) {
    let log = try Scratch()
    var environment = fault?.environment ?? [:]
    environment["FAULT_LOG"] = log["calls"].path
    let arguments = try standIn.arguments(folder).dropFirst().map { "'\($0)'" }.joined(separator: " ")
    let line = try FaultLibrary.line("muster-send \(folder) \(arguments) --timeout 5 --quiet")
    let result = try Program.shell(line, in: standIn.scratch.folder, environment: environment)
    let (calls, injected) = FaultLibrary.log((try? log.read("calls")) ?? "")
    return (result, calls, injected)
  }

  /// What a sending did wrong; nil when it kept every promise.
  func wrong(_ result: Program.Result, in folder: String, _ index: Int) throws -> String? {
    if result.status != 0 {
      guard (1..<124).contains(result.status) else { return "died or hung with \(result.status): \(result.error)" }
      let sentences = result.error.split(separator: "\n")
      guard sentences.count == 1, sentences[0].hasPrefix("muster: "), !sentences[0].contains("code: ") else {
        return "said: \(result.error)"
      }
    }
    let known =
      /(batch-0001|batch-0002)\.(csv|http)|manifest\.(json|key)|request\.sh|journal\.jsonl|answer-[-0-9]+\.json|(accepted|missing|changed)\.csv/
    let files = try FileManager.default.contentsOfDirectory(atPath: standIn.scratch[folder].path)
    if let odd = files.first(where: { $0.wholeMatch(of: known) == nil }) { return "left \(odd)" }
    let journal = try files.contains("journal.jsonl") ? standIn.scratch.read(folder + "/journal.jsonl") : ""
    // What is behind the last line end was torn, which is allowed once.
    for line in journal.split(separator: "\n").dropLast(journal.hasSuffix("\n") ? 0 : 1) {
      guard (try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any] else { return "wrote into its journal: \(line)" }
    }
    if result.status == 0 || files.contains("accepted.csv") {
      let accepted = try standIn.scratch.read(folder + "/accepted.csv").split(separator: "\n").dropFirst()
      let numbers = accepted.map { String($0.split(separator: ",", omittingEmptySubsequences: false)[3]) }
      guard numbers == Self.numbers(index) else { return "accepted \(numbers)" }
    }
    return nil
  }
}

@Test("Whatever call of a sending fails, one sentence says it, and the same command goes on: each contact arrives once")
func everyCallOfSendingFails() throws {
  let scratch = try Scratch()
  let rules = try String(contentsOf: Program.root.appending(path: "rules/kore-agentassist.yaml"), encoding: .utf8)
    .replacing("batch_records: 1000", with: "batch_records: 3")
    .replacing("requests_per_minute: 60", with: "requests_per_minute: 60000000")
  _ = try scratch.write(rules, to: "rules.yaml")
  let sending = FaultySending(standIn: try StandInProcess(in: scratch))
  let (whole, calls, _) = try sending.send(try sending.makeRequest(0))
  #expect(whole.status == 0, "\(whole.error)")
  for name in ["socket", "connect", "read", "write", "fsync", "flock"] { #expect(calls.contains { $0.name == name }, "\(name) is made") }
  var injected = 0
  var lost = 0
  let faults = Fault.all(in: calls, tries: 1)
  for (index, fault) in zip(1..., faults) {
    let folder = try sending.makeRequest(index)
    let (result, _, count) = try sending.send(folder, fault)
    injected += count
    var wrong = try sending.wrong(result, in: folder, index)
    if fault.isHarmless { #expect(result.status == 0, "a call that is to be made again is no error: \(fault): \(result.error)") }
    let again = try sending.send(folder).result
    if again.status != 0 { wrong = "\(wrong ?? ""), and then \(again.error)" }
    if let odd = try sending.wrong(again, in: folder, index) { wrong = "\(wrong ?? ""), and then \(odd)" }
    if let wrong {
      lost += 1
      Issue.record("\(fault): \(wrong)")
    }
    try FileManager.default.removeItem(at: scratch[folder])
  }
  let stored = try sending.standIn.numbers()
  #expect(stored.sorted() == (0...faults.count).flatMap(FaultySending.numbers).sorted())
  print("send: faults injected: \(injected), lost: \(lost)")
}
