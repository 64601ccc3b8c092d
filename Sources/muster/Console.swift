internal import Pipeline

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
  static func error(_ text: String) {
    let text = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(separator: "\n")
    var sink = DescriptorSink(descriptor: STDERR_FILENO, target: "standard error")
    // When standard error is gone there is nowhere left to say so; the exit status still tells.
    try? sink.write(Array(text.utf8))
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
