/// Says which country a postal address is in, where its parts leave no other.
///
/// A state and a postcode that fit each other, a town and a postcode that do, a postcode of a form that one country has, the name of a
/// state that one country has, a country's name at the end. Whatever fits two countries says nothing.
public struct AddressReader: Sendable {
  /// What a column holds of an address.
  public enum Part: String, Sendable, CaseIterable {
    case state, town, postcode
    /// The whole of it, or several lines of it.
    case whole
  }

  /// What one cell says. Cells of states and postcodes recur, so that readings are worth remembering.
  public struct Reading: Sendable {
    let part: Part
    var places: [PlaceTable.Place] = []
    /// The country of a state that nothing stands beside.
    var alone: Country?
    var postcode: Postcode?
    /// What a cell says that holds several parts.
    var country: Country?
    /// Whether there is anything in it.
    var isFilled = false

    /// Whether it is a state's name or code.
    public var namesState: Bool { places.contains { $0.kind == .state } }

    /// Of a column that the list does not have.
    public init(of part: Part) { self.part = part }
  }

  public init() {}

  /// Reads a cell (UTF-8). A state or a town costs a look-up; a whole address a few microseconds.
  public func reading(of cell: Span<UInt8>, as part: Part) -> Reading {
    var reading = Reading(of: part)
    var hasDigit = false
    for index in cell.indices {
      if cell[index] > 0x20 { reading.isFilled = true }
      if (0x30...0x39).contains(cell[index]) { hasDigit = true }
    }
    guard reading.isFilled else { return reading }
    switch part {
    case .state where !hasDigit: (reading.places, reading.alone) = states(cell)
    case .town where !hasDigit: reading.places = PlaceTable.shared.places(named: CountryNames.folded(cell))
    case .postcode:
      reading.postcode = Postcode(cell)
      if reading.postcode == nil { reading.country = country(ofWhole: cell) }
    // "TX 78701" in a column of states, "75008 Paris" in one of towns.
    case .state, .town, .whole: reading.country = country(ofWhole: cell)
    }
    return reading
  }

  /// The states that a cell may name, and the country if that is one without anything else. Of two letters that are a country's code as
  /// well nobody knows which is meant.
  private func states(_ cell: Span<UInt8>) -> ([PlaceTable.Place], alone: Country?) {
    let folded = CountryNames.folded(cell)
    let named = PlaceTable.shared.places(named: folded)
    if !named.isEmpty { return (named, named.allSatisfy { $0.kind == .state } ? Self.only(named) : nil) }
    if folded.count <= 3 {
      let coded = PlaceTable.shared.places(coded: folded)
      let isClear = coded.allSatisfy { $0.kind == .state } && Country(letters: folded) == nil
      return (coded, isClear ? Self.only(coded) : nil)
    }
    // ISO 3166-2: "US-TX".
    guard (4...5).contains(folded.count), cell.count == folded.count + 1, cell[2] == UInt8(ascii: "-"),
      let country = Country(letters: folded.prefix(2))
    else { return ([], nil) }
    let states = PlaceTable.shared.places(coded: Array(folded.dropFirst(2))).filter { $0.country == country && $0.kind == .state }
    return (states, Self.only(states))
  }

  /// The country of one address from what its columns say; nil where they leave several or contradict each other.
  public func country(state: Reading, town: Reading, postcode: Reading) -> Country? {
    let wholes = Set([state.country, town.country, postcode.country].compactMap(\.self))
    if let whole = wholes.first { return wholes.count == 1 ? whole : nil }
    guard let code = postcode.postcode else { return postcode.isFilled ? nil : state.alone }
    let states = state.places.filter { $0.kind != .code }
    if let country = code.country {
      return states.isEmpty || states.contains { $0.country == country } ? country : nil
    }
    if !states.isEmpty {
      if let country = Self.only(states.filter({ $0.takes(code.text) })) { return country }
      // A wrong postcode of the right length is of the country all the same, where the state alone says which.
      return state.alone.flatMap { Postcode.whole(code.text, of: $0) == nil ? nil : $0 }
    }
    return state.isFilled && !state.places.isEmpty ? nil : Self.only(town.places.filter { $0.takes(code.text) })
  }

  /// The country of a cell that holds a whole address.
  public func country(of whole: Reading) -> Country? { whole.country }

  /// The country of places that are all in one.
  private static func only(_ places: [PlaceTable.Place]) -> Country? {
    guard let first = places.first, places.allSatisfy({ $0.country == first.country }) else { return nil }
    return first.country
  }

  private func country(ofWhole cell: Span<UInt8>) -> Country? { AddressText(cell).country }
}

extension Country {
  /// The country of a language tag ("de-AT", "en_GB", "pt_BR.UTF-8"; BCP 47 and POSIX); nil without one, and for "en-US", which programs
  /// write where nobody ever chose a language.
  public init?(languageTag cell: Span<UInt8>) {
    guard let country = CountryIndex().locale(cell), country.alpha2 != "US" else { return nil }
    self = country
  }
}
