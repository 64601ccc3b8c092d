internal import CICU

/// What ICU's charset detector makes of a text.
public struct CharsetGuess: Sendable, Hashable {
  /// ICU's name of the charset.
  public let name: String
  /// How sure ICU is, 0 to 100.
  public let confidence: Int

  public init(name: String, confidence: Int) {
    self.name = name
    self.confidence = confidence
  }

  /// The charsets that a text may be in, the likeliest first. Looks at all of the text, some ten times.
  public static func all(for text: [UInt8]) throws(ICUError) -> [CharsetGuess] {
    var guesses: [CharsetGuess] = []
    var code: Int32 = 0
    unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: 16) { names in
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 16) { confidences in
        unsafe text.withUnsafeBufferPointer { text in
          guard let start = text.baseAddress, let names = names.baseAddress, let confidences = confidences.baseAddress else { return }
          let found = unsafe cicu_charset_guess(start, Int32(clamping: text.count), names, confidences, 16, &code)
          for index in 0..<max(0, Int(found)) {
            guard let name = unsafe names[index] else { continue }
            unsafe guesses.append(CharsetGuess(name: String(cString: name), confidence: Int(confidences[index])))
          }
        }
      }
    }
    if code > 0 { throw ICUError(operation: "guess the charset of \(text.count) bytes", code: code) }
    return guesses
  }
}
