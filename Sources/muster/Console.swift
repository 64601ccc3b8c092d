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

  static func error(_ text: String) {
    var sink = DescriptorSink(descriptor: STDERR_FILENO, target: "standard error")
    // When standard error is gone there is nowhere left to say so; the exit status still tells.
    try? sink.write(Array(text.utf8))
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
