internal import CICU

/// ICU's conversion from one charset to UTF-8, for a stream that comes in pieces.
///
/// A converter keeps the bytes of a character that was cut in two, so it belongs to one stream and is not `Sendable`.
@safe public struct Converter: ~Copyable {
  private let handle: OpaquePointer

  /// Opens the converter for any name that ICU or IANA gives the charset.
  public init(charset: String) throws(ICUError) {
    var code: Int32 = 0
    guard let opened = unsafe cicu_converter_open(charset, &code) else {
      throw ICUError(operation: "open the converter for \"\(charset)\"", code: code)
    }
    unsafe handle = opened
  }

  deinit { unsafe cicu_converter_close(handle) }

  /// What one call did.
  public struct Progress: Sendable, Equatable {
    /// The bytes taken from the source.
    public var consumed: Int
    /// The bytes appended to the target.
    public var written: Int
    /// Whether the target's room was what ended the call.
    public var isFull: Bool

    public init(consumed: Int = 0, written: Int = 0, isFull: Bool = false) {
      self.consumed = consumed
      self.written = written
      self.isFull = isFull
    }
  }

  /// Converts the next bytes of the stream and appends at most `limit` bytes of UTF-8. Ill-formed bytes become U+FFFD.
  ///
  /// - Parameter isFinal: Whether the source's end is the stream's end; then call until nothing is left and `isFull` is false.
  public mutating func convert(
    _ source: ArraySlice<UInt8>, isFinal: Bool, appendingTo target: inout [UInt8], upTo limit: Int
  ) throws(ICUError) -> Progress {
    let capacity = Int32(clamping: max(limit, 0))
    let length = Int32(clamping: source.count)
    let held = target.count
    var consumed: Int32 = 0
    var isFull = false
    var code: Int32 = 0
    target.append(contentsOf: repeatElement(0, count: Int(capacity)))
    let written = unsafe target.withUnsafeMutableBufferPointer { target in
      unsafe source.withUnsafeBufferPointer { source in
        guard let room = target.baseAddress else { return Int32(0) }
        return unsafe cicu_converter_convert(
          handle, source.baseAddress, length, isFinal && Int(length) == source.count, room + held, capacity, &consumed, &isFull, &code)
      }
    }
    target.removeLast(Int(capacity) - Int(max(written, 0)))
    if code > 0 { throw ICUError(operation: "convert \(length) bytes", code: code) }
    return Progress(consumed: Int(consumed), written: Int(written), isFull: isFull || Int(length) < source.count)
  }
}
