/// A postal address in one cell, cut into words.
struct AddressText {
  private struct Word {
    let text: [UInt8]
    let folded: [UInt8]
    /// Whether a comma, a semicolon or a line's end stands behind it.
    var endsPart = false

    var isDigits: Bool { text.allSatisfy { (0x30...0x39).contains($0) } }
    var isCapitals: Bool { text.allSatisfy { (0x41...0x5A).contains($0) } }
  }

  private var words: [Word] = []

  init(_ cell: Span<UInt8>) {
    // An address has some twenty words; what is longer is something else.
    guard cell.count <= 300 else { return }
    var word: [UInt8] = []
    for index in 0...cell.count {
      let byte = index < cell.count ? cell[index] : UInt8(ascii: "\n")
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), 0x0A, 0x0D, UInt8(ascii: "|"):
        close(&word)
        if !words.isEmpty { words[words.count - 1].endsPart = true }
      case 0x20, 0x09, UInt8(ascii: "("), UInt8(ascii: ")"): close(&word)
      default: word.append(byte)
      }
    }
  }

  private mutating func close(_ word: inout [UInt8]) {
    guard !word.isEmpty else { return }
    words.append(Word(text: word, folded: CountryNames.folded(word.span)))
    word = []
  }

  /// The country that all of its parts that say one agree on.
  var country: Country? {
    var found: Set<Country> = []
    for index in words.indices {
      if let country = country(ofPostcodeAt: index) { found.insert(country) }
    }
    if let named = lastPart { found.insert(named) }
    return found.count == 1 ? found.first : nil
  }

  /// The country whose name, or whose state's, is the last part of several ("12 Main Street, Springfield, Ireland"). A state that is
  /// called like a country ("Atlanta, Georgia") says nothing.
  private var lastPart: Country? {
    guard let start = words.dropLast().lastIndex(where: \.endsPart) else { return nil }
    let part = words[(start + 1)...]
    guard part.count <= 4, !part.contains(where: { $0.text.contains { (0x30...0x39).contains($0) } }) else { return nil }
    let places = PlaceTable.shared.places(named: Array(part.map(\.folded).joined()))
    if !places.isEmpty { return places.allSatisfy { $0.kind == .state } ? Self.only(places) : nil }
    let text = Array(part.map(\.text).joined(separator: [0x20]))
    guard let match = CountryIndex().country(matching: text.span, reading: .callingCode, inParts: false), let country = match.country else {
      return nil
    }
    switch match.form {
    case .name, .shortForm: return country
    // "USA", and no other code: a town's name is short in many places.
    case .alpha3: return text == Array("USA".utf8) ? country : nil
    case .alpha2, .numeric, .flag, .callingCode, .locale, .part: return nil
    }
  }

  // MARK: Postcodes

  private func country(ofPostcodeAt index: Int) -> Country? {
    let word = words[index].text
    guard word.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    // Two words: "SW1A 1AA", "K1A 0B1", "1012 LG Amsterdam", "111 22 Stockholm".
    if index + 1 < words.count, !words[index].endsPart, word.count <= 4, words[index + 1].text.count <= 4 {
      let pair = word + [0x20] + words[index + 1].text
      if let code = Postcode(pair.span) {
        if let country = code.country { return isPlausible(code, country, at: index) ? country : nil }
        if word.count == 3, words[index + 1].text.count == 2, words[index + 1].isDigits {
          return country(of: code.text, from: index, through: index + 1)
        }
      }
    }
    // The second half of a pair is no postcode of its own.
    if word.count < 4, !word.contains(UInt8(ascii: "-")) { return nil }
    guard let code = Postcode(word.span) else { return nil }
    if let country = code.country {
      return word.contains(UInt8(ascii: "-")) && isPlausible(code, country, at: index) ? country : nil
    }
    return country(of: code.text, from: index, through: index)
  }

  /// Whether what looks like a postcode stands where one does. "1234 NW 5th Street" is no Dutch postcode, "10-115 Queens Rd" no Polish one.
  private func isPlausible(_ code: Postcode, _ country: Country, at index: Int) -> Bool {
    switch country.alpha2 {
    case "NL":
      let compass = ["NE", "NW", "SE", "SW"].contains(String(decoding: code.text.suffix(2), as: UTF8.self))
      return !compass && words[index + 1].isCapitals && index > 0 && words[index - 1].endsPart
    case "PL", "PT", "JP", "BR": return index > 0 && (words[index - 1].endsPart || index == words.count - 1)
    default: return true
    }
  }

  /// The country of digits that may be a postcode, by the state or town beside them.
  private func country(of postcode: [UInt8], from start: Int, through end: Int) -> Country? {
    let table = PlaceTable.shared
    // "Austin TX 78701": only capitals are a code, since "in" and "or" are words.
    if start > 0, words[start - 1].isCapitals, words[start - 1].text.count <= 3 {
      let places = table.places(coded: words[start - 1].folded).filter { $0.kind == .state && $0.takes(postcode) }
      if !places.isEmpty { return Self.only(places) }
    }
    var fitting: [PlaceTable.Place] = []
    for length in 1...4 where start - length >= 0 {
      let name = Array(words[(start - length)..<start].map(\.folded).joined())
      fitting += table.places(named: name).filter { $0.takes(postcode) && $0.writesPostcodeLast }
    }
    for length in 1...4 where end + length < words.count {
      // A name that goes on is a street's: "1200 Geneva Avenue".
      let last = end + length
      guard words[last].endsPart || last == words.count - 1, !words[end].endsPart else { continue }
      let name = Array(words[(end + 1)...last].map(\.folded).joined())
      fitting += table.places(named: name).filter { $0.takes(postcode) && !$0.writesPostcodeLast }
    }
    return Self.only(fitting)
  }

  private static func only(_ places: [PlaceTable.Place]) -> Country? {
    guard let first = places.first, places.allSatisfy({ $0.country == first.country }) else { return nil }
    return first.country
  }
}

extension PlaceTable.Place {
  /// Whether addresses there have the postcode behind the town, not before it.
  fileprivate var writesPostcodeLast: Bool {
    [
      "US", "CA", "AU", "NZ", "IN", "SG", "TH", "CN", "KR", "JP", "TW", "VN", "ZA", "CO", "IL", "RU", "UA",
    ].contains(country.alpha2)
  }
}
