internal import CSV

/// The contacts that the stand-in has: one number, one contact.
struct ContactBook {
  private(set) var contacts: [StoredContact] = []
  private var places: [String: Int] = [:]
  private let skipsDuplicates: Bool

  /// The columns that the import call takes, all of them required.
  static let columns = ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"]

  /// What is wrong with an import, as an error answer says it.
  struct Refusal: Error, Equatable {
    var status = 400
    var sentence: String
  }

  /// - Parameter skipsDuplicates: whether a contact whose number is there is left out, instead of refusing all that came with it. The
  ///   vendor does not say which it does.
  init(skipsDuplicates: Bool) { self.skipsDuplicates = skipsDuplicates }

  /// Stores contacts, all of them or none.
  ///
  /// - Returns: those that were made.
  mutating func add(_ new: [NewContact], account: String) throws(Refusal) -> [StoredContact] {
    var made: [StoredContact] = []
    var fresh: Set<String> = []
    for contact in new {
      let number = contact.cellPhone.phoneNumber
      guard number.first == "+", number.dropFirst().allSatisfy({ $0.isASCII && $0.isWholeNumber }), (8...16).contains(number.count) else {
        throw Refusal(sentence: "cellPhoneNumber \"\(number)\" is no number")
      }
      guard !contact.cellPhone.countryCode.isEmpty, !contact.cellPhone.extension.isEmpty else {
        throw Refusal(sentence: "\(number) lacks its cellPhoneCountryCode or its cellPhoneExtension")
      }
      guard places[number] == nil, fresh.insert(number).inserted else {
        if skipsDuplicates { continue }
        throw Refusal(status: 409, sentence: "\(number) is associated with a contact already")
      }
      let place = contacts.count + made.count
      made.append(
        StoredContact(
          firstName: contact.firstName, lastName: contact.lastName, salutation: contact.salutation, accountId: account,
          cellPhone: contact.cellPhone, fullName: "\(contact.firstName) \(contact.lastName)", createdAt: "2026-01-01T00:00:00.000Z",
          updatedAt: "2026-01-01T00:00:00.000Z", id: "c-\(place + 1)"))
    }
    for contact in made {
      places[contact.cellPhone.phoneNumber] = contacts.count
      contacts.append(contact)
    }
    return made
  }

  /// The contacts of a CSV as the import call takes it.
  static func contacts(inCSV csv: [UInt8]) throws(Refusal) -> [NewContact] {
    var reader = RecordReader(source: MemorySource(csv), dialect: .rfc4180)
    var batch = RecordBatch()
    var rows: [[String]] = []
    do throws(ReadError) {
      while try reader.read(into: &batch) {
        for record in 0..<batch.count { rows.append(batch.strings(ofRecord: record)) }
      }
    } catch {
      throw Refusal(sentence: "the file cannot be read")
    }
    guard let header = rows.first else { throw Refusal(sentence: "the file is empty") }
    var places: [Int] = []
    for column in columns {
      guard let place = header.firstIndex(of: column) else { throw Refusal(sentence: "the column \(column) is missing") }
      places.append(place)
    }
    var contacts: [NewContact] = []
    for row in rows.dropFirst() {
      guard row.count == header.count else { throw Refusal(sentence: "a row has \(row.count) fields, and the header \(header.count)") }
      let values = places.map { row[$0] }
      contacts.append(
        NewContact(
          firstName: values[0], lastName: values[1], salutation: values[2],
          cellPhone: .init(phoneNumber: values[3], countryCode: values[4], extension: values[5])))
    }
    return contacts
  }

  /// A page of all contacts, in the order in which they came.
  func page(skip: Int, limit: Int) -> ContactPage {
    let skip = max(0, skip)
    let limit = min(max(1, limit), 1000)
    let results = Array(contacts.dropFirst(skip).prefix(limit))
    return ContactPage(
      results: results, skip: skip, limit: limit, hasMore: skip + results.count < contacts.count,
      totalPages: (contacts.count + limit - 1) / limit, totalResults: contacts.count)
  }
}
