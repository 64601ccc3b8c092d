internal import Duplicates

/// By what a record is known again in another export of its list: name, number and address, wherever its row has moved.
struct PersonIdentity: Sendable {
  /// As it is written.
  var name: [UInt8] = []
  /// In E.164.
  var phone: [UInt8] = []
  var email: [UInt8] = []

  mutating func removeAll() {
    name.removeAll(keepingCapacity: true)
    phone.removeAll(keepingCapacity: true)
    email.removeAll(keepingCapacity: true)
  }

  /// The first name, the last name and so on that matching is told of, as one text.
  mutating func take(_ role: ContactRole, _ text: Span<UInt8>) {
    switch role {
    case .givenName, .surname:
      if !name.isEmpty { name.append(0x20) }
      append(text, to: &name)
    case .fullName: if name.isEmpty { append(text, to: &name) }
    case .phone: if phone.isEmpty { append(text, to: &phone) }
    case .email: if email.isEmpty { append(text, to: &email) }
    default: break
    }
  }

  private func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    for index in text.indices { bytes.append(text[index]) }
  }
}

extension PersonIdentity {
  /// How well a record fits what is sought: the fewer, the better.
  enum Fit: Int {
    /// Name, number and address are the same.
    case whole
    /// Name and number, and there is a number.
    case byPhone
    /// Name and address, and there is an address.
    case byEmail
  }

  /// What two records have in common that fit so; nil where this one lacks what it takes. Case and the way a number is grouped make no
  /// difference, as spreadsheets change both.
  func key(_ fit: Fit) -> IdentityKey? {
    let digits = phone.filter { (0x30...0x39).contains($0) }
    switch fit {
    case .whole: return key(fit, digits, email)
    case .byPhone: return digits.isEmpty ? nil : key(fit, digits, [])
    case .byEmail: return email.isEmpty ? nil : key(fit, [], email)
    }
  }

  private func key(_ fit: Fit, _ digits: [UInt8], _ email: [UInt8]) -> IdentityKey {
    var builder = IdentityKeyBuilder()
    // Long enough that every key is hashed: none shows what is in it.
    builder.add(Array("person, known \(fit)".utf8).span)
    for part in [folded(name), digits, folded(email)] { builder.add(part.span) }
    return builder.key
  }

  private func folded(_ text: [UInt8]) -> [UInt8] {
    text.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed().map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  /// The whole key in 64 bits: of a million records some two share one in a list of 37 million.
  var word: UInt64 { key(.whole)?.low ?? 0 }

  /// The word as a review file has it: fourteen letters and digits, which no spreadsheet takes for a number.
  static func text(of word: UInt64) -> String {
    "p" + String((0..<13).map { digits[Int(word >> UInt64($0 * 5) & 31)] })
  }

  /// The word that a text stands for; nil when it is no such text.
  static func word(of text: String) -> UInt64? {
    let characters = Array(text.lowercased())
    guard characters.count == 14, characters[0] == "p" else { return nil }
    var word: UInt64 = 0
    for (place, character) in characters.dropFirst().enumerated() {
      guard let digit = digits.firstIndex(of: character) else { return nil }
      word |= UInt64(digit) << UInt64(place * 5)
    }
    return word
  }

  /// Crockford's: without i, l, o and u.
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
}
