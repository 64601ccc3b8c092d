/// What is known about the country of one number before it is decided.
public struct CountryEvidence: Sendable, Equatable {
  /// Something else in the record that speaks for countries.
  public struct Witness: Sendable, Equatable {
    public enum Kind: Sendable, Equatable, CaseIterable {
      /// Another number of the record, written with its calling code.
      case otherNumber
      /// An address' country.
      case address
      /// The ending of an e-mail or Internet address.
      case domain
      /// A language tag.
      case locale
    }

    public let kind: Kind
    public let country: Country

    public init(_ kind: Kind, _ country: Country) {
      self.kind = kind
      self.country = country
    }
  }

  /// The number's digits, without an international prefix where it has one.
  public var digits: [UInt8]

  /// The number has a plus, or an international prefix that is one in the country it is written in.
  public var isInternational: Bool

  /// What the calling-code column says.
  public var callingCodeCell: CountryMatch?

  /// What the country column says.
  public var countryCell: CountryMatch?

  public var witnesses: [Witness] = []

  /// The certain numbers of the list, counted.
  public var list: CountryTally?

  /// The list's numbers without a plus, counted by the country whose calling code they begin with where they are valid behind it, and as
  /// nothing where they are not.
  public var withoutPlus: CountryTally?

  /// What was given for the whole list (`--region`).
  public var given: Country?

  public init(digits: [UInt8], isInternational: Bool) {
    self.digits = digits
    self.isInternational = isInternational
  }
}

/// How a number's digits are read.
public enum DigitsReading: Sendable, Hashable, CaseIterable {
  /// They begin with the calling code, as the number says itself.
  case international
  /// They begin with the calling code, but nothing says so.
  case withoutPlus
  /// As they are dialled within the country.
  case national
}

/// The countries of a list's certain numbers, counted. A sum, so that workers can count apart and add up.
public struct CountryTally: Sendable, Equatable {
  public private(set) var counts: [Country: Int] = [:]
  public private(set) var total = 0

  public init() {}

  /// A tally that was counted before.
  public init(counts: [Country: Int], total: Int) {
    self.counts = counts
    self.total = total
  }

  public mutating func count(_ country: Country) {
    counts[country, default: 0] += 1
    total += 1
  }

  /// Counts a number of no country, against all of them.
  public mutating func countNone() { total += 1 }

  public mutating func add(_ other: CountryTally) {
    for (country, count) in other.counts { counts[country, default: 0] += count }
    total += other.total
  }

  /// The country of most of the numbers, when it is that of two thirds and of ten or more.
  public var leader: Country? {
    guard let most = counts.max(by: { ($0.value, $1.key.packed) < ($1.value, $0.key.packed) }) else { return nil }
    return most.value >= 10 && most.value * 3 >= total * 2 ? most.key : nil
  }

  /// The countries of one in fifty numbers or more, the commonest first: those that a number of this list may be of.
  public var countries: [Country] {
    counts.filter { isCommon($0.value) }.sorted { ($0.value, $1.key.packed) > ($1.value, $0.key.packed) }.map(\.key)
  }

  /// Whether there are any ``countries``.
  var hasCountries: Bool { counts.values.contains { isCommon($0) } }

  private func isCommon(_ count: Int) -> Bool { count * 50 >= total }
}
