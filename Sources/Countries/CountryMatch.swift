/// What a country cell said.
public struct CountryMatch: Sendable, Equatable {
  /// How the cell was understood.
  public enum Form: Sendable, Equatable, CaseIterable {
    /// ISO 3166-1 codes.
    case alpha2, alpha3, numeric
    /// A name of CLDR, in any language.
    case name
    /// A short, former or colloquial name ("UK", "Holland").
    case shortForm
    /// Two regional indicator symbols.
    case flag
    /// A calling code, with or without its plus, or one with the digits of one of the countries that share it ("1-242").
    case callingCode
    /// A language tag with a region ("pt-BR").
    case locale
    /// A name beside words that mean nothing here ("Lyon, France"): less certain than the others.
    case part
  }

  /// The countries that the cell may mean, the likeliest first; several for a shared calling code. Never empty.
  public let candidates: [Country]

  /// The calling code that the cell named, when it named one.
  public let callingCode: Int?

  public let form: Form

  /// The one country that the cell means; `nil` when there are several candidates.
  public var country: Country? { candidates.count == 1 ? candidates[0] : nil }
}
