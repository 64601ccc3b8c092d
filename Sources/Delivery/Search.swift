internal import ImportRequest

/// Contacts that are looked for in the listing.
struct Search: Sendable {
  private var byNumber: Set<String> = []
  /// Numbers by the digits that they can have come back with, and the name that has to go with them.
  private var bySpelling: [String: [(number: String, name: String)]] = [:]

  /// Whether nothing is looked for any more.
  var isOver: Bool { byNumber.isEmpty }

  mutating func add(_ row: [String], _ columns: [String]) {
    guard let number = columns.firstIndex(of: ImportCall.numberColumn).map({ row[$0] }) else { return }
    byNumber.insert(number)
    for spelling in Reconciliation.spellings(row, columns) {
      bySpelling[spelling, default: []].append((number, Reconciliation.name(row, columns)))
    }
  }

  mutating func formUnion(_ other: Search) {
    byNumber.formUnion(other.byNumber)
    bySpelling.merge(other.bySpelling) { $0 + $1 }
  }

  /// Whether a contact of the listing is one that is looked for, which it then is no longer. A number that was altered counts only
  /// together with its name: the listing is full of other people's numbers.
  mutating func take(_ contact: ServerContact) -> Bool {
    guard let number = contact.phoneNumber else { return false }
    if byNumber.remove(number) != nil { return true }
    guard let name = Reconciliation.name(contact),
      let match = bySpelling[digits(of: number)]?.first(where: { $0.name == name && byNumber.contains($0.number) })
    else { return false }
    byNumber.remove(match.number)
    return true
  }
}
