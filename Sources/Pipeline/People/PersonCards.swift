internal import PhoneNumbers

/// What a person who looks through possible duplicates sees of each record: some 25 bytes and its texts.
struct PersonCards: Sendable {
  private struct Card: Sendable {
    var start: Int
    var rowNumber: UInt32
    var lineNumber: UInt32
    var nameCount: UInt16
    var emailCount: UInt16
    var phoneCount: UInt8
  }

  private var bytes: [UInt8] = []
  private var cards: [Card] = []

  var count: Int { cards.count }

  /// Adds a card; texts beyond what a card holds (65,535 bytes) are cut.
  mutating func append(rowNumber: Int, lineNumber: Int, _ person: PersonIdentity) {
    let name = person.name.prefix(Int(UInt16.max))
    let email = person.email.prefix(Int(UInt16.max))
    let phone = person.phone.prefix(Int(UInt8.max))
    makeRoom(for: name.count + email.count + phone.count)
    cards.append(
      Card(
        start: bytes.count, rowNumber: UInt32(clamping: rowNumber), lineNumber: UInt32(clamping: lineNumber),
        nameCount: UInt16(name.count), emailCount: UInt16(email.count), phoneCount: UInt8(phone.count)))
    bytes += name
    bytes += phone
    bytes += email
  }

  /// A quarter more at a time: what doubles wastes half of it.
  private mutating func makeRoom(for more: Int) {
    if bytes.count + more > bytes.capacity { bytes.reserveCapacity(bytes.count + max(more, bytes.count / 4 + 4096)) }
    if cards.count == cards.capacity { cards.reserveCapacity(cards.count + cards.count / 4 + 64) }
  }

  /// A number in E.164 as people write it.
  private func grouped(_ phone: [UInt8]) -> String {
    // What is no number has nothing to be grouped, and stays as it is.
    guard let number = try? PhoneNumber(parsing: phone.span, region: nil, metadata: .current) else {
      return String(decoding: phone, as: UTF8.self)
    }
    return number.international(.current)
  }

  /// Orders the cards by row number, which the functions below ask for. Nothing to do where they were added so.
  mutating func order() { cards.sort { $0.rowNumber < $1.rowNumber } }

  /// The index (0-based) of the card of a row, or of the first behind it. Logarithmic.
  func index(ofRow rowNumber: Int) -> Int {
    var (start, end) = (0, cards.count)
    while start < end {
      let middle = (start + end) / 2
      if Int(cards[middle].rowNumber) < rowNumber { start = middle + 1 } else { end = middle }
    }
    return start
  }

  /// The record of a card, by the card's index (0-based).
  func person(_ index: Int) -> Review.Person {
    let card = cards[index]
    let phone = card.start + Int(card.nameCount)
    let email = phone + Int(card.phoneCount)
    var identity = PersonIdentity()
    identity.name += bytes[card.start..<phone]
    identity.phone += bytes[phone..<email]
    identity.email += bytes[email..<email + Int(card.emailCount)]
    return Review.Person(
      rowNumber: Int(card.rowNumber), lineNumber: Int(card.lineNumber), name: String(decoding: identity.name, as: UTF8.self),
      phone: String(decoding: identity.phone, as: UTF8.self), phoneForPeople: grouped(identity.phone),
      email: String(decoding: identity.email, as: UTF8.self),
      identity: PersonIdentity.text(of: identity.word))
  }
}
