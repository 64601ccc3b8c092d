internal import CTables

/// What a country cell said.
public struct CountryMatch: Sendable, Equatable {
  /// How the cell was understood.
  public enum Form: Sendable, Equatable {
    case alpha2, alpha3, numeric, name, shortForm, flag, callingCode
  }

  /// The countries that the cell may mean, the likeliest first; more than one for a shared calling code. Never empty.
  public let candidates: [Country]

  /// The calling code that the cell named, when it named one.
  public let callingCode: Int?

  public let form: Form
}

/// Finds the country that a cell means: ISO codes, names, short forms, flags, calling codes.
public struct CountryIndex: Sendable {
  private let words: [[UInt8]: CountryMatch]

  public init() {
    var words: [[UInt8]: CountryMatch] = [:]
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: ctables_countries_short, count: ctables_countries_short_count))
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "\t"))
      guard cells.count == 2, let country = Country(alpha2: String(decoding: cells[0], as: UTF8.self)) else { continue }
      for form in cells[1].split(separator: UInt8(ascii: "|")) {
        words[Self.folded(Array(form).span)] = CountryMatch(candidates: [country], callingCode: nil, form: .shortForm)
      }
    }
    for country in Country.all {
      for (word, form) in [(country.englishName, CountryMatch.Form.name), (country.alpha3, .alpha3), (country.alpha2, .alpha2)] {
        words[Self.folded(Array(word.utf8).span)] = CountryMatch(candidates: [country], callingCode: nil, form: form)
      }
      if let numeric = country.numeric {
        let digits = String(numeric)
        let padded = String(repeating: "0", count: 3 - digits.count) + digits
        words[Array(padded.utf8)] = CountryMatch(candidates: [country], callingCode: nil, form: .numeric)
      }
    }
    self.words = words
  }

  /// What a cell (UTF-8) means; `nil` when it names no country.
  ///
  /// A bare number is a calling code where there is one ("91"), else an ISO 3166 numeric code ("356").
  public func country(matching cell: Span<UInt8>) -> CountryMatch? {
    let word = Self.folded(cell)
    guard !word.isEmpty else { return nil }
    if word.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
      let digits = word.starts(with: [0x30, 0x30]) ? Array(word.dropFirst(2)) : word
      if digits.count <= 3, digits.first != 0x30, let code = Int(String(decoding: digits, as: UTF8.self)) {
        let sharing = Country.sharing(callingCode: code)
        if !sharing.isEmpty { return CountryMatch(candidates: sharing, callingCode: code, form: .callingCode) }
      }
      return words[word]
    }
    if let flag = Self.flag(cell) { return CountryMatch(candidates: [flag], callingCode: nil, form: .flag) }
    return words[word]
  }

  /// Lower-case ASCII letters and digits, and every byte beyond ASCII; the rest dropped.
  private static func folded(_ text: Span<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    for index in text.indices {
      switch text[index] {
      case 0x41...0x5A: folded.append(text[index] | 0x20)
      case 0x61...0x7A, 0x30...0x39, 0x80...: folded.append(text[index])
      default: break
      }
    }
    return folded
  }

  /// The country of a flag emoji: two regional indicator symbols, each `F0 9F 87 A6` (A) to `F0 9F 87 BF` (Z) in UTF-8.
  private static func flag(_ cell: Span<UInt8>) -> Country? {
    var letters: [UInt8] = []
    var index = 0
    while index + 3 < cell.count {
      if cell[index] == 0xF0, cell[index + 1] == 0x9F, cell[index + 2] == 0x87, (0xA6...0xBF).contains(cell[index + 3]) {
        letters.append(cell[index + 3] &- 0xA6 &+ UInt8(ascii: "A"))
        index += 4
      } else {
        index += 1
      }
    }
    return letters.count == 2 ? Country(alpha2: String(decoding: letters, as: UTF8.self)) : nil
  }
}
