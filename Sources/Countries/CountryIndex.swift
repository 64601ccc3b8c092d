/// Finds the country that a cell means: ISO 3166 codes, names in every language of CLDR, short forms, flags, calling codes.
///
/// A pure look-up in tables that are compiled in; it holds nothing, so making one costs nothing.
public struct CountryIndex: Sendable {
  /// What a bare number of three digits is, where it could be either ("356": Malta's calling code, or India).
  public enum NumberReading: Sendable {
    case callingCode
    /// ISO 3166-1 numeric.
    case numeric
  }

  public init() {}

  /// What a cell (UTF-8) means; `nil` when it names no country.
  ///
  /// - Parameters:
  ///   - cell: what was written, in UTF-8.
  ///   - reading: how a bare number that is both a calling code and an ISO numeric code is read. Three digits that begin with a zero are
  ///     an ISO code either way, and a plus or an international prefix makes a calling code either way.
  public func country(matching cell: Span<UInt8>, reading: NumberReading = .callingCode) -> CountryMatch? {
    country(matching: cell, reading: reading, inParts: true)
  }

  func country(matching cell: Span<UInt8>, reading: NumberReading, inParts: Bool) -> CountryMatch? {
    let folded = CountryNames.folded(cell)
    guard !folded.isEmpty else { return flag(cell).map { CountryMatch(candidates: [$0], callingCode: nil, form: .flag) } }
    if folded.allSatisfy({ (0x30...0x39).contains($0) }) {
      return flag(cell) == nil ? number(folded, written: cell, reading: reading) : parts(of: cell, reading: reading)
    }
    // A letter alone is the sign on a car; beside others it is anything.
    if !inParts, folded.count == 1 { return nil }
    if let match = word(folded, written: cell) { return match }
    if let country = locale(cell) { return CountryMatch(candidates: [country], callingCode: nil, form: .locale) }
    return inParts ? parts(of: cell, reading: reading) : nil
  }

  private func word(_ folded: [UInt8], written cell: Span<UInt8>) -> CountryMatch? {
    let style = Style(cell)
    let alpha2 = Country(letters: folded).map { CountryMatch(candidates: [$0], callingCode: nil, form: .alpha2) }
    if let alpha2, style.isASCII { return style.hasSlash ? nil : alpha2 }
    if let found = CountryNames.countries(folded: folded.span, capitals: style.isCapitals) {
      let form: CountryMatch.Form =
        switch found.kind {
        case .alpha3: .alpha3
        case .shortForm: .shortForm
        case .name: .name
        }
      return CountryMatch(candidates: found.countries, callingCode: nil, form: form)
    }
    for title in Self.titles where folded.count > title.count + 3 && folded.starts(with: title) {
      let rest = Array(folded[title.count...])
      if let found = CountryNames.countries(folded: rest.span), found.kind != .alpha3 {
        return CountryMatch(candidates: found.countries, callingCode: nil, form: .shortForm)
      }
    }
    return alpha2
  }

  /// What folding loses and a code needs: "Áo" is Austria in Vietnamese and no AO, "n/a" is not Namibia.
  private struct Style {
    var isASCII = true
    var isCapitals = true
    var hasSlash = false

    init(_ cell: Span<UInt8>) {
      for index in cell.indices {
        switch cell[index] {
        case 0x80...: isASCII = false
        case 0x61...0x7A: isCapitals = false
        case UInt8(ascii: "/"), UInt8(ascii: "\\"): hasSlash = true
        default: break
        }
      }
    }
  }

  /// What a state calls itself before its name, folded.
  private static let titles: [[UInt8]] = [
    "therepublicof", "federalrepublicof", "islamicrepublicof", "peoplesrepublicof", "republicof", "repof", "kingdomof", "stateof",
    "thestateof", "thekingdomof", "republikof", "republiquedu", "republiquede", "republiqued", "republicadel", "republicade",
    "republika", "republik", "republica", "repubblica", "konigreich", "koenigreich", "royaumede", "royaumedu", "reinode", "the",
  ].map { Array($0.utf8) }

  /// A number as people write calling codes, or ISO's three digits. `digits` are the cell's, `written` the cell itself.
  private func number(_ digits: [UInt8], written cell: Span<UInt8>, reading: NumberReading) -> CountryMatch? {
    var digits = digits
    // A spreadsheet's decimals: "91.0".
    if cell.count > 2, cell[cell.count - 1] == UInt8(ascii: "0"), cell[cell.count - 2] == UInt8(ascii: "."), digits.count > 1 {
      digits.removeLast()
    }
    let zero = UInt8(ascii: "0")
    var international = hasPlus(cell)
    if !international, digits.count > 3, digits.starts(with: [zero, zero]) {
      digits.removeFirst(2)
      international = true
    } else if !international, digits.count > 3, digits.starts(with: [zero, zero + 1, zero + 1]) {
      // Dialled from the countries of calling code 1.
      digits.removeFirst(3)
      international = true
    }
    if international || digits.count != 3 {
      return callingCode(digits)
    }
    let numeric = Country(numeric: digits.reduce(0) { $0 * 10 + Int($1 - zero) })
      .map { CountryMatch(candidates: [$0], callingCode: nil, form: .numeric) }
    if digits[0] == zero { return numeric ?? callingCode(Array(digits.drop { $0 == zero })) }
    switch reading {
    case .callingCode: return callingCode(digits) ?? numeric
    case .numeric: return numeric ?? callingCode(digits)
    }
  }

  private func callingCode(_ digits: [UInt8]) -> CountryMatch? {
    guard let first = digits.first, first != UInt8(ascii: "0"), digits.count <= 8 else { return nil }
    var code = 0
    for (index, digit) in digits.prefix(3).enumerated() {
      code = code * 10 + Int(digit - UInt8(ascii: "0"))
      let sharing = Country.sharing(callingCode: code)
      guard !sharing.isEmpty else { continue }
      let rest = String(decoding: digits[(index + 1)...], as: UTF8.self)
      if rest.isEmpty { return CountryMatch(candidates: sharing, callingCode: code, form: .callingCode) }
      // No calling code begins with another one, so the rest belongs to this one or the cell is no calling code.
      let meant = sharing.filter { $0.areaPrefixes.contains(rest) }
      return meant.isEmpty ? nil : CountryMatch(candidates: meant, callingCode: code, form: .callingCode)
    }
    return nil
  }

  private func hasPlus(_ cell: Span<UInt8>) -> Bool {
    for index in cell.indices {
      if cell[index] == UInt8(ascii: "+") { return true }
      // U+FF0B, the full-width plus.
      if cell[index] == 0xEF, index + 2 < cell.count, cell[index + 1] == 0xBC, cell[index + 2] == 0x8B { return true }
    }
    return false
  }
}
