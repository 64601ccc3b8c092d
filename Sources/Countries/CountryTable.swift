internal import CTables

/// The rows of `rules/tables/countries.tsv`, read once: about a tenth of a millisecond.
struct CountryTable: Sendable {
  struct Row: Sendable {
    let country: Country
    let alpha3: String
    let numeric: Int?
    let callingCode: Int?
    let name: String
    let areas: [String]
  }

  /// By alpha-2.
  let rows: [Row]
  /// The place in `rows` of every pair of letters, -1 where there is none.
  private let places: [Int16]
  private let byCallingCode: [[Country]]
  private let byNumeric: [Country?]

  // A constant that takes its value from the compiled-in bytes; nothing decides or changes it.
  static let shared = CountryTable()

  private init() {
    var rows: [Row] = []
    var places = [Int16](repeating: -1, count: 26 * 26)
    var sharing = [[(place: Int, country: Country)]](repeating: [], count: 1000)
    var byNumeric = [Country?](repeating: nil, count: 1000)
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: ctables_countries, count: ctables_countries_count))
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      let code = Array(cells[0].utf8)
      let country = Country(packed: UInt16(code[0]) << 8 | UInt16(code[1]))
      let row = Row(
        country: country, alpha3: cells[1], numeric: Int(cells[2]), callingCode: Int(cells[3]), name: cells[5],
        areas: cells[6].split(separator: "|").map { String($0) })
      if let index = Self.index(of: country.packed) { places[index] = Int16(rows.count) }
      if let callingCode = row.callingCode { sharing[callingCode].append((Int(cells[4]) ?? 0, country)) }
      if let numeric = row.numeric { byNumeric[numeric] = country }
      rows.append(row)
    }
    self.rows = rows
    self.places = places
    self.byNumeric = byNumeric
    byCallingCode = sharing.map { $0.sorted { $0.place < $1.place }.map(\.country) }
  }

  private static func index(of packed: UInt16) -> Int? {
    let first = Int(packed >> 8) - 65
    let second = Int(packed & 0xFF) - 65
    return (0..<26).contains(first) && (0..<26).contains(second) ? first * 26 + second : nil
  }

  func place(of packed: UInt16) -> Int? {
    guard let index = Self.index(of: packed), places[index] >= 0 else { return nil }
    return Int(places[index])
  }

  func row(of packed: UInt16) -> Row? { place(of: packed).map { rows[$0] } }

  func sharing(_ callingCode: Int) -> [Country] { (0..<1000).contains(callingCode) ? byCallingCode[callingCode] : [] }

  func country(numeric: Int) -> Country? { (0..<1000).contains(numeric) ? byNumeric[numeric] : nil }
}
