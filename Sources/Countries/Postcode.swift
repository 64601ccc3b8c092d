/// A postcode: what it is made of, and the country where its form says that.
///
/// Forms are those that the Universal Postal Union lists by country. Digits alone are a postcode of many countries.
struct Postcode: Sendable, Equatable {
  /// Digits and capital letters, without what stands between them and without a country's sign before them.
  let text: [UInt8]
  /// The country that alone has such postcodes.
  let country: Country?

  /// Reads a text that is all postcode ("SW1A 1AA", "D-10115", "78701").
  init?(_ cell: Span<UInt8>) {
    var text: [UInt8] = []
    var form: [UInt8] = []
    for index in cell.indices {
      let byte = cell[index]
      switch byte {
      case 0x30...0x39: form.append(UInt8(ascii: "9"))
      case 0x41...0x5A, 0x61...0x7A: form.append(UInt8(ascii: "A"))
      case UInt8(ascii: "-"): form.append(byte)
      case 0x20:
        if !form.isEmpty { form.append(byte) }
        continue
      default: return nil
      }
      guard text.count < 12 else { return nil }
      if byte != UInt8(ascii: "-") { text.append(byte >= 0x61 ? byte & 0xDF : byte) }
    }
    while form.last == 0x20 { form.removeLast() }
    guard form.contains(UInt8(ascii: "9")) else { return nil }
    if let (country, digits) = Self.signed(text, form) {
      self.text = digits
      self.country = country
      return
    }
    self.text = text
    country = Self.country(of: text, form: String(decoding: form, as: UTF8.self))
    if country == nil, !text.allSatisfy({ (0x30...0x39).contains($0) }) { return nil }
  }

  private static func country(of text: [UInt8], form: String) -> Country? {
    let code: String? =
      switch form {
      case "A9A 9A9", "A9A9A9", "A9A-9A9": isCanadian(text) ? "CA" : nil
      case "9999 AA", "9999AA": isDutch(text) ? "NL" : nil
      case "99999-999": "BR"
      case "99-999": "PL"
      case "9999-999": "PT"
      case "999-9999": "JP"
      case "A9999AAA": "AR"
      default: british(text, form) ?? (isIrish(text, form) ? "IE" : nil)
      }
    return code.flatMap { Country(alpha2: $0) }
  }

  /// Canada Post leaves out D, F, I, O, Q and U, and W and Z as the first letter.
  private static func isCanadian(_ text: [UInt8]) -> Bool {
    !"WZ".utf8.contains(text[0]) && [0, 2, 4].allSatisfy { !"DFIOQU".utf8.contains(text[$0]) }
  }

  /// No Dutch postcode begins with 0 or ends in SA, SD or SS.
  private static func isDutch(_ text: [UInt8]) -> Bool {
    text[0] != UInt8(ascii: "0") && !["SA", "SD", "SS"].contains(String(decoding: text.suffix(2), as: UTF8.self))
  }

  /// An Eircode: a routing key (a letter and two digits, or D6W) and four characters of a set.
  private static func isIrish(_ text: [UInt8], _ form: String) -> Bool {
    let letters = "ACDEFHKNPRTVWXY"
    guard text.count == 7, form.count == 7 || form.count == 8, form.hasPrefix("A99") || text.starts(with: "D6W".utf8),
      form.count == 7 || Array(form.utf8)[3] == 0x20, letters.utf8.contains(text[0])
    else { return false }
    let unique = text.suffix(4)
    return unique.allSatisfy { (0x30...0x39).contains($0) || letters.utf8.contains($0) }
      && unique.contains { $0 >= 0x41 } && unique.contains { $0 < 0x41 }
  }

