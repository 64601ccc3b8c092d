internal import CICU

/// A compiled regular expression in ICU's syntax. It holds the text that it looks at, so it belongs to one worker.
@safe
public struct RegularExpression: ~Copyable {
  // Sound: opened by init, closed by deinit, and never handed out.
  private let handle: OpaquePointer

  /// Why a pattern is none.
  public struct SyntaxError: Error, Equatable, Sendable {
    /// Where, in UTF-16 units from the pattern's beginning.
    public let offset: Int
    /// ICU's `UErrorCode`.
    public let code: Int32
  }

  /// - Parameter limit: how long one match may take, in ICU's steps of about a millisecond; what takes longer fails.
  public init(_ pattern: String, limit: Int = 50) throws(SyntaxError) {
    var code: Int32 = 0
    var offset: Int32 = 0
    let bytes = Array(pattern.utf8)
    let opened = unsafe bytes.withUnsafeBufferPointer {
      unsafe cicu_regex_open($0.baseAddress, Int32($0.count), Int32(limit), &offset, &code)
    }
    guard let opened = unsafe opened, code == 0 else { throw SyntaxError(offset: Int(offset), code: code) }
    unsafe handle = opened
  }

  deinit { unsafe cicu_regex_close(handle) }

  /// Whether the whole text matches.
  ///
  /// - Throws: when the match takes longer than the limit.
  public mutating func matches(_ text: String) throws(ICUError) -> Bool {
    var code: Int32 = 0
    let bytes = Array(text.utf8)
    let answer = unsafe bytes.withUnsafeBufferPointer { unsafe cicu_regex_matches(handle, $0.baseAddress, Int32($0.count), &code) }
    if answer < 0 { throw ICUError(operation: "match a text of \(bytes.count) bytes", code: code) }
    return answer == 1
  }
}
