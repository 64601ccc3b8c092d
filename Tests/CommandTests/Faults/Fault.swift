import Foundation
import TestSupport

/// One call that is made to fail, or to do less than it was asked to.
struct Fault: Sendable, CustomStringConvertible {
  let call: String
  /// Which of the calls, 1-based.
  let number: Int
  /// How many there were without a fault.
  let count: Int
  /// The error's number, or `short`.
  let manner: String

  var description: String { "\(call) \(number) of \(count), \(Int32(manner).map { unsafe String(cString: strerror($0)) } ?? manner)" }

  /// Whether nothing has gone wrong yet: less was done, or a signal came in between, and the call is to be made again.
  var isHarmless: Bool { manner == "short" || manner == String(EINTR) }

  /// What the fault library is told.
  var environment: [String: String] { ["FAULT_CALL": call, "FAULT_AT": String(number), "FAULT_ERRNO": manner] }

  /// With MUSTER_FAULTS=all every call fails once, in each manner; with a number there, or without it, of a call that is made often, about so
  /// many that are spread over the run.
  static func all(in counts: [(name: String, count: Int)], tries usual: Int) -> [Fault] {
    let wish = ProcessInfo.processInfo.environment["MUSTER_FAULTS"]
    let tries = wish == "all" ? Int.max : wish.flatMap { Int($0) } ?? usual
    return counts.flatMap { name, count in
      manners(of: name).flatMap { manner in
        stride(from: 1, through: count, by: max(1, count / tries)).map { Fault(call: name, number: $0, count: count, manner: manner) }
      }
    }
  }

  private static func manners(of call: String) -> [String] {
    switch call {
    // What the network library waits by; a failure of it is not to be survived by anybody.
    case "epoll_wait": [String(EINTR)]
    case "read", "pread", "recv": [String(EIO), String(EINTR), "short"]
    case "write", "writev", "pwrite", "send": [String(ENOSPC), String(EINTR), "short"]
    case "sendmsg", "recvmsg": [String(EIO), String(EINTR)]
    case "connect": [String(ECONNREFUSED)]
    case "open", "fopen", "socket": [String(EMFILE)]
    case "fsync", "syncfs", "mkstemp", "mkdtemp", "mkdir", "ftruncate", "linkat": [String(ENOSPC)]
    default: [String(EIO)]
    }
  }
}

/// The library that makes calls fail, compiled once a run.
enum FaultLibrary {
  static func path() throws -> String { try compiled.get() }

  /// A program under the library, as a line of shell. One that hangs is a fault as well: `timeout` ends it with status 124.
  static func line(_ program: String, seconds: Int = 60) throws -> String {
    "timeout \(seconds) env LD_PRELOAD='\(try path())' \(program)"
  }

  /// What the library's log says: the calls that were made, and whether the fault came to be.
  static func log(_ text: String) -> (calls: [(name: String, count: Int)], injected: Int) {
    let lines = text.split(separator: "\n").compactMap { line -> (name: String, count: Int)? in
      let words = line.split(separator: " ")
      guard words.count == 2, let count = Int(words[1]), count > 0 else { return nil }
      return (String(words[0]), count)
    }
    return (lines.filter { $0.name != "injected" }, lines.count { $0.name == "injected" })
  }

  private static let compiled = Result {
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faults.c")
    let library = FileManager.default.temporaryDirectory.appending(path: "muster-faults-\(ProcessInfo.processInfo.processIdentifier).so")
    let result = try Program.shell("clang -shared -fPIC -O1 -o '\(library.path)' '\(source.path)' -ldl")
    guard result.status == 0 else { throw CocoaError(.fileReadUnknown, userInfo: ["clang": result.error]) }
    return library.path
  }
}
