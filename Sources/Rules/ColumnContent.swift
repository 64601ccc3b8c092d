/// What the cells of a column look like, counted over a sample of records by someone who knows phones, names and countries.
public struct ColumnContent: Sendable, Equatable {
  /// Cells that are not blank.
  public var filled = 0
  /// Cells that hold a valid phone number, with the country that the list gives it.
  public var phones = 0
  /// Cells that are written like a phone number, whatever country they may be of.
  public var numberLike = 0
  /// Cells that hold an address with an @.
  public var emails = 0
  /// Cells that name a country other than by a calling code.
  public var countries = 0
  /// Cells that hold a calling code ("+91", "0091").
  public var callingCodes = 0
  /// Cells of one to three digits that would be a calling code, and those of them that have less than three, so that they are no ISO code.
  public var bareCodes = 0
  public var shortBareCodes = 0
  /// Cells that name a state, or nil where nobody looked.
  public var states: Int?
  /// Cells that are a known salutation.
  public var salutations = 0
  /// Cells of one or two words that are known given names.
  public var givenNames = 0
  /// Cells of one or two words that are known surnames.
  public var surnames = 0
  /// Cells of several words that look like a person's whole name.
  public var fullNames = 0

  public init(filled: Int = 0) { self.filled = filled }

  /// Counts the cells of another part of the column in.
  public mutating func add(_ other: ColumnContent) {
    filled += other.filled
    phones += other.phones
    numberLike += other.numberLike
    emails += other.emails
    countries += other.countries
    callingCodes += other.callingCodes
    bareCodes += other.bareCodes
    shortBareCodes += other.shortBareCodes
    if let more = other.states { states = (states ?? 0) + more }
    salutations += other.salutations
    givenNames += other.givenNames
    surnames += other.surnames
    fullNames += other.fullNames
  }

  /// The share of filled cells, 0 when there are none.
  func share(_ count: Int) -> Double { filled > 0 ? Double(count) / Double(filled) : 0 }

  /// How many cells are what a column of this role holds; `nil` when cells say nothing about the role.
  public func count(of role: Role) -> Int? {
    switch role {
    case .phoneNumber: phones
    case .email: emails
    case .country: countries
    case .callingCode: callingCodes + bareCodes
    case .salutation: salutations
    case .firstName: max(givenNames, surnames)
    case .lastName: max(givenNames, surnames)
    case .fullName: fullNames
    case .extension, .other: nil
    }
  }

  /// Whether this is the content of one cell, and the cell is what a column is full of.
  public func isOne(of column: ColumnContent) -> Bool {
    guard filled == 1, let role = column.role?.role, let count = count(of: role) else { return false }
    switch role {
    case .firstName: return givenNames == 1
    case .lastName: return surnames == 1
    default: return count == 1
    }
  }

  /// What the cells alone say, when they say it clearly: nineteen of twenty for what has a form, three of five for names, which no list of
  /// names has all of.
  var role: (role: Role, share: Double)? {
    guard filled >= 3 else { return nil }
    for (role, count) in [
      (Role.email, emails), (.phoneNumber, phones), (.country, countries), (.callingCode, callingCodes), (.salutation, salutations),
    ] where share(count) >= 0.95 {
      return (role, share(count))
    }
    let names = [(Role.fullName, fullNames), (.firstName, givenNames), (.lastName, surnames)]
    // A clear lead: many names are given names and surnames.
    let ordered = names.sorted { $0.1 > $1.1 }
    guard share(ordered[0].1) >= 0.6, ordered[0].1 * 2 >= ordered[1].1 * 3 else { return nil }
    return (ordered[0].0, share(ordered[0].1))
  }
}
