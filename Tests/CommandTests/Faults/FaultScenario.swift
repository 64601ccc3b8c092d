import Foundation
import TestSupport
import Testing

/// What a run may leave behind, and how it is started: the program under a fault library, in a folder of its own.
struct FaultScenario: Sendable, CustomTestStringConvertible {
  let name: String
  /// A line of shell; PROGRAM in it is the program with the fault library, which nothing else in the line is to meet.
  let line: String
  /// The list that the run reads, `in.csv`.
  let list: @Sendable () -> String
  /// Files that are there before the run and may be replaced by it.
  var earlier: [String: String] = [:]
  /// How often a call that is made often is tried, where nobody asks for all of them.
  var tries = 6
  /// What of a file is compared: less than all of it where it holds something that is drawn anew in each run.
  var comparable: @Sendable (_ name: String, _ bytes: Data) -> Data = { $1 }
  var testDescription: String { name }

  /// Everything in a folder after a run, by path, but for what was put there for it. A folder's path ends with a slash.
  struct Outcome: Equatable {
    var status: Int32
    var output: String
    var error: String
    var files: [String: Data]
  }

  /// Runs once, with a fault or without one, and says which calls were made and whether the fault came to be.
  func run(_ fault: Fault? = nil) throws -> (outcome: Outcome, calls: [(name: String, count: Int)], injected: Int) {
    let scratch = try Scratch()
    let log = try Scratch()
    _ = try scratch.write(list(), to: "in.csv")
    for (name, text) in earlier { _ = try scratch.write(text, to: name) }
    var environment = fault?.environment ?? [:]
    environment["FAULT_LOG"] = log["calls"].path
    let result = try Program.shell(
      line.replacing("PROGRAM", with: try FaultLibrary.line("muster")), in: scratch.folder, environment: environment)
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.folder.path) where name != "in.csv" {
      let isFolder = (try FileManager.default.attributesOfItem(atPath: scratch[name].path))[.type] as? FileAttributeType == .typeDirectory
      files[name + (isFolder ? "/" : "")] = isFolder ? Data() : comparable(name, try Data(contentsOf: scratch[name]))
    }
    // A program that was killed at its first call has logged nothing.
    let (calls, injected) = FaultLibrary.log((try? log.read("calls")) ?? "")
    return (Outcome(status: result.status, output: result.output, error: result.error, files: files), calls, injected)
  }

  /// What a run with a fault did wrong; nil when it kept every promise.
  ///
  /// Either it coped, and everything is as without the fault; or it says so in one sentence and a status, and each file and each folder
  /// is the whole one, the earlier one, or not there.
  func wrong(in outcome: Outcome, whole: Outcome) -> String? {
    for (name, bytes) in outcome.files where bytes != whole.files[name] && bytes != earlier[name].map({ Data($0.utf8) }) {
      return "left \(name) with \(bytes.count) bytes"
    }
    for name in earlier.keys where outcome.files[name] == nil { return "lost the earlier \(name)" }
    for folder in outcome.files.keys where folder.hasSuffix("/") {
      for name in whole.files.keys where name.hasPrefix(folder) && outcome.files[name] == nil { return "left \(folder) without \(name)" }
    }
    if outcome.status == whole.status {
      return outcome.files == whole.files && outcome.output == whole.output ? nil : "ended as if well, with something missing"
    }
    guard (1..<124).contains(outcome.status) else { return "died or hung with \(outcome.status): \(outcome.error)" }
    let sentences = outcome.error.split(separator: "\n")
    guard sentences.count == 1, sentences[0].hasPrefix("muster: ") else { return "said: \(outcome.error)" }
    return nil
  }
}
