internal import CICU

/// ICU's check for text that mixes scripts as no language does, such as a Cyrillic letter in a Latin word (UTS #39).
///
/// One script passes, and so does Latin beside Chinese, Japanese or Korean ("highly restrictive").
@safe
public struct ScriptCheck: ~Copyable {
  // Sound: opened by init, closed by deinit, and never handed out.
  private let handle: OpaquePointer

  /// Opens the checker; keep it. Costs tens of microseconds.
  public init() throws(ICUError) {
    var code: Int32 = 0
    guard let opened = unsafe cicu_spoof_open(&code) else {
      throw ICUError(operation: "open the script check", code: code)
    }
    unsafe handle = opened
  }

  deinit { unsafe cicu_spoof_close(handle) }

  /// Whether a word mixes scripts. Costs about 500 ns.
  public func mixesScripts(_ word: ArraySlice<UInt8>) throws(ICUError) -> Bool {
    var code: Int32 = 0
    let answer = unsafe word.withUnsafeBufferPointer { text in
      unsafe cicu_spoof_mixes_scripts(handle, text.baseAddress, Int32(text.count), &code)
    }
    if code > 0 { throw ICUError(operation: "check the scripts of a text of \(word.count) bytes", code: code) }
    return answer == 1
  }
}
