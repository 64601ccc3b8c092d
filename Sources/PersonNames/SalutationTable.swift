internal import CTables

/// Salutations by the way they are written, several where languages share a spelling.
struct SalutationTable: Sendable {
  private var readings: [String: [SalutationReading]] = [:]
  private var languages: [String: [String]] = [:]

  /// The table that is compiled in (`rules/tables/salutations.tsv`).
  static let standard: SalutationTable = {
    let bytes = unsafe UnsafeBufferPointer(start: ctables_salutations, count: ctables_salutations_size)
    return unsafe SalutationTable(tsv: String(decoding: bytes, as: UTF8.self))
  }()

  /// Reads the table: comment lines, a header, then six columns a line.
  init(tsv: String) {
    for row in tsv.tableRows.dropFirst() {
      let columns = row.map(String.init)
      guard columns.count == 6 else { continue }
      let key = SalutationTable.key(columns[0])
      readings[key, default: []].append(SalutationTable.reading(columns))
      languages[key, default: []].append(columns[3])
    }
  }

  private static func reading(_ columns: [String]) -> SalutationReading {
    switch (columns[1], Salutation.Gender(rawValue: columns[2])) {
    case ("?", _): .ambiguous
    case (_, nil): .empty
    case (let canonical, let gender?):
      .salutation(
        Salutation(
          canonical: canonical == "-" ? columns[0] : canonical, gender: gender, language: columns[3],
          mrOrMrs: Salutation.MrOrMrs(rawValue: columns[4]), isJudged: columns[5] == "judged"))
    }
  }

  func parse(_ text: String, language: String?) -> SalutationReading {
    let key = SalutationTable.key(text)
    if key.isEmpty { return .empty }
    let whole = reading(of: key, language: language)
    return whole == .unknown ? stacked(key, language: language) : whole
  }

  private func reading(of key: String, language: String?) -> SalutationReading {
    // A dot too many or too few is no other salutation, except after one letter: "M." is Monsieur, "M" may be a code.
    let other = key.hasSuffix(".") ? String(key.dropLast()) : key + "."
    for candidate in other.unicodeScalars.count > 2 && key.unicodeScalars.count > 2 ? [key, other] : [key] {
      if let found = readings[candidate], let spoken = languages[candidate] {
        if let language, let index = spoken.firstIndex(of: language) { return found[index] }
        return SalutationTable.agreed(found)
      }
    }
    return .unknown
  }

  /// Several salutations in a row, of which at most one says a gender.
  private func stacked(_ key: String, language: String?) -> SalutationReading {
    var parts: [Salutation] = []
    for word in key.split(separator: " ") where word != "dear" {
      guard case .salutation(let part) = reading(of: String(word), language: language) else { return .unknown }
      parts.append(part)
    }
    let gendered = parts.filter { $0.gender != .unstated }
    guard parts.count > 1, gendered.count < 2 else { return parts.count > 1 ? .ambiguous : .unknown }
    let speaking = gendered.first ?? parts[0]
    return .salutation(
      Salutation(
        canonical: parts.map(\.canonical).joined(separator: " "), gender: speaking.gender, language: speaking.language,
        mrOrMrs: speaking.mrOrMrs, isJudged: speaking.isJudged))
  }

  /// The one meaning of several readings, or none.
  private static func agreed(_ readings: [SalutationReading]) -> SalutationReading {
    guard let first = readings.first else { return .unknown }
    guard case .salutation(let one) = first else {
      return readings.allSatisfy { $0 == first } ? first : .ambiguous
    }
    for case let reading in readings.dropFirst() {
      guard case .salutation(let other) = reading, other.canonical == one.canonical, other.mrOrMrs == one.mrOrMrs
      else { return .ambiguous }
    }
    return first
  }

  private static func key(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
    while let last = words.last, last == "," || last == ":" || last == " " { words.removeLast() }
    return words.lowercased()
  }
}
