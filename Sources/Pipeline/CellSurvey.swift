internal import Countries
internal import PersonNames
internal import Rules

/// Finds out what cells are, as far as a cell tells alone, each text once: a list has the same titles, countries and names over and over,
/// and is looked through twice where a column says where its numbers belong.
struct CellSurvey {
  private let countries: CountryIndex
  private var known: [ArraySlice<UInt8>: Kinds] = [:]

  /// What a cell may be.
  struct Kinds {
    /// A column that has this cell alone, but for whether it is a number.
    var content = ColumnContent()
    /// Whether it has digits enough for a number.
    var mayBeNumber = false
  }

  init(_ countries: CountryIndex) { self.countries = countries }

  mutating func kinds(of cell: ArraySlice<UInt8>) -> Kinds {
    if let kinds = known[cell] { return kinds }
    let kinds = makeKinds(of: cell)
    known[cell] = kinds
    return kinds
  }

  private func makeKinds(of cell: ArraySlice<UInt8>) -> Kinds {
    var kinds = Kinds()
    guard cell.contains(where: { $0 > 0x20 }) else { return kinds }
    kinds.content.filled = 1
    // Each question is asked only of cells that could answer it.
    if let at = cell.firstIndex(of: UInt8(ascii: "@")), at > cell.startIndex, cell[at...].contains(UInt8(ascii: ".")) {
      kinds.content.emails = 1
      return kinds
    }
    let digits = cell.count { $0 &- 0x30 < 10 }
    if Self.isNumberLike(cell, digits: digits) { kinds.content.numberLike = 1 }
    kinds.mayBeNumber = digits >= 5
    guard cell.count <= 60 else { return kinds }
    if let match = countries.country(matching: cell.span) {
      if match.callingCode == nil {
        kinds.content.countries = 1
      } else if digits < cell.count {
        kinds.content.callingCodes = 1
      } else if digits <= 3 {
        kinds.content.bareCodes = 1
        if digits < 3 { kinds.content.shortBareCodes = 1 }
      }
    }
    if digits == 0 { Self.countNames(cell, in: &kinds.content) }
    if digits == 0, case .salutation = Salutation.parse(String(decoding: cell, as: UTF8.self)) { kinds.content.salutations = 1 }
    return kinds
  }

  /// Whether a cell is written as telephone numbers are: enough digits with signs between them or a zero before them, and no date.
  private static func isNumberLike(_ cell: ArraySlice<UInt8>, digits: Int) -> Bool {
    guard (8...15).contains(digits), let first = cell.first(where: { $0 != 0x20 && $0 != UInt8(ascii: "(") }) else { return false }
    var signs = 0
    for byte in cell where byte &- 0x30 >= 10 {
      guard " -()./+".utf8.contains(byte) else { return false }
      signs += 1
    }
    // "2026-11-25" and "25.11.2026 10:15" have eight digits or a colon.
    return (signs > 0 && (digits > 8 || signs > 2)) || (first == UInt8(ascii: "0") && digits > 8)
  }

  /// Counts a cell that has at most four words and is made of known names.
  private static func countNames(_ cell: ArraySlice<UInt8>, in content: inout ColumnContent) {
    guard !cell.contains(where: { "&/@|".utf8.contains($0) }) else { return }
    let words = String(decoding: cell, as: UTF8.self).split { $0 == " " || $0 == "," }
    guard (1...4).contains(words.count) else { return }
    let kinds = words.map { NameNormalizer.usualKind(of: $0) }
    let (given, family) = (kinds.count { $0 == .first }, kinds.count { $0 == .last })
    guard given + family > 0 else { return }
    if given == words.count {
      content.givenNames += 1
    } else if family == words.count {
      content.surnames += 1
    } else {
      // "Anna Maria" is a first name; "Anna Schmitz" and "Schmitz, Anna" are whole ones though half of them be unknown.
      content.fullNames += 1
    }
  }
}
