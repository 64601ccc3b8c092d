internal import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The two streams that a person reads.
enum Console {
  // A reader that went away has no better place to be told so.
  static func output(_ text: String) {
    var sink = DescriptorSink.standardOutput
    try? sink.write(Array(text.utf8))
  }

  static func error(_ text: String) {
    var sink = DescriptorSink(descriptor: STDERR_FILENO, target: "standard error")
    try? sink.write(Array(text.utf8))
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
