/// What a field of a contact says. A record may have several fields of one role (two telephone numbers).
public enum ContactRole: UInt8, CaseIterable, Sendable {
  case givenName, middleName, surname
  /// The whole name in one field, `Given Surname` or `Surname, Given`.
  case fullName
  /// `Jr.`, `III`: also found at the end of a surname or full name.
  case nameSuffix
  /// Best in E.164; compared by its digits.
  case phone
  case email
  /// Any writing of year, month, day in this order (`1971-06-24`, `19710624`).
  case birthDate
  /// A number that belongs to one person: national, customer, member.
  case identifier
  case street, houseNumber
  /// A quarter, building or estate: what stands between street and city.
  case locality
  case city, postcode, region
  case company
  case website
}
