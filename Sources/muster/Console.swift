internal import Pipeline
internal import Reports

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The two streams that a person reads.
enum Console {
  static func output(_ text: String) {
    var sink = DescriptorSink.standardOutput
    // Help that nobody can read any more has no better place to fail.
    try? sink.write(Array(text.utf8))
  }

  /// Says something, in lines. Whatever stands in them from a list, a path or rules, a terminal is only to show it.
  static func say(_ text: String) {
    error(text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(separator: "\n"))
  }

  /// The same as it is, for what has colours and steers the terminal on purpose.
  static func error(_ text: String) {
    var sink = DescriptorSink(descriptor: STDERR_FILENO, target: "standard error")
    // When standard error is gone there is nowhere left to say so; the exit status still tells.
    try? sink.write(Array(text.utf8))
  }

  /// How standard error is set: with colours only on a terminal that has them and where nobody minds (no-color.org).
  static var errorStyle: TextStyle {
    func environment(_ name: String) -> String { unsafe getenv(name).map { unsafe String(cString: $0) } ?? "" }
    guard isatty(STDERR_FILENO) == 1, environment("NO_COLOR").isEmpty else { return .plain }
    let terminal = environment("TERM")
    return terminal.isEmpty || terminal == "dumb" ? .plain : .coloured
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
