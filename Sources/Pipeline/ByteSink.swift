#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Where bytes go, in order.
public protocol ByteSink: ~Copyable {
  /// Writes all of the bytes, or throws.
  mutating func write(_ bytes: [UInt8]) throws(OutputError)
  /// Makes what was written last. Where this is not called, an output that can vanish does.
  mutating func commit() throws(OutputError)
}

/// The output could not be written.
public struct OutputError: Error, Sendable, Equatable {
  /// The file's path, or "standard output".
  public let target: String
  /// The system's error number (`errno`).
  public let code: Int32

  public init(target: String, code: Int32) {
    self.target = target
    self.code = code
  }

  /// The reader at the other end of the pipe went away.
  public var isClosedPipe: Bool { code == EPIPE }

  /// The system's words for the error number.
  public var systemReason: String { Pipeline.systemReason(code) }
}

/// Writes to a file descriptor that somebody else owns, such as standard output.
///
/// A closed pipe is an error here only while SIGPIPE is ignored; the program sees to that.
public struct DescriptorSink: ByteSink {
  private let descriptor: Int32
  private let target: String

  public init(descriptor: Int32, target: String) {
    self.descriptor = descriptor
    self.target = target
  }

  public static var standardOutput: DescriptorSink { DescriptorSink(descriptor: STDOUT_FILENO, target: "standard output") }

  public mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    try writeAll(bytes.span, to: descriptor, target: target)
  }

  /// What went to a descriptor is out.
  public mutating func commit() throws(OutputError) {}
}

/// Writes the whole of `bytes`, through interruptions and short writes.
func writeAll(_ bytes: Span<UInt8>, to descriptor: Int32, target: String) throws(OutputError) {
  let failure: Int32 = unsafe bytes.withUnsafeBytes { buffer in
    var rest = unsafe buffer[...]
    while unsafe !rest.isEmpty {
      #if canImport(Glibc)
        let written = unsafe Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      #else
        let written = unsafe Musl.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      unsafe rest = rest.dropFirst(written)
    }
    return 0
  }
  if failure != 0 { throw OutputError(target: target, code: failure) }
}

/// Collects bytes in memory, for whoever holds on to it: a class, so that it can still be read when a run has had it.
public final class MemorySink: ByteSink {
  public private(set) var bytes: [UInt8] = []
  public private(set) var isCommitted = false

  public init() {}

  public func write(_ more: [UInt8]) throws(OutputError) { bytes += more }
  public func commit() throws(OutputError) { isCommitted = true }
}

/// The system's own words for an error's number (`errno`).
public func systemReason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
