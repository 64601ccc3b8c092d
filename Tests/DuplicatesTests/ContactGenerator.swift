import Duplicates

/// Makes contacts with labels: people, copies of them as lists really hold them, and look-alikes that must stay apart.
/// The same seed makes the same list.
struct ContactGenerator {
  enum Kind: String, CaseIterable {
    case person
    /// Copies: the same person again.
    case exact, format, nickname, swap, typo, transliteration, missing, otherNumber
    /// Traps: another person who looks alike.
    case household, householdSameInitial, siblingOneEdit, switchboard, sharedEmail, namesake, namesakeSameCity, junior

    static let copies: [Kind] = [.exact, .format, .nickname, .swap, .typo, .transliteration, .missing, .otherNumber]
    static let traps: [Kind] = [
      .household, .householdSameInitial, .siblingOneEdit, .switchboard, .sharedEmail, .namesake, .namesakeSameCity, .junior,
    ]
    var isTrap: Bool { Self.traps.contains(self) }
  }

  struct Contact {
    var entity: Int
    var kind: Kind = .person
    /// The index (0-based, in order of making) of the record that this one copies or resembles.
    var of: Int?
    var given = ""
    var surname = ""
    var phone = ""
    var email = ""
    var street = ""
    var number = ""
    var city = ""
    var postcode = ""
    var company = ""

    func fill(_ record: inout ContactRecord) {
      record.removeAll()
      record.append(given, as: .givenName)
      record.append(surname, as: .surname)
      record.append(phone, as: .phone)
      record.append(email, as: .email)
      record.append(number.isEmpty ? street : "\(number) \(street)", as: .street)
      record.append(city, as: .city)
      record.append(postcode, as: .postcode)
      record.append(company, as: .company)
    }
  }

  private var random: SplitMix
  private var entities = 0
  private var mailboxes = 0

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// Hands each contact to `body`, about `count` of them: people, each followed by its copies and look-alikes.
  mutating func make(_ count: Int, _ body: (Contact) -> Void) {
    var index = 0
    func emit(_ contact: Contact) {
      body(contact)
      index += 1
    }
    while index < count {
      var person = self.person()
      var wanted: [Kind] = []
      if random.chance(25) { wanted.append(random.pick(Kind.copies)) }
      if random.chance(8) { wanted.append(random.pick(Kind.copies)) }
      if random.chance(20) { wanted.append(random.pick(Kind.traps)) }
      prepare(&person, for: wanted)
      let base = index
      emit(person)
      for kind in wanted {
        var other = kind.isTrap ? trap(kind, of: person) : copy(kind, of: person)
        other.kind = kind
        other.of = base
        emit(other)
      }
    }
  }
}

extension ContactGenerator {
  private mutating func person() -> Contact {
    entities += 1
    var person = Contact(entity: entities)
    person.given = random.pickCommon(Names.given)
    person.surname = surname()
    person.phone = phone()
    settle(&person)
    if random.chance(40) { person.company = company() }
    if random.chance(75) { person.email = email(person) }
    return person
  }

  /// A surname: a common one, or one of many rare ones.
  private mutating func surname() -> String {
    if random.chance(40) { return random.pickCommon(Names.surnames) }
    return random.pick(Names.surnameStarts) + random.pick(Names.surnameMiddles) + random.pick(Names.surnameEnds)
  }

  private mutating func phone() -> String {
    let code = random.pick(["44", "49", "1", "33", "39", "91", "61"])
    return "+\(code)\(random.below(9) + 1)\(random.digits(9))"
  }

  private mutating func settle(_ contact: inout Contact) {
    let city = random.below(400)
    contact.city =
      Names.cities[city % Names.cities.count]
      + (city < Names.cities.count ? "" : " \(Names.cityEnds[city / Names.cities.count % Names.cityEnds.count])")
    contact.postcode = "\(10_000 + city * 37 + random.below(30))"
    contact.street =
      random.pick(Names.streetStarts) + random.pick(["field", "mill", "", "hill", "brook", "church", "bridge"]) + " "
      + random.pick(["Street", "Road", "Avenue", "Lane"])
    contact.number = "\(1 + random.below(180))"
  }

  private mutating func company() -> String {
    random.pick(Names.surnameStarts) + random.pick(Names.surnameEnds) + " "
      + random.pick(["Ltd", "GmbH", "Inc", "Partners", "Logistics", "Dental", "Motors"])
  }

  private mutating func email(_ person: Contact) -> String {
    let domain =
      random.chance(50)
      ? random.pick(["gmail.com", "yahoo.com", "outlook.com", "web.de", "orange.fr"])
      : "\(random.pick(Names.surnameStarts))\(random.pick(Names.surnameEnds))\(random.below(50)).com".lowercased()
    let given = latin(person.given, Names.givenSpellings)
    let surname = latin(person.surname, Names.surnameSpellings)
    // Every mailbox is one person's: the number makes it so.
    mailboxes += 1
    return switch random.below(4) {
    case 0: "\(given).\(surname)\(mailboxes)@\(domain)"
    case 1: "\(given.prefix(1))\(surname)\(mailboxes)@\(domain)"
    case 2: "\(given)\(mailboxes)@\(domain)"
    default: "\(given)_\(surname.prefix(4))\(mailboxes)@\(domain)"
    }
  }

  private func latin(_ name: String, _ spellings: [(String, String)]) -> String {
    (spellings.first { $0.0 == name }?.1 ?? name).lowercased().filter { $0.isASCII && $0.isLetter }
  }

