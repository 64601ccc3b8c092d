internal import CTables

/// A column's name as it is compared: without case, diacritics, spaces and punctuation, and with camelCase no different from its parts.
struct HeaderName: Hashable, Sendable {
  /// The whole name, folded: "Mobile No." is "mobileno".
  let text: [UInt8]
  /// Its words, folded, in order: ["mobile", "no"]. Cut at punctuation and spaces, between camelCase's parts, around digits.
  let words: [[UInt8]]

  init(_ name: String, folding: Folding) {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var previous = Kind.gap
    func close() {
      if !word.isEmpty { words.append(word) }
      word = []
    }
    for scalar in name.unicodeScalars {
      let kind = Kind(scalar)
      let cuts = kind == .gap || (kind == .capital && previous == .small) || ((kind == .digit) != (previous == .digit))
      if cuts, kind != .mark { close() }
      folding.append(scalar, to: &word)
      if kind != .mark { previous = kind }
    }
    close()
    self.words = words
    text = Array(words.joined())
  }

  static func == (left: HeaderName, right: HeaderName) -> Bool { left.text == right.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  private enum Kind {
    case gap, capital, small, digit, mark

    init(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "A"..."Z": self = .capital
      case "a"..."z": self = .small
      case "0"..."9": self = .digit
      case _ where scalar.isASCII: self = .gap
      default:
        let properties = scalar.properties
        switch properties.generalCategory {
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
