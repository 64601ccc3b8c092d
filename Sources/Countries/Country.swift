/// A country or territory that ISO 3166-1 lists, or that has a calling code of its own (Ascension Island, Tristan da Cunha, Kosovo).
public struct Country: Sendable, Hashable {
  /// ISO 3166-1 alpha-2, packed: the first letter in the high byte.
  let packed: UInt16

  init(packed: UInt16) { self.packed = packed }

  /// A country by its ISO 3166-1 alpha-2 code, in either case. `nil` when the code is not assigned.
  public init?(alpha2: String) {
    self.init(letters: alpha2.utf8)
  }

  init?(letters: some Collection<UInt8>) {
    guard letters.count == 2 else { return nil }
    var packed: UInt16 = 0
    for letter in letters {
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20) else { return nil }
      packed = packed << 8 | UInt16(letter & 0xDF)
    }
    guard CountryTable.shared.place(of: packed) != nil else { return nil }
    self.packed = packed
  }

  private var row: CountryTable.Row? { CountryTable.shared.row(of: packed) }

  /// The two upper-case letters of ``alpha2``, without a text.
  public var letters: (UInt8, UInt8) { (UInt8(packed >> 8), UInt8(packed & 0xFF)) }

  /// ISO 3166-1 alpha-2 ("IN").
  public var alpha2: String { String(decoding: [letters.0, letters.1], as: UTF8.self) }

  /// ISO 3166-1 alpha-3 ("IND"). Kosovo, Ascension and Tristan da Cunha have the codes that ISO and CLDR set aside for them.
  public var alpha3: String { row?.alpha3 ?? "" }

  /// ISO 3166-1 numeric (356); `nil` for the territories that have none.
  public var numeric: Int? { row?.numeric }

  /// The calling code of ITU-T E.164 (91), without its plus.
  public var callingCode: Int? { row?.callingCode }

  /// The English name of CLDR ("India").
  public var englishName: String { row?.name ?? "" }

  /// The digits that follow a shared calling code in numbers of this country alone, as people write them behind the code ("242" in
  /// "1-242", the Bahamas). Empty for the countries that have a code of their own, and for the main ones of shared codes.
  public var areaPrefixes: [String] { row?.areas ?? [] }

  /// Every country, by alpha-2.
  public static var all: [Country] { CountryTable.shared.rows.map(\.country) }

  /// The countries that share a calling code, the main one first (1: the United States, then Antigua and Barbuda …).
  public static func sharing(callingCode: Int) -> [Country] { CountryTable.shared.sharing(callingCode) }

  /// The country whose ISO 3166-1 numeric code this is.
  public init?(numeric: Int) {
    guard let country = CountryTable.shared.country(numeric: numeric) else { return nil }
    self = country
  }
}

extension Country: CustomStringConvertible {
  public var description: String { alpha2 }
}
