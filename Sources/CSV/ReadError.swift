/// Why bytes could not be had. Facts only; a sentence for people is made above.
public enum ReadError: Error, Equatable, Sendable {
  /// The system refused to open a file. `code` is `errno`; a folder is `EISDIR`.
  case cannotOpen(path: String, code: Int32)
  /// The system refused to read on. `code` is `errno`; `offset` is the number of bytes that were read before.
  case cannotRead(path: String, code: Int32, offset: Int)
  /// A range of a file's bytes was asked for, and the file is shorter.
  case rangePastEnd(path: String, bytes: Range<Int>, size: Int)
  /// No converter goes by this name.
  case unknownEncoding(name: String)
  /// The converter gave up. `code` is ICU's `UErrorCode`; ill-formed text is replaced and does not lead here.
  case cannotDecode(encoding: String, code: Int32)
}
