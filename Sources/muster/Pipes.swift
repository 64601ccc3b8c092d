#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Pipes that a filter reads from and writes to.
enum Pipes {
  /// Gives standard input and output room for a mebibyte, where they are pipes: the 64 KiB that they come with cost a switch between
  /// programs for every few hundred records.
  static func widen() {
    #if os(Linux)
      // F_SETPIPE_SZ, which the C library's Swift module leaves out. A refusal (no pipe, or over the user's limit) changes nothing.
      for descriptor in [STDIN_FILENO, STDOUT_FILENO] { _ = fcntl(descriptor, 1031, 1 << 20) }
    #endif
  }
}
