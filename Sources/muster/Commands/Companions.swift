internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// `muster send`: becomes the program that sends, which is one of its own so that the filter does not carry what the network needs.
struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send an import request, resume it, and say of each contact whether it arrived. See: muster send --help")

  @Argument(parsing: .captureForPassthrough)
  var arguments: [String] = []

  func run() throws { try Companion(name: "muster-send").replaceThisProgram(arguments) }
}

/// `muster stand-in`: becomes the program that stands in for the service.
struct StandIn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stand-in",
    abstract: "Stand in for the service on this machine, to practise sending. See: muster stand-in --help")

  @Argument(parsing: .captureForPassthrough)
  var arguments: [String] = []

  func run() throws { try Companion(name: "muster-stand-in").replaceThisProgram(arguments) }
}

/// A program that lies beside this one.
private struct Companion {
  let name: String

  /// Runs it in this process: it has the same streams, the same descriptors and the same environment, and its end is the end.
  func replaceThisProgram(_ arguments: [String]) throws -> Never {
    guard let own = unsafe realpath("/proc/self/exe", nil) else {
      throw Failure(status: .usage, sentence: "the folder of this program cannot be found, and \(name) is looked for in it")
    }
    defer { unsafe free(own) }
    let folder = unsafe String(cString: own).split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = "\(folder)/\(name)"
    // Never freed: the program that they belong to is about to be another.
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    _ = unsafe execv(path, &words)
    let reason = errno == ENOENT ? "it is not there" : unsafe String(cString: strerror(errno))
    throw Failure(
      status: .usage,
      sentence: "this command is the program \(name), which has to lie in \(folder): \(reason). Build it with: make sender")
  }
}
