/// The disk refused what a set too large for memory needed of it.
public struct SpillError: Error, Equatable, Sendable {
  public enum Operation: String, Sendable {
    case create, write, read
  }

  public let operation: Operation
  /// The directory that the partition files are in.
  public let directory: String
  /// The system's `errno`.
  public let code: Int32

  public init(operation: Operation, directory: String, code: Int32) {
    self.operation = operation
    self.directory = directory
    self.code = code
  }

  /// No space left, or the quota or the largest file size is reached.
  public var isDiskFull: Bool { SystemFile.diskFullCodes.contains(code) }
}
