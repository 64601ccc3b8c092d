/// Folds spellings of one sound together: Müller and Mueller, Ivanov and Iwanoff, Mohammed and Muhamed meet.
///
/// Not a phonetic alphabet of one language: only digraphs and letters that transliterations and clerks exchange.
struct SoundFold {
  /// The folded letters, vowels kept.
  private(set) var letters: [UInt8] = []
  /// The folded consonants, with an initial vowel as `a`: what is left when vowels are not written.
  private(set) var consonants: [UInt8] = []

  mutating func fold(_ word: Span<UInt8>, _ part: Range<Int>) {
    letters.removeAll(keepingCapacity: true)
    consonants.removeAll(keepingCapacity: true)
    var index = part.lowerBound
    func at(_ offset: Int) -> UInt8 { index + offset < part.upperBound ? word[index + offset] : 0 }
    while index < part.upperBound {
      let letter = word[index]
      var taken = 1
      switch letter {
      case UInt8(ascii: "s"):
        if at(1) == UInt8(ascii: "h"), at(2) == UInt8(ascii: "c"), at(3) == UInt8(ascii: "h") {
          taken = 4
        } else if at(1) == UInt8(ascii: "c"), at(2) == UInt8(ascii: "h") {
          taken = 3
        } else if at(1) == UInt8(ascii: "h") || at(1) == UInt8(ascii: "z") {
          taken = 2
        }
        put(UInt8(ascii: "s"))
      case UInt8(ascii: "t"):
        if at(1) == UInt8(ascii: "s"), at(2) == UInt8(ascii: "c"), at(3) == UInt8(ascii: "h") {
          taken = 4
          put(UInt8(ascii: "s"))
        } else if at(1) == UInt8(ascii: "c"), at(2) == UInt8(ascii: "h") {
          taken = 3
          put(UInt8(ascii: "s"))
        } else if at(1) == UInt8(ascii: "s") || at(1) == UInt8(ascii: "z") {
          taken = 2
          put(UInt8(ascii: "s"))
        } else {
          if at(1) == UInt8(ascii: "h") { taken = 2 }
          put(UInt8(ascii: "t"))
        }
      case UInt8(ascii: "c"):
        if at(1) == UInt8(ascii: "h") || at(1) == UInt8(ascii: "z") {
          taken = 2
          put(UInt8(ascii: "s"))
        } else if at(1) == UInt8(ascii: "k") {
          taken = 2
          put(UInt8(ascii: "k"))
        } else if at(1) == UInt8(ascii: "e") || at(1) == UInt8(ascii: "i") || at(1) == UInt8(ascii: "y") {
          put(UInt8(ascii: "s"))
        } else {
          put(UInt8(ascii: "k"))
        }
      case UInt8(ascii: "z"):
        // At the start of a name z and s tell Zara from Sara; within one they are a matter of spelling.
        if at(1) == UInt8(ascii: "h") { taken = 2 }
        put(index == part.lowerBound && taken == 1 ? UInt8(ascii: "z") : UInt8(ascii: "s"))
      case UInt8(ascii: "k"), UInt8(ascii: "q"):
        if at(1) == UInt8(ascii: "h") || at(1) == UInt8(ascii: "u") && letter == UInt8(ascii: "q") { taken = 2 }
        put(UInt8(ascii: "k"))
      case UInt8(ascii: "g"):
        if at(1) == UInt8(ascii: "h") { taken = 2 }
        put(UInt8(ascii: "g"))
      case UInt8(ascii: "p"):
        if at(1) == UInt8(ascii: "h") {
          taken = 2
          put(UInt8(ascii: "f"))
        } else {
          put(UInt8(ascii: "p"))
        }
      case UInt8(ascii: "v"), UInt8(ascii: "w"), UInt8(ascii: "f"): put(UInt8(ascii: "f"))
      case UInt8(ascii: "x"):
        put(UInt8(ascii: "k"))
        put(UInt8(ascii: "s"))
      case UInt8(ascii: "h"):
        if letters.isEmpty { put(UInt8(ascii: "h")) }
      case UInt8(ascii: "j"), UInt8(ascii: "y"), UInt8(ascii: "i"):
        if letter == UInt8(ascii: "i"), at(1) == UInt8(ascii: "e") { taken = 2 }
        // Yelena is Elena.
        if letter != UInt8(ascii: "y") || index > part.lowerBound || at(1) != UInt8(ascii: "e") { put(UInt8(ascii: "i")) }
      case UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "u"):
        // The German way to write an umlaut without one.
        if at(1) == UInt8(ascii: "e") { taken = 2 }
        put(letter)
      default: put(letter)
      }
      index += taken
    }
  }

  private mutating func put(_ letter: UInt8) {
    if letters.last == letter { return }
    let vowel = letter == 0x61 || letter == 0x65 || letter == 0x69 || letter == 0x6F || letter == 0x75
    if !vowel {
      if consonants.last != letter { consonants.append(letter) }
    } else if letters.isEmpty {
      consonants.append(UInt8(ascii: "a"))
    }
    letters.append(letter)
  }
}
