/// Cells that say more than a country: "India (+91)", "🇮🇳 India", "DE - Germany", "Lyon, France".
extension CountryIndex {
  /// Reads the parts of a cell one by one. They must agree; where they don't, the last one of an address decides.
  func parts(of cell: Span<UInt8>, reading: NumberReading) -> CountryMatch? {
    var agreed: CountryMatch?
    var disagree = false
    var unknown = false
    var last: CountryMatch?
    if let flag = flag(cell) { agreed = CountryMatch(candidates: [flag], callingCode: nil, form: .flag) }
    for part in pieces(of: cell) {
      guard let match = country(matching: part.span, reading: reading, inParts: false) else {
        unknown = true
        last = nil
        continue
      }
      last = match
      guard let before = agreed else {
        agreed = match
        continue
      }
      let both = before.candidates.filter { match.candidates.contains($0) }
      if both.isEmpty {
        disagree = true
      } else {
        let form = before.form == .callingCode ? match.form : before.form
        agreed = CountryMatch(candidates: both, callingCode: before.callingCode ?? match.callingCode, form: form)
      }
    }
    guard let agreed else { return nil }
    if !disagree, !unknown { return agreed }
    // Beside words that mean nothing, two or three letters are a state as often as a country ("San Diego, CA").
    guard let last, last.form == .name || last.form == .shortForm else { return nil }
    return CountryMatch(candidates: last.candidates, callingCode: last.callingCode, form: .part)
  }

  /// Cuts at brackets, slashes, commas, line breaks and dashes with space around them, around flags, and before a plus.
  private func pieces(of cell: Span<UInt8>) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var piece: [UInt8] = []
    func close() {
      if piece.contains(where: { $0 > 0x20 }) { pieces.append(piece) }
      piece = []
    }
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      if isRegionalIndicator(cell, at: index) {
        close()
        index += 4
        continue
      }
      let spaced = index > 0 && cell[index - 1] == 0x20
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"), UInt8(ascii: "|"),
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), 0x0A, 0x0D, 0x09:
        close()
      case UInt8(ascii: "-") where spaced, 0xE2 where spaced && isDash(cell, at: index):
        close()
        if byte == 0xE2 { index += 2 }
      case UInt8(ascii: "+"):
        close()
        piece.append(byte)
      default:
        // "India 91", "+91 India"
        if let before = piece.last, before == 0x20, isDigit(byte) != piece.contains(where: isDigit), byte != 0x20 { close() }
        piece.append(byte)
      }
      index += 1
    }
    close()
    return pieces
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// U+2013 and U+2014.
  private func isDash(_ cell: Span<UInt8>, at index: Int) -> Bool {
    index + 2 < cell.count && cell[index + 1] == 0x80 && (cell[index + 2] == 0x93 || cell[index + 2] == 0x94)
  }

  /// A regional indicator symbol: `F0 9F 87 A6` (A) to `F0 9F 87 BF` (Z) in UTF-8.
  private func isRegionalIndicator(_ cell: Span<UInt8>, at index: Int) -> Bool {
    index + 3 < cell.count && cell[index] == 0xF0 && cell[index + 1] == 0x9F && cell[index + 2] == 0x87
      && (0xA6...0xBF).contains(cell[index + 3])
  }

  /// The country of the one flag in a cell. The flags of England, Scotland and Wales are a black flag with tag letters: Britain's here.
  func flag(_ cell: Span<UInt8>) -> Country? {
    var letters: [UInt8] = []
    var index = 0
    while index + 3 < cell.count {
      if isRegionalIndicator(cell, at: index) {
        letters.append(cell[index + 3] &- 0xA6 &+ UInt8(ascii: "A"))
        index += 4
      } else if cell[index] == 0xF0, cell[index + 1] == 0x9F, cell[index + 2] == 0x8F, cell[index + 3] == 0xB4, index + 8 < cell.count,
        cell[index + 4] == 0xF3, cell[index + 8] == 0xF3
      {
        return Country(alpha2: "GB")
      } else {
        index += 1
      }
    }
    return Country(letters: letters)
  }

  /// The region of a language tag: "en-US", "pt_BR", "zh-Hant-TW", "de_DE.UTF-8" (BCP 47; POSIX with an underscore and an encoding).
  func locale(_ cell: Span<UInt8>) -> Country? {
    var subtags: [[UInt8]] = [[]]
    loop: for index in cell.indices {
      switch cell[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "_"): subtags.append([])
      case UInt8(ascii: "."), UInt8(ascii: "@"): break loop
      case 0x41...0x5A, 0x61...0x7A: subtags[subtags.count - 1].append(cell[index])
      case 0x20: continue
      default: return nil
      }
    }
    guard subtags.count == 2 || subtags.count == 3, let region = subtags.last else { return nil }
    let language = subtags[0]
    guard (2...3).contains(language.count), language.allSatisfy({ $0 > 0x5A }), region.allSatisfy({ $0 < 0x5B }) else { return nil }
    if subtags.count == 3, subtags[1].count != 4 { return nil }
    return Country(letters: region)
  }
}
