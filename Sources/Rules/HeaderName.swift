/// A column's name as it is compared: without case, diacritics, spaces and punctuation, and with camelCase no different from its parts.
struct HeaderName: Sendable {
  /// Its words, folded, in order: "Mobile No." is ["mobile", "no"]. Cut at punctuation and spaces, between camelCase's parts, around
  /// digits.
  let words: [[UInt8]]

  /// Nobody names a column with more bytes: it is a text that took the header's place, and has no words.
  private static let longest = 1000

  init(_ name: String, folding: Folding) {
    guard name.utf8.count <= Self.longest else {
      words = []
      return
    }
    var words: [[UInt8]] = []
    var cutter = WordCutter(folding: folding)
    for scalar in name.unicodeScalars { cutter.take(scalar) { words.append($0) } }
    cutter.finish { words.append($0) }
    self.words = words
  }

  /// The whole name, folded: "Mobile No." is "mobileno".
  var text: [UInt8] { Array(words.joined()) }

  var isEmpty: Bool { words.isEmpty }
}

/// Folds a name scalar by scalar and cuts it into words, in a buffer that it keeps.
struct WordCutter {
  private let folding: Folding
  private var word: [UInt8] = []
  private var previous = Kind.gap

  init(folding: Folding) { self.folding = folding }

  /// Takes the next scalar; hands over the word that ends before it, if one does.
  mutating func take(_ scalar: Unicode.Scalar, _ close: ([UInt8]) -> Void) {
    let kind = Kind(scalar)
    if kind != .mark {
      if kind == .gap || (kind == .capital && previous == .small) || (kind == .digit) != (previous == .digit) { finish(close) }
      previous = kind
    }
    folding.append(scalar, to: &word)
  }

  /// Hands over the last word, and is ready for another name.
  mutating func finish(_ close: ([UInt8]) -> Void) {
    if !word.isEmpty { close(word) }
    word.removeAll(keepingCapacity: true)
    previous = .gap
  }

  private enum Kind {
    case gap, capital, small, digit, mark

    init(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "A"..."Z": self = .capital
      case "a"..."z": self = .small
      case "0"..."9": self = .digit
      case _ where scalar.isASCII: self = .gap
      default:
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: self = .capital
        case .lowercaseLetter, .modifierLetter, .otherLetter: self = .small
        case .decimalNumber: self = .digit
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: self = .mark
        default: self = .gap
        }
      }
    }
  }
}

/// What names are looked up by: 64-bit hashes (FNV-1a), so that reading the table of synonyms keeps no texts. Of its four thousand names
/// two share one by chance once in 10¹² tables.
struct NameHash {
  /// Of the whole name; word after word without a gap.
  private(set) var text: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Of its words in any order.
  private(set) var words: UInt64 = 0
  private(set) var count = 0

  init() {}

  init(_ words: [[UInt8]]) {
    for word in words { add(word) }
  }

  mutating func add(_ word: [UInt8]) {
    var own: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word {
      own = (own ^ UInt64(byte)) &* 0x100_0000_01B3
      text = (text ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    // Mixed before it is added, so that letters don't wander from word to word.
    own = (own ^ (own >> 31)) &* 0x9E37_79B9_7F4A_7C15
    words &+= own ^ (own >> 29)
    count += 1
  }
}
