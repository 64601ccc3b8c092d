internal import CTables

/// How letters fold for comparing: case, accents and compatibility forms gone, by `rules/tables/folding.bin`.
///
/// ICU made the table (its generator stands in `rules/tables/generate`), so that a header is compared without loading ICU.
struct Folding: Sendable {
  /// Appends what a scalar folds to, as UTF-8; nothing for spaces, punctuation and accents. Costs a short search beyond ASCII.
  func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
    switch scalar.value {
    case 0x41...0x5A: folded.append(UInt8(scalar.value) | 0x20)
    case 0x61...0x7A, 0x30...0x39: folded.append(UInt8(scalar.value))
    case 0..<0x80: break
    case 0xAC00..<0xD7A4: appendSyllable(scalar.value - 0xAC00, to: &folded)
    default:
      if appendEntry(of: scalar.value, to: &folded) { return }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark:
        folded.append(contentsOf: String(scalar).utf8)
      default: break
      }
    }
  }

  func folded(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &folded) }
    return folded
  }

  /// A Hangul syllable as its two or three jamo (Unicode, chapter 3.12).
  private func appendSyllable(_ index: UInt32, to folded: inout [UInt8]) {
    var jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
    if index % 28 > 0 { jamo.append(0x11A7 + index % 28) }
    for scalar in jamo.compactMap(Unicode.Scalar.init) { folded.append(contentsOf: String(scalar).utf8) }
  }

  /// Whether the table has an entry for the code point, which is then appended.
  private func appendEntry(of codePoint: UInt32, to folded: inout [UInt8]) -> Bool {
    guard codePoint < 0x2_0000 else { return false }
    // The table is static, never changes and is aligned to 8 bytes; the generator wrote what its entries speak of.
    let table = unsafe UnsafeRawBufferPointer(start: ctables_folding, count: ctables_folding_count)
    func word(_ index: Int) -> UInt32 { unsafe UInt32(littleEndian: table.load(fromByteOffset: 4 * index, as: UInt32.self)) }
    let count = Int(word(0))
    let keys = 1 + 513
    var low = Int(word(1 + Int(codePoint >> 8)))
    let end = Int(word(2 + Int(codePoint >> 8)))
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if word(keys + middle) & 0xFF_FFFF < codePoint { low = middle + 1 } else { high = middle }
    }
    guard low < end, word(keys + low) & 0xFF_FFFF == codePoint else { return false }
    let length = Int(word(keys + low) >> 24)
    let start = 4 * (keys + 2 * count) + Int(word(keys + count + low))
    for index in start..<start + length { unsafe folded.append(table[index]) }
    return true
  }
}