  /// Gives a person what a kind of copy needs: a name that has a nickname, one that has another spelling.
  private mutating func prepare(_ person: inout Contact, for kinds: [Kind]) {
    for kind in kinds {
      switch kind {
      case .nickname: person.given = random.pick(Names.nicknames).0
      case .transliteration:
        person.given = random.pick(Names.givenSpellings).0
        person.surname = random.pick(Names.surnameSpellings).0
      case .siblingOneEdit: person.given = random.pick(Names.siblings).0
      case .otherNumber, .sharedEmail: break
      default: continue
      }
      if !person.email.isEmpty || kind == .otherNumber || kind == .sharedEmail { person.email = email(person) }
    }
  }

  private mutating func copy(_ kind: Kind, of person: Contact) -> Contact {
    var copy = person
    switch kind {
    case .format:
      if random.chance(50) { copy.given = copy.given.uppercased() } else { copy.given = copy.given.lowercased() }
      copy.surname = copy.surname.uppercased()
      copy.email = copy.email.uppercased()
      copy.phone = "+" + copy.phone.dropFirst().enumerated().map { $0.offset % 3 == 2 ? "\($0.element) " : "\($0.element)" }.joined()
      if copy.street.hasSuffix("Street") { copy.street = copy.street.dropLast(6) + "St." }
    case .nickname:
      if let pair = Names.nicknames.first(where: { $0.0 == person.given }) { copy.given = pair.1 }
      loosen(&copy)
    case .swap:
      (copy.given, copy.surname) = (copy.surname, copy.given)
      loosen(&copy)
    case .typo:
      switch random.below(4) {
      case 0: copy.given = mistyped(copy.given)
      case 1: copy.surname = mistyped(copy.surname)
      case 2 where !copy.email.isEmpty: copy.email = mistyped(copy.email)
      default:
        if copy.email.isEmpty { copy.surname = mistyped(copy.surname) } else { copy.phone = mistyped(copy.phone) }
      }
    case .transliteration:
      if let pair = Names.givenSpellings.first(where: { $0.0 == person.given }) { copy.given = pair.1 }
      if let pair = Names.surnameSpellings.first(where: { $0.0 == person.surname }) { copy.surname = pair.1 }
      loosen(&copy)
    case .missing:
      if random.chance(50) { (copy.street, copy.number, copy.postcode, copy.city) = ("", "", "", "") }
      if random.chance(50) { copy.company = "" }
      if copy.email.isEmpty || random.chance(50) { copy.email = "" } else { copy.phone = "" }
    case .otherNumber: copy.phone = phone()
    default: break
    }
    return copy
  }

  /// A copy rarely agrees in everything else: one contact point may have changed where there is another.
  private mutating func loosen(_ copy: inout Contact) {
    guard !copy.email.isEmpty, random.chance(30) else { return }
    if random.chance(50) { copy.phone = phone() } else { copy.email = "" }
  }

  private mutating func trap(_ kind: Kind, of person: Contact) -> Contact {
    entities += 1
    var other = person
    other.entity = entities
    switch kind {
    case .household: other.given = another(than: person.given)
    case .householdSameInitial: other.given = another(than: person.given, sameInitial: true)
    case .siblingOneEdit:
      if let pair = Names.siblings.first(where: { $0.0 == person.given }) { other.given = pair.1 }
    case .switchboard:
      other.given = another(than: person.given)
      other.surname = surname()
    case .sharedEmail: other.given = another(than: person.given)
    case .namesake:
      other.phone = phone()
      settle(&other)
      other.company = random.chance(40) ? company() : ""
    case .namesakeSameCity:
      other.phone = phone()
      let city = other.city
      settle(&other)
      other.city = city
      other.company = random.chance(40) ? company() : ""
    case .junior: other.surname += random.pick([" Jr.", " Jr", " II"])
    default: break
    }
    if kind != .sharedEmail { other.email = random.chance(60) && !person.email.isEmpty ? email(other) : "" }
    // A household's second record may share the mailbox too.
    if kind == .household || kind == .householdSameInitial, random.chance(15) { other.email = person.email }
    return other
  }

  private mutating func another(than name: String, sameInitial: Bool = false) -> String {
    for _ in 0..<400 {
      let other = random.pick(Names.given)
      if sameInitial, other.first != name.first { continue }
      // Not a spelling or short form of the same name: that would be no trap but a riddle.
      if other == name || other.hasPrefix(name.prefix(4)) || name.hasPrefix(other.prefix(4)) { continue }
      let called = Names.nicknames + Names.calledBoth
      if called.contains(where: { $0 == (name, other) || $0 == (other, name) }) { continue }
      return other
    }
    return name.hasPrefix("X") ? "Xavier" : "Zora"
  }

  private mutating func mistyped(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count > 2 else { return text + "x" }
    let at = 1 + random.below(letters.count - 1)
    let isDigit = letters[at].isNumber
    let fresh: Character = isDigit ? random.pick(Array("0123456789")) : random.pick(Array("abcdefghijklmnoprstuvwy"))
    switch random.below(4) {
    case 0: letters[at] = fresh
    case 1 where !isDigit: letters.remove(at: at)
    case 2 where !isDigit: letters.insert(fresh, at: at)
    default: letters.swapAt(at, at == letters.count - 1 ? at - 1 : at + 1)
    }
    return String(letters)
  }
}

/// Steele, Lea and Flood 2014: a small generator whose stream is the same everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
  /// The first items far oftener than the last, as names are.
  mutating func pickCommon<T>(_ items: [T]) -> T { items[min(below(items.count), below(items.count))] }
  mutating func digits(_ count: Int) -> String { String((0..<count).map { _ in Character("\(below(10))") }) }
}
