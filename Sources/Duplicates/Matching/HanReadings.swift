internal import CTables

/// What Han letters are read as in Mandarin, as CLDR's Han-Latin transform has it (UTS #35, Part 2, Transforms), without tones.
///
/// ICU says the same of any text, but is 70 ms learning it, in every run that meets one such name. The letters of the two blocks here,
/// U+3400 to U+4DBF and U+4E00 to U+9FFF, are nearly all that names are written with.
struct HanReadings {
  // Sound: the table is static, and made by `han-readings.c`, which writes as much as its first twelve bytes say.
  private let table: UnsafeRawPointer
  private let firstLetter: UInt32
  private let letterCount: UInt32

  init() {
    var count = 0
    unsafe table = UnsafeRawPointer(ctables_han_readings(&count))
    unsafe firstLetter = UInt32(littleEndian: table.loadUnaligned(as: UInt32.self))
    unsafe letterCount = UInt32(littleEndian: table.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    precondition(count >= 12 + 2 * Int(letterCount), "the table of readings is cut off")
  }

  /// A text in Latin letters, in which its Han letters are words of their own, as far as ICU parts them too: not from a letter or a digit
  /// that follows, nor from a digit before. Nil where there is anything but ASCII and letters that have a reading here.
  func reading(of text: [UInt8]) -> [UInt8]? {
    var words: [UInt8] = []
    var isBehindLetter = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        words.append(UInt8(truncatingIfNeeded: scalar.value))
        isBehindLetter = scalar.properties.isAlphabetic
      } else {
        if isBehindLetter { words.append(0x20) }
        guard append(scalar.value, to: &words) else { return nil }
        isBehindLetter = true
      }
    }
    return words
  }

  private func append(_ letter: UInt32, to words: inout [UInt8]) -> Bool {
    let index = letter &- firstLetter
    guard index < letterCount else { return false }
    let number = unsafe Int(UInt16(littleEndian: table.loadUnaligned(fromByteOffset: 12 + 2 * Int(index), as: UInt16.self)))
    guard number > 0 else { return false }
    let start = 12 + 2 * Int(letterCount) + 8 * (number - 1)
    var syllable = unsafe UInt64(littleEndian: table.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    while syllable != 0 {
      words.append(UInt8(truncatingIfNeeded: syllable))
      syllable >>= 8
    }
    return true
  }
}
