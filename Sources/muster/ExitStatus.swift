/// What the program's exit status means. Scripts rely on these numbers.
enum ExitStatus: Int32 {
  case done = 0
  /// Records were rejected, and the command was asked to mind (`check`, `clean --strict`).
  case rejected = 1
  /// The command line or the rules file is wrong.
  case usage = 2
  /// The input cannot be read.
  case unreadable = 3
  /// A limit of the rules was passed.
  case limit = 4
  /// Sending failed and can be resumed.
  case sending = 5
  /// The server's answer disagrees.
  case disagreement = 6
  /// Records were rejected and there was nowhere to put them.
  case rejectsLost = 7
  /// The output cannot be written.
  case unwritable = 8
}
