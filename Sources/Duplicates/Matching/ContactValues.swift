/// A value of a contact that matching counts in the whole list: that two records share a rare one says more than that they share a common
/// one.
struct CountedValue {
  enum Kind: UInt8 {
    case givenName, surname, phone, email, emailLocalPart, birthDate, identifier, place, company, companyWord
  }

  let kind: Kind
  /// The number of its text; of a birth date, the date.
  let id: UInt32
}

extension ContactIndex {
  /// Appends what a record has, in the same order whenever it is asked.
  func appendValues(of record: Int, to values: inout [CountedValue]) {
    let contact = contacts[record]
    func append(_ kind: CountedValue.Kind, _ id: UInt32) { if id != 0 { values.append(CountedValue(kind: kind, id: id)) } }
    append(.givenName, contact.given)
    append(.surname, contact.surname)
    for index in contact.phones.indices { append(.phone, contact.phones[index]) }
    for index in contact.emails.indices {
      append(.email, contact.emails[index])
      append(.emailLocalPart, emails.local[Int(contact.emails[index])])
    }
    append(.birthDate, contact.birthDate)
    append(.identifier, contact.identifier)
    for place in [contact.street, contact.houseNumber, contact.locality, contact.city, contact.postcode, contact.region, contact.website] {
      append(.place, place)
    }
    append(.company, contact.company)
    for word in companies.words(of: contact.company) { append(.companyWord, word) }
  }

  /// Appends what comparing a record also asks about, though the record does not count for it: how often its words stand as the names that
  /// they are not here.
  func appendValuesBeside(_ record: Int, to values: inout [CountedValue]) {
    let contact = contacts[record]
    let words = [contact.given, contact.givenWhole, contact.middle, contact.surname, contact.surnameWhole]
    for (index, word) in words.enumerated() where word != 0 && !words[..<index].contains(word) {
      if word != contact.given { values.append(CountedValue(kind: .givenName, id: word)) }
      if word != contact.surname { values.append(CountedValue(kind: .surname, id: word)) }
    }
  }

  /// What stands for a value in every part of a list alike.
  func hash(of value: CountedValue) -> UInt64 {
    let text =
      switch value.kind {
      case .givenName, .surname: names.words.hash(of: value.id)
      case .phone: phones.hash(of: value.id)
      case .email: emails.addresses.hash(of: value.id)
      case .emailLocalPart: emails.localParts.hash(of: value.id)
      case .birthDate: UInt64(value.id)
      case .identifier: identifiers.hash(of: value.id)
      case .place: places.hash(of: value.id)
      case .company: companies.names.hash(of: value.id)
      case .companyWord: companies.words.hash(of: value.id)
      }
    return mixed(UInt64(value.kind.rawValue), text)
  }

  /// Counts a record that has a value.
  mutating func count(_ value: CountedValue) {
    switch value.kind {
    case .givenName: names.countGiven(value.id)
    case .surname: names.countSurname(value.id)
    case .phone: phones.count(value.id)
    case .email: emails.addresses.count(value.id)
    case .emailLocalPart: emails.localParts.count(value.id)
    case .birthDate: birthDates[value.id, default: 0] += 1
    case .identifier: identifiers.count(value.id)
    case .place: places.count(value.id)
    case .company: companies.names.count(value.id)
    case .companyWord: companies.words.count(value.id)
    }
  }

  /// Sets how many records have a value, where others counted.
  mutating func setUses(of value: CountedValue, to uses: UInt32) {
    switch value.kind {
    case .givenName: names.setGivenUses(of: value.id, to: uses)
    case .surname: names.setSurnameUses(of: value.id, to: uses)
    case .phone: phones.setUses(of: value.id, to: uses)
    case .email: emails.addresses.setUses(of: value.id, to: uses)
    case .emailLocalPart: emails.localParts.setUses(of: value.id, to: uses)
    case .birthDate: birthDates[value.id] = uses
    case .identifier: identifiers.setUses(of: value.id, to: uses)
    case .place: places.setUses(of: value.id, to: uses)
    case .company: companies.names.setUses(of: value.id, to: uses)
    case .companyWord: companies.words.setUses(of: value.id, to: uses)
    }
  }
}
