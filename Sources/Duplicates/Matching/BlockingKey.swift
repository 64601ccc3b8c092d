/// What two records must share to be compared at all: of a million records no one compares all pairs.
public enum BlockingKey: UInt8, CaseIterable, Sendable {
  case phone, email, identifier
  /// Given name and surname by their consonants, in either order.
  case name
  /// Either name, whichever column it stands in, beside something else.
  case wordAndPostcode, wordAndCity, wordAndCompany
  /// The day and month, or the year: clerks get the rest wrong.
  case wordAndBirthday, wordAndBirthYear
  case birthDate, address, emailLocalPart, emailDomain, company
}

extension BlockingKey {
  /// Whether few people but the members of a household or an office share it.
  var isContactPoint: Bool {
    switch self {
    case .phone, .email, .identifier, .address: true
    default: false
    }
  }
}

/// A block too large to be compared pair by pair. Its records were compared within equal names, or each only with its
/// neighbours, so pairs in it may have been missed.
public struct CappedBlock: Sendable, Equatable {
  public let key: BlockingKey
  /// How many records share the key.
  public let size: Int
  /// The row number (1-based) of the first of them.
  public let rowNumber: Int
}

extension ContactIndex {
  /// The keys of one record in one pass, handed to `body`; none where the record lacks what the key is made of. Hashes of what the record
  /// says, so that they are the same in every part of a list.
  func forEachKey(_ pass: BlockingKey, _ index: Int, _ body: (UInt64) -> Void) {
    let contact = contacts[index]
    let given = UInt64(names.skeletons[Int(contact.given)])
    let surname = UInt64(names.skeletons[Int(contact.surname)])
    func either(_ pass: UInt64, _ value: UInt64) {
      guard value != 0 else { return }
      if given != 0 { body(mixed(mixed(pass, given), value)) }
      if surname != 0, surname != given { body(mixed(mixed(pass, surname), value)) }
    }
    switch pass {
    case .phone: for i in contact.phones.indices { body(mixed(1, phones.hash(of: contact.phones[i]))) }
    case .email: for i in contact.emails.indices { body(mixed(2, emails.addresses.hash(of: contact.emails[i]))) }
    case .identifier: if contact.identifier != 0 { body(mixed(3, identifiers.hash(of: contact.identifier))) }
    case .name: if given != 0, surname != 0 { body(mixed(min(given, surname), max(given, surname))) }
    case .wordAndPostcode: either(10, contact.postcode == 0 ? 0 : places.hash(of: contact.postcode))
    case .wordAndCity: either(11, contact.city == 0 ? 0 : places.hash(of: contact.city))
    case .wordAndCompany: either(12, contact.company == 0 ? 0 : companies.names.hash(of: contact.company))
    case .wordAndBirthday: either(13, contact.birthDate == 0 ? 0 : UInt64(contact.birthDate % 10_000) + 1)
    case .wordAndBirthYear: either(14, UInt64(contact.birthDate / 10_000))
    case .birthDate: if contact.birthDate != 0 { body(mixed(4, UInt64(contact.birthDate))) }
    case .address:
      if contact.street != 0, contact.houseNumber != 0 {
        body(mixed(mixed(9, places.hash(of: contact.street)), places.hash(of: contact.houseNumber)))
      }
    case .emailLocalPart:
      for i in contact.emails.indices { body(mixed(5, emails.localParts.hash(of: emails.local[Int(contact.emails[i])]))) }
    case .emailDomain: for i in contact.emails.indices { body(mixed(8, emails.domainHash(contact.emails[i]))) }
    case .company: if contact.company != 0, !contact.hasPersonName { body(mixed(6, companies.names.hash(of: contact.company))) }
    }
  }

  /// What parts the records of a block that is too large: the name, or where the name is the block, the place.
  func refinement(_ pass: BlockingKey, _ index: Int) -> UInt64 {
    let contact = contacts[index]
    switch pass {
    case .name: return mixed(7, places.hash(of: contact.postcode == 0 ? contact.city : contact.postcode))
    default:
      let given = UInt64(names.skeletons[Int(contact.given)])
      let surname = UInt64(names.skeletons[Int(contact.surname)])
      return mixed(min(given, surname), max(given, surname))
    }
  }
}
