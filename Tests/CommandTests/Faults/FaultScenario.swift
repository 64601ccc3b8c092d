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
  var testDescription: String { name }

  /// Everything in a folder after a run, by name, but for what was put there for it.
  struct Outcome: Equatable {
    var status: Int32
    var output: String
    var error: String
    var files: [String: Data]
  }

  /// Runs once, with what the fault library is told in `environment`.
  func run(_ environment: [String: String]) throws -> Outcome {
    let scratch = try Scratch()
    _ = try scratch.write(list(), to: "in.csv")
    for (name, text) in earlier { _ = try scratch.write(text, to: name) }
    // A run that hangs is a fault as well: `timeout` ends it with status 124.
    let program = "timeout 20 env LD_PRELOAD=\(try FaultLibrary.path()) muster"
    let result = try Program.shell(line.replacing("PROGRAM", with: program), in: scratch.folder, environment: environment)
    var files: [String: Data] = [:]
    for name in try scratch.files where name != "in.csv" { files[name] = try Data(contentsOf: scratch[name]) }
    return Outcome(status: result.status, output: result.output, error: result.error, files: files)
  }

  /// Runs once without a fault and counts the system calls.
  func counts() throws -> (whole: Outcome, calls: [(name: String, count: Int)]) {
    let scratch = try Scratch()
    let log = scratch["calls"].path
    let whole = try run(["FAULT_LOG": log])
    let calls = try scratch.read("calls").split(separator: "\n").compactMap { line -> (String, Int)? in
      let words = line.split(separator: " ")
      guard words.count == 2, let count = Int(words[1]), count > 0 else { return nil }
      return (String(words[0]), count)
    }
    return (whole, calls)
  }

  /// What a run with a fault did wrong; nil when it kept every promise.
  ///
  /// Either it coped, and everything is as without the fault; or it says so in one sentence and a status, and each file is the whole
  /// one, the earlier one, or not there.
  func fault(in outcome: Outcome, whole: Outcome) -> String? {
    for (name, bytes) in outcome.files where bytes != whole.files[name] && bytes != earlier[name].map({ Data($0.utf8) }) {
      return "left \(name) with \(bytes.count) bytes"
    }
    for name in earlier.keys where outcome.files[name] == nil { return "lost the earlier \(name)" }
    if outcome.status == whole.status {
      return outcome.files == whole.files && outcome.output == whole.output ? nil : "ended as if well, with something missing"
    }
    guard (1..<124).contains(outcome.status) else { return "died or hung with \(outcome.status): \(outcome.error)" }
    let sentences = outcome.error.split(separator: "\n")
    guard sentences.count == 1, sentences[0].hasPrefix("muster: ") else { return "said: \(outcome.error)" }
    return nil
  }
}

/// The library that makes calls fail, compiled once a run.
private enum FaultLibrary {
  static func path() throws -> String { try compiled.get() }

  private static let compiled = Result {
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faults.c")
    let library = FileManager.default.temporaryDirectory.appending(path: "muster-faults-\(ProcessInfo.processInfo.processIdentifier).so")
    let result = try Program.shell("clang -shared -fPIC -O1 -o '\(library.path)' '\(source.path)' -ldl")
    guard result.status == 0 else { throw CocoaError(.fileReadUnknown, userInfo: ["clang": result.error]) }
    return library.path
  }
}
