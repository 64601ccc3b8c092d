#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A contact as the service tells of it, in the answer of an import and in its listing. What it does not tell is nil.
public struct ServerContact: Sendable, Equatable {
  public var id: String?
  public var status: String?
  public var firstName: String?
  public var lastName: String?
  public var salutation: String?
  public var phoneNumber: String?
  public var countryCode: String?
  public var phoneExtension: String?

  public init(
    id: String? = nil, status: String? = nil, firstName: String? = nil, lastName: String? = nil, salutation: String? = nil,
    phoneNumber: String? = nil, countryCode: String? = nil, phoneExtension: String? = nil
  ) {
    self.id = id
    self.status = status
    self.firstName = firstName
    self.lastName = lastName
    self.salutation = salutation
    self.phoneNumber = phoneNumber
    self.countryCode = countryCode
    self.phoneExtension = phoneExtension
  }

  /// The value that the service has for a column of the import; nil where it does not say.
  public func value(ofColumn name: String) -> String? {
    switch name {
    case "firstName": firstName
    case "lastName": lastName
    case "salutation": salutation
    case "cellPhoneNumber": phoneNumber
    case "cellPhoneCountryCode": countryCode
    case "cellPhoneExtension": phoneExtension
    default: nil
    }
  }
}

extension ServerContact: Codable {
  private enum Key: String, CodingKey {
    case id, status, firstName, lastName, salutation, cellPhone
  }

  private enum PhoneKey: String, CodingKey {
    case phoneNumber, countryCode
    case phoneExtension = "extension"
  }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    id = try members.text(.id)
    status = try members.text(.status)
    firstName = try members.text(.firstName)
    lastName = try members.text(.lastName)
    salutation = try members.text(.salutation)
    guard members.contains(.cellPhone), try !members.decodeNil(forKey: .cellPhone) else { return }
    let phone = try members.nestedContainer(keyedBy: PhoneKey.self, forKey: .cellPhone)
    phoneNumber = try phone.text(.phoneNumber)
    countryCode = try phone.text(.countryCode)
    phoneExtension = try phone.text(.phoneExtension)
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encodeIfPresent(id, forKey: .id)
    try members.encodeIfPresent(status, forKey: .status)
    try members.encodeIfPresent(firstName, forKey: .firstName)
    try members.encodeIfPresent(lastName, forKey: .lastName)
    try members.encodeIfPresent(salutation, forKey: .salutation)
    var phone = members.nestedContainer(keyedBy: PhoneKey.self, forKey: .cellPhone)
    try phone.encodeIfPresent(phoneNumber, forKey: .phoneNumber)
    try phone.encodeIfPresent(countryCode, forKey: .countryCode)
    try phone.encodeIfPresent(phoneExtension, forKey: .phoneExtension)
  }
}

extension KeyedDecodingContainer {
  /// A member that is a text, or a number where a text was meant.
  fileprivate func text(_ key: Key) throws -> String? {
    do { return try decodeIfPresent(String.self, forKey: key) } catch {
      return String(try decode(Int.self, forKey: key))
    }
  }
}

extension ServerContact {
  /// Contacts as the JSON array that they are kept as.
  static func json(_ contacts: [ServerContact]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array(try encoder.encode(contacts))
  }

  /// The contacts of a JSON array; nil when it is none of contacts.
  static func contacts(inJSON bytes: [UInt8]) -> [ServerContact]? {
    // What is wrong with somebody else's JSON helps nobody; that it is no list of contacts is what is said.
    try? JSONDecoder().decode([ServerContact].self, from: Data(bytes))
  }
}
