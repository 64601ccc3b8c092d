/// A contact with the members that the vendor's answer shows.
struct StoredContact: Codable, Sendable, Equatable {
  struct CellPhone: Codable, Sendable, Equatable {
    var phoneNumber: String
    var countryCode: String
    var `extension`: String
  }

  var status = "Active"
  var firstName: String
  var lastName: String
  var salutation: String
  var accountId = ""
  var orgId = "o-stand-in"
  var createdBy = "u-stand-in"
  var cellPhone: CellPhone
  var fullName: String
  var createdAt: String
  var updatedAt: String
  var id: String
}

/// A contact as the create call takes it.
struct NewContact: Codable, Sendable {
  var firstName: String
  var lastName: String
  var salutation: String
  var cellPhone: StoredContact.CellPhone
}

/// A page of the listing.
struct ContactPage: Codable, Sendable {
  var results: [StoredContact]
  var skip: Int
  var limit: Int
  var hasMore: Bool
  var totalPages: Int
  var totalResults: Int
}
