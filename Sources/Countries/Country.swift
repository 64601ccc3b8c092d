internal import CTables

/// A country or territory that ISO 3166-1 lists, or that has a calling code of its own (Ascension Island, Tristan da Cunha, Kosovo).
public struct Country: Sendable, Hashable {
  /// ISO 3166-1 alpha-2, packed: the first letter in the high byte.
  let packed: UInt16

  /// A country by its ISO 3166-1 alpha-2 code, in either case. `nil` when the code is not assigned.
  public init?(alpha2: String) {
    var letters: UInt32 = 0
    for byte in alpha2.utf8 {
      guard (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "z"), letters <= 0xFF else { return nil }
      letters = letters << 8 | UInt32(byte & 0xDF)
    }
    guard letters > 0xFF, let known = CountryTable.shared.rows[UInt16(letters)] else { return nil }
    self = known.country
  }

  init(packed: UInt16) { self.packed = packed }

  /// ISO 3166-1 alpha-2 ("IN").
  public var alpha2: String {
    String(decoding: [UInt8(packed >> 8), UInt8(packed & 0xFF)], as: UTF8.self)
  }

  /// ISO 3166-1 alpha-3 ("IND").
  public var alpha3: String { CountryTable.shared.rows[packed]?.alpha3 ?? "" }

  /// ISO 3166-1 numeric (356); `nil` for the territories that have none.
  public var numeric: Int? { CountryTable.shared.rows[packed]?.numeric }

  /// The calling code of ITU-T E.164 (91), without its plus.
  public var callingCode: Int? { CountryTable.shared.rows[packed]?.callingCode }

  /// The English name of CLDR ("India").
  public var englishName: String { CountryTable.shared.rows[packed]?.name ?? "" }

  /// Every country, by alpha-2.
  public static let all: [Country] = CountryTable.shared.ordered

  /// The countries that share a calling code, the main one first (1: the United States, then Antigua and Barbuda …).
  public static func sharing(callingCode: Int) -> [Country] { CountryTable.shared.byCallingCode[callingCode] ?? [] }
}

extension Country: CustomStringConvertible {
  public var description: String { alpha2 }
}

/// The rows of `rules/tables/countries.tsv`, read once.
struct CountryTable: Sendable {
  struct Row: Sendable {
    let country: Country
    let alpha3: String
    let numeric: Int?
    let callingCode: Int?
    let name: String
  }

  let rows: [UInt16: Row]
  let ordered: [Country]
  let byCallingCode: [Int: [Country]]

  static let shared = CountryTable()

  private init() {
    var rows: [UInt16: Row] = [:]
    var ordered: [Country] = []
    var sharing: [Int: [(place: Int, country: Country)]] = [:]
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: ctables_countries, count: ctables_countries_count))
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      let code = Array(cells[0].utf8)
      let country = Country(packed: UInt16(code[0]) << 8 | UInt16(code[1]))
      rows[country.packed] = Row(
        country: country, alpha3: cells[1], numeric: Int(cells[2]), callingCode: Int(cells[3]), name: cells[5])
      ordered.append(country)
      if let callingCode = Int(cells[3]) {
        sharing[callingCode, default: []].append((Int(cells[4]) ?? 0, country))
      }
    }
    self.rows = rows
    self.ordered = ordered
    byCallingCode = sharing.mapValues { $0.sorted { $0.place < $1.place }.map(\.country) }
  }
}