  /// The country of a postcode of the United Kingdom, the Crown dependencies or Gibraltar.
  private static func british(_ text: [UInt8], _ form: String) -> String? {
    guard (5...7).contains(text.count), form.hasSuffix("9AA") else { return nil }
    let outward = form.dropLast(form.hasSuffix(" 9AA") ? 4 : 3)
    guard ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(String(outward)) else { return nil }
    // "Apt B12, 3rd floor" is no postcode.
    let inward = text.suffix(3)
    guard inward.dropFirst().allSatisfy({ !"CIKMOV".utf8.contains($0) }),
      !["ST", "ND", "RD", "TH"].contains(String(decoding: inward.dropFirst(), as: UTF8.self))
    else { return nil }
    switch String(decoding: text.prefix { $0 >= 0x41 }, as: UTF8.self) {
    case "GY": return "GG"
    case "JE": return "JE"
    case "IM": return "IM"
    case "GX": return "GI"
    case let area: return britishAreas.contains(Substring(area)) ? "GB" : nil
    }
  }

  private static let britishAreas = Set(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA HD HG HP \
    HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG \
    SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split(separator: " "))

  // MARK: A country's sign before the digits

  /// "D-10115", "FR-75008": a sign, a dash and as many digits as the country's postcodes have.
  private static func signed(_ text: [UInt8], _ form: [UInt8]) -> (Country, [UInt8])? {
    guard let dash = form.firstIndex(of: UInt8(ascii: "-")), (1...3).contains(dash),
      form[..<dash].allSatisfy({ $0 == UInt8(ascii: "A") }), form[(dash + 1)...].allSatisfy({ $0 != UInt8(ascii: "A") })
    else { return nil }
    let sign = String(decoding: text[..<dash], as: UTF8.self)
    let digits = Array(text[dash...])
    guard let country = Country(alpha2: signs[sign] ?? sign), europe.contains(country.alpha2), lengths[country.alpha2] == digits.count
    else { return nil }
    // "DE-19801" may be Wilmington in Delaware.
    let rivals = PlaceTable.shared.places(coded: CountryNames.folded(Array(sign.utf8).span))
    return rivals.contains { $0.country != country && $0.kind == .state && $0.takes(digits) } ? nil : (country, digits)
  }

  /// Signs of vehicles that were put before postcodes, and are not the countries' ISO codes.
  private static let signs = [
    "A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "H": "HU", "I": "IT", "L": "LU", "N": "NO", "P": "PT", "S": "SE", "FIN": "FI",
    "SLO": "SI", "FL": "LI",
  ]

  /// Where a sign stands before a postcode.
  private static let europe: Set = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IT", "LI", "LT", "LU", "LV", "MC", "NO",
    "PL", "PT", "RO", "RS", "SE", "SI", "SK", "UA",
  ]

  /// How many digits or letters a country's postcodes have; only countries of which the table of places or a sign speaks.
  private static let lengths: [String: Int] = [
    "AR": 4, "AT": 4, "AU": 4, "BE": 4, "BG": 4, "BR": 8, "CA": 6, "CH": 4, "CL": 7, "CN": 6, "CO": 6, "CY": 4, "CZ": 5, "DE": 5, "DK": 4,
    "EE": 5, "ES": 5, "FI": 5, "FR": 5, "GR": 5, "HR": 5, "HU": 4, "IL": 7, "IN": 6, "IT": 5, "JP": 7, "KR": 5, "LI": 4, "LT": 5, "LU": 4,
    "LV": 4, "MC": 5, "MX": 5, "NO": 4, "NZ": 4, "PL": 5, "PT": 7, "RO": 6, "RS": 5, "RU": 6, "SE": 5, "SG": 6, "SI": 4, "SK": 5, "TH": 5,
    "TR": 5, "TW": 6, "UA": 5, "US": 5, "VN": 6, "ZA": 4,
  ]

  /// A postcode as the country writes it; nil where it is none of there. Nine digits are the long form of the United States', and four
  /// have lost their zero to a spreadsheet.
  static func whole(_ postcode: [UInt8], of country: Country) -> [UInt8]? {
    guard let length = lengths[country.alpha2] else { return nil }
    if country.alpha2 == "US", postcode.count == 9 { return Array(postcode.prefix(5)) }
    if country.alpha2 == "US", postcode.count == 4 { return [UInt8(ascii: "0")] + postcode }
    return postcode.count == length ? postcode : nil
  }
}
