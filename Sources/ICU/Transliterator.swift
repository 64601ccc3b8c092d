internal import CICU

/// ICU's rewriting of text from one script to another (UTS #35, Transforms), kept open.
///
/// ICU guards the shared parts of a transliterator with a lock of its own, but makes no promise for one handle used by two
/// threads: it belongs to one worker and is not `Sendable`.
@safe public struct Transliterator: ~Copyable {
  private let handle: OpaquePointer

  /// Opens a chain of transforms by its ICU identifier, such as `Any-Latin; Latin-ASCII`. Costs milliseconds.
  public init(_ identifier: String) throws(ICUError) {
    var code: Int32 = 0
    guard let opened = unsafe cicu_transliterator_open(identifier, &code) else {
      throw ICUError(operation: "open the transliterator \"\(identifier)\"", code: code)
    }
    unsafe handle = opened
  }

  deinit { unsafe cicu_transliterator_close(handle) }

  /// The UTF-8 text, rewritten. About 6 µs for a name. Ill-formed sequences become U+FFFD first.
  public mutating func transliterated(_ text: [UInt8]) throws(ICUError) -> [UInt8] {
    // Han to pinyin is the transform that grows most (three bytes to seven); ICU says so when that is not enough.
    let operation = "transliterate a text of \(text.count) bytes"
    return unsafe try filled(capacity: 8 * text.count + 16, operation: operation) { target, capacity, code in
      unsafe text.withUnsafeBufferPointer { source in
        unsafe cicu_transliterate(handle, source.baseAddress, Int32(source.count), target, capacity, &code)
      }
    }
  }
}
