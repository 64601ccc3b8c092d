/// The contacts of a batch held against those that the service says it has.
struct Reconciliation: Sendable {
  /// For each contact of the batch, the index of the service's contact that it became; nil when there is none.
  private(set) var partner: [Int?]
  /// The service's contacts that are none of the batch, by index.
  private(set) var strangers: [Int] = []

  /// Whether each contact of the batch is there.
  var isComplete: Bool { partner.allSatisfy { $0 != nil } }

  /// The contacts of the batch that are not there, by index.
  var missing: [Int] { partner.indices.filter { partner[$0] == nil } }

  /// Matches by number. A number that the service has altered (a prefix doubled, a plus lost, spaces put in) is recognized by its
  /// digits, and after that by the name, where one name alone is left on either side.
  init(_ contacts: BatchContacts, _ stored: [ServerContact]) {
    partner = Array(repeating: nil, count: contacts.count)
    var taken = Array(repeating: false, count: stored.count)

    var byNumber: [String: Int] = [:]
    for (index, contact) in stored.enumerated() {
      guard let number = contact.phoneNumber else { continue }
      if let earlier = byNumber.updateValue(index, forKey: number) {
        // Told of twice, as in an answer and in the listing later: the later one has the say. Stored twice is another matter.
        taken[earlier] = stored[earlier].id == stored[index].id
      }
    }
    for index in partner.indices {
      guard let match = byNumber[contacts.number(of: index)] else { continue }
      partner[index] = match
      taken[match] = true
    }
    match(contacts, stored, &taken) { row, columns in
      Self.spellings(row, columns)
    } theirs: { contact in
      contact.phoneNumber.map { [digits(of: $0)] } ?? []
    }
    match(contacts, stored, &taken) { row, columns in
      [Self.name(row, columns)]
    } theirs: { contact in
      Self.name(contact).map { [$0] } ?? []
    }
    strangers = stored.indices.filter { !taken[$0] }
  }

  /// Pairs what is left over where a key is had by one contact alone on either side.
  private mutating func match(
    _ contacts: BatchContacts, _ stored: [ServerContact], _ taken: inout [Bool], ours: ([String], [String]) -> Set<String>,
    theirs: (ServerContact) -> [String]
  ) {
    let open = missing
    guard !open.isEmpty, taken.contains(false) else { return }
    var owners: [String: [Int]] = [:]
    for index in open {
      for key in ours(contacts.rows[index], contacts.columns) { owners[key, default: []].append(index) }
    }
    var claims: [Int: [Int]] = [:]
    for index in stored.indices where !taken[index] {
      for key in theirs(stored[index]) {
        if let owner = owners[key], owner.count == 1 { claims[owner[0], default: []].append(index) }
      }
    }
    for (index, claimants) in claims where claimants.count == 1 {
      partner[index] = claimants[0]
      taken[claimants[0]] = true
    }
  }

  /// The digits that a number can have come back with.
  static func spellings(_ row: [String], _ columns: [String]) -> Set<String> {
    func value(_ column: String) -> String { columns.firstIndex(of: column).map { row[$0] } ?? "" }
    let number = digits(of: value("cellPhoneNumber"))
    let code = digits(of: value("cellPhoneCountryCode"))
    var spellings: Set = [number, "00" + number]
    if !code.isEmpty, number.hasPrefix(code) {
      spellings.formUnion([code + number, String(number.dropFirst(code.count))])
    }
    return spellings
  }

  static func name(_ row: [String], _ columns: [String]) -> String {
    ["firstName", "lastName"].map { column in columns.firstIndex(of: column).map { row[$0] } ?? "" }.joined(separator: "\u{1F}")
  }

  static func name(_ contact: ServerContact) -> String? {
    contact.firstName ?? contact.lastName == nil ? nil : (contact.firstName ?? "") + "\u{1F}" + (contact.lastName ?? "")
  }

  /// The columns in which the service has another value than was sent.
  static func changes(_ row: [String], _ columns: [String], _ stored: ServerContact) -> [(column: String, sent: String, stored: String)] {
    zip(columns, row).compactMap { column, sent in
      guard let value = stored.value(ofColumn: column), value != sent else { return nil }
      return (column, sent, value)
    }
  }
}

/// The ASCII digits of a number as somebody wrote it.
func digits(of number: String) -> String { String(number.filter { $0.isASCII && $0.isWholeNumber }) }
