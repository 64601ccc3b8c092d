internal import Duplicates
internal import PersonNames
internal import PhoneNumbers

/// What is known of one record's contact while it is being cleaned. Reused from record to record.
struct Contact {
  var firstName: [UInt8] = []
  var lastName: [UInt8] = []
  var salutation: [UInt8] = []
  /// The name that a column is being filled with, where names are cleaned in place.
  var otherName: [UInt8] = []
  var phones: [Phone]
  /// Where the contact is at home, as far as its number tells: what decides how its name is cased.
  var region: NameRegion?
  /// Why the record cannot go out: the first error that was noticed.
  var rejection: Finding?
  /// Why the run has to end, where a rule says so.
  var abortion: Finding?

  /// One of the contact's phones, in the forms that are written.
  struct Phone {
    var number: PhoneNumber?
    var e164: [UInt8] = []
    /// With its plus.
    var callingCode: [UInt8] = []
    var `extension`: [UInt8] = []

    /// Writes a calling code (1 to 3 digits) with its plus.
    mutating func append(callingCode code: Int) {
      callingCode.append(UInt8(ascii: "+"))
      var unit = code >= 100 ? 100 : code >= 10 ? 10 : 1
      while unit > 0 {
        callingCode.append(UInt8(ascii: "0") + UInt8(code / unit % 10))
        unit /= 10
      }
    }

    mutating func removeAll() {
      number = nil
      e164.removeAll(keepingCapacity: true)
      callingCode.removeAll(keepingCapacity: true)
      `extension`.removeAll(keepingCapacity: true)
    }
  }

  init(phoneCount: Int) {
    phones = Array(repeating: Phone(), count: phoneCount)
  }

  /// A name that is being cleaned.
  enum NamePart {
    case first, last, other
  }

  func text(of part: NamePart) -> String {
    switch part {
    case .first: String(decoding: firstName, as: UTF8.self)
    case .last: String(decoding: lastName, as: UTF8.self)
    case .other: String(decoding: otherName, as: UTF8.self)
    }
  }

  var hasName: Bool { !firstName.isEmpty || !lastName.isEmpty }

  mutating func removeAll() {
    firstName.removeAll(keepingCapacity: true)
    lastName.removeAll(keepingCapacity: true)
    salutation.removeAll(keepingCapacity: true)
    for index in phones.indices { phones[index].removeAll() }
    region = nil
    rejection = nil
    abortion = nil
  }
}

extension PhoneNumber {
  /// What identifies a contact that has this number. The extension does not: behind one number is one line.
  var key: IdentityKey {
    IdentityKey(callingCode: callingCode, nationalNumber: nationalNumber, leadingZeros: numberOfLeadingZeros)
  }
}
