import Foundation
import TestSupport

/// The built program, run as a person or a script runs it.
struct Program {
  /// What a run left behind.
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  /// The folder of the programs: what MUSTER_PROGRAMS says, or else the one that the test bundle was built into.
  private static let products =
    ProcessInfo.processInfo.environment["MUSTER_PROGRAMS"].map { URL(filePath: $0) }
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  private static let path = path(of: "muster")
  /// Whether the program is watched by a sanitizer (`make sanitize`), which has memory, files and system calls of its own.
  static let isSanitized = ProcessInfo.processInfo.environment["SANITIZER"] != nil

  /// The path of a program that was built.
  static func path(of name: String) -> String { products.appending(path: name).path }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let fixtures = root.appending(path: "Tests/Fixtures")
  /// The lists that the README uses.
  static let examples = root.appending(path: "examples")

  /// A list by its name: one of the examples, or one that only the tests read.
  static func list(_ name: String) -> URL {
    let example = examples.appending(path: name)
    return FileManager.default.fileExists(atPath: example.path) ? example : fixtures.appending(path: name)
  }

  /// Runs the program with arguments; `input` is piped in.
  static func run(_ arguments: [String], input: Data = Data()) throws -> Result {
    try launch(path, arguments, input: input, in: nil)
  }

  static func run(_ arguments: [String], input: String) throws -> Result {
    try run(arguments, input: Data(input.utf8))
  }

  /// Runs a line of shell in a folder, where `muster` is the built program.
  static func shell(_ line: String, in folder: URL? = nil, environment: [String: String] = [:]) throws -> Result {
    try launch("/bin/sh", ["-c", line], input: Data(), in: folder, environment: environment)
  }

  /// Starts a line of shell and does not wait for its end.
  static func start(_ line: String, in folder: URL) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec \(line)"]
    process.currentDirectoryURL = folder
    process.environment = environment
    try process.run()
    return process
  }

  /// The environment in which the built programs are found first.
  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(products.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
    return environment
  }

  private static func launch(
    _ executable: String, _ arguments: [String], input: Data, in folder: URL?, environment extra: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    process.environment = Self.environment.merging(extra) { _, new in new }
    // Files rather than pipes: a run that writes more than a pipe holds must not wait for this process to read.
    let scratch = try Scratch()
    let (inputFile, outputFile, errorFile) = (scratch["in"], scratch["out"], scratch["err"])
    try input.write(to: inputFile)
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}
