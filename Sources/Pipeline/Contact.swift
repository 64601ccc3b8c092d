internal import Duplicates
internal import PersonNames
internal import PhoneNumbers

/// What is known of one record's contact while it is being cleaned. Reused from record to record.
struct Contact {
  /// All texts, one after the other: emptied once a record, where an array for each would be emptied in turn.
  private(set) var bytes: [UInt8] = []
  private(set) var firstName = 0..<0
  private(set) var lastName = 0..<0
  private(set) var salutation = 0..<0
  /// The name that a column is being filled with, where names are cleaned in place.
  private(set) var otherName = 0..<0
  private(set) var phones: [Phone]
  /// Where the contact is at home, as far as its number tells: what decides how its name is cased.
  var region: NameRegion?
  /// Why the record cannot go out: the first error that was noticed. Means something only where `isRejected` says so.
  private(set) var rejection: Finding?
  private(set) var isRejected = false
  /// Why the run has to end, where a rule says so. Means something only where `isAborting` says so.
  private(set) var abortion: Finding?
  private(set) var isAborting = false
  /// Whether the record is refused before anything in it is read.
  var isUnread = false

  /// One of the contact's phones, in the forms that are written.
  struct Phone {
    /// What identifies the number; nil where there is none.
    fileprivate(set) var key: IdentityKey?
    /// Where the number belongs, as far as its plan tells.
    fileprivate(set) var region: Region?
    fileprivate(set) var number = 0..<0
    /// With its plus.
    fileprivate(set) var callingCode = 0..<0
    fileprivate(set) var `extension` = 0..<0
  }

  init(phoneCount: Int) {
    phones = Array(repeating: Phone(), count: phoneCount)
  }

  var hasName: Bool { !firstName.isEmpty || !lastName.isEmpty }

  mutating func removeAll() {
    // Room for the texts of a record stays; what one record of monstrous fields took is given back.
    if bytes.capacity > 1 << 20 { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
    firstName = 0..<0
    lastName = 0..<0
    salutation = 0..<0
    for index in phones.indices { phones[index] = Phone() }
    region = nil
    isRejected = false
    isAborting = false
    isUnread = false
  }

  mutating func reject(_ reason: Finding) {
    rejection = reason
    isRejected = true
  }

  /// Ends the run for a reason, unless there is one already.
  mutating func abort(_ reason: Finding?) {
    if isAborting { return }
    abortion = reason
    isAborting = reason != nil
  }
}

extension Contact {
  /// A name that is being cleaned.
  enum NamePart {
    case first, last, other
  }

  /// Where a name lies in `bytes`.
  func range(of part: NamePart) -> Range<Int> {
    switch part {
    case .first: firstName
    case .last: lastName
    case .other: otherName
    }
  }

  /// Where what a column of the output holds of the contact lies in `bytes`.
  @inline(__always)
  func range(of content: Plan.Content) -> Range<Int> {
    switch content {
    case .firstName: firstName
    case .lastName: lastName
    case .salutation: salutation
    case .phoneNumber(let phone): phones[phone].number
    case .callingCode(let phone): phones[phone].callingCode
    case .extension(let phone): phones[phone].extension
    case .copy, .name, .nothing: 0..<0
    }
  }

  func text(of part: NamePart) -> String { String(decoding: bytes[range(of: part)], as: UTF8.self) }

  /// Sets a name to what a function appends.
  @inline(__always)
  mutating func write<Result>(_ part: NamePart, _ append: (inout [UInt8]) -> Result) -> Result {
    let start = bytes.count
    let result = append(&bytes)
    switch part {
    case .first: firstName = start..<bytes.count
    case .last: lastName = start..<bytes.count
    case .other: otherName = start..<bytes.count
    }
    return result
  }

  /// Takes a part of some bytes for the salutation.
  mutating func setSalutation(_ bytes: [UInt8], _ range: Range<Int>) { salutation = append(bytes.span.extracting(range)) }

  mutating func setName(first: String) { firstName = append(first) }
  mutating func setName(last: String) { lastName = append(last) }

  /// Takes a number for one of the phones.
  mutating func accept(_ number: PhoneNumber, of region: Region?, into phone: Int) {
    var accepted = Phone()
    let start = bytes.count
    number.appendE164(to: &bytes)
    accepted.number = start..<bytes.count
    // The plus and the calling code are what the number begins with.
    accepted.callingCode = start..<start + 1 + (number.callingCode < 10 ? 1 : number.callingCode < 100 ? 2 : 3)
    accepted.key = number.key
    accepted.region = region
    if !number.extension.isEmpty { accepted.extension = append(number.extension.digits) }
    phones[phone] = accepted
  }

  /// Whether a phone's number is written in a cell as it is here.
  func holdsNumber(as cell: Span<UInt8>, phone: Int) -> Bool { cell.hasSameBytes(as: bytes.span.extracting(phones[phone].number)) }

  /// Whether one of the phones has a number, given in E.164.
  func holds(_ e164: [UInt8]) -> Bool { phones.contains { bytes[$0.number] == e164[...] } }

  /// Keeps what stands in a phone's column though it is no number.
  mutating func keep(_ cell: Span<UInt8>, for phone: Int) { phones[phone].number = append(cell) }

  mutating func setExtension(_ digits: Span<UInt8>, of phone: Int) { phones[phone].extension = append(digits) }

  private mutating func append(_ text: Span<UInt8>) -> Range<Int> {
    let start = bytes.count
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    return start..<bytes.count
  }

  private mutating func append(_ text: String) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    return start..<bytes.count
  }
}

extension PhoneNumber {
  /// What identifies a contact that has this number. The extension does not: behind one number is one line.
  var key: IdentityKey {
    IdentityKey(callingCode: callingCode, nationalNumber: nationalNumber, leadingZeros: numberOfLeadingZeros)
  }
}
