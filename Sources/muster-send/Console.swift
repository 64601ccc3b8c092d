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

  /// Says something, in lines. Whatever stands in them from the service, a path or a request, a terminal is only to show it.
  static func say(_ text: String) {
    error(text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(separator: "\n"))
  }

  /// The same as it is, for what steers the terminal on purpose.
  static func error(_ text: String) {
    var sink = DescriptorSink(descriptor: STDERR_FILENO, target: "standard error")
    try? sink.write(Array(text.utf8))
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
