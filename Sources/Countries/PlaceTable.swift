internal import CTables

/// The states and towns of `rules/tables/places.tsv`, read when a list first has an address: about half a millisecond.
struct PlaceTable: Sendable {
  enum Kind: Sendable {
    /// Its name says the country by itself; its code does where no other country has it.
    case state
    /// Says nothing without a postcode that fits.
    case town
    /// Letters that stand for something that is not told apart here.
    case code
  }

  struct Place: Sendable {
    let country: Country
    let kind: Kind
    /// The beginnings of its postcodes.
    let postcodes: [Beginnings]

    /// Whether a postcode (digits and capitals, nothing between them) can be of here.
    func takes(_ postcode: [UInt8]) -> Bool {
      guard let whole = Postcode.whole(postcode, of: country) else { return false }
      return postcodes.isEmpty || postcodes.contains { $0.contains(whole) }
    }
  }

  /// What postcodes begin with, from one beginning to another that is as long.
  struct Beginnings: Sendable {
    let first: [UInt8]
    let last: [UInt8]

    func contains(_ postcode: [UInt8]) -> Bool {
      let start = postcode.prefix(first.count)
      return !start.lexicographicallyPrecedes(first) && !last.lexicographicallyPrecedes(start)
    }
  }

  private let places: [Place]
  /// Indexes of `places` by folded name, and by folded code.
  private let byName: [[UInt8]: [Int]]
  private let byCode: [[UInt8]: [Int]]

  // A constant that takes its value from the compiled-in bytes; nothing decides or changes it.
  static let shared = PlaceTable()

  private init() {
    var places: [Place] = []
    var byName: [[UInt8]: [Int]] = [:]
    var byCode: [[UInt8]: [Int]] = [:]
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: ctables_places, count: ctables_places_count))
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard cells.count == 5, let country = Country(letters: cells[0]) else { continue }
      let kind: Kind = cells[1].elementsEqual("state".utf8) ? .state : cells[1].elementsEqual("town".utf8) ? .town : .code
      for name in cells[2].split(separator: UInt8(ascii: ";")) { byName[CountryNames.folded(name.span), default: []].append(places.count) }
      for code in cells[3].split(separator: UInt8(ascii: ";")) { byCode[CountryNames.folded(code.span), default: []].append(places.count) }
      let postcodes = cells[4].split(separator: UInt8(ascii: ",")).compactMap { range -> Beginnings? in
        let ends = range.split(separator: UInt8(ascii: "-"))
        guard let first = ends.first, let last = ends.last else { return nil }
        return Beginnings(first: Array(first), last: Array(last))
      }
      places.append(Place(country: country, kind: kind, postcodes: postcodes))
    }
    self.places = places
    self.byName = byName
    self.byCode = byCode
  }

  /// The places of a folded name; none where nothing is called so.
  func places(named name: [UInt8]) -> [Place] { (byName[name] ?? []).map { places[$0] } }

  /// The places of a folded code ("tx"), and what else has those letters.
  func places(coded code: [UInt8]) -> [Place] { (byCode[code] ?? []).map { places[$0] } }
}
