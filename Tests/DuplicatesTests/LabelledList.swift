import Duplicates

/// A labelled set as `records.csv` tells it: RFC 4180, a header, `record_id` first.
struct LabelledList {
  var identifiers: [String] = []
  var records: [ContactRecord] = []

  static let roles: [String: ContactRole] = [
    "first_name": .givenName, "last_name": .surname, "middle_name": .middleName, "full_name": .fullName, "name": .fullName,
    "street_number": .houseNumber, "number": .houseNumber, "street": .street, "address": .street, "locality": .locality, "city": .city,
    "postcode": .postcode, "state": .region, "date_of_birth": .birthDate, "national_id": .identifier, "email": .email,
    "organization": .company, "company": .company, "phone": .phone, "website": .website, "suffix": .nameSuffix,
  ]

  init(csv: String) {
    var rows = parse(csv)
    guard !rows.isEmpty else { return }
    let header = rows.removeFirst()
    for row in rows {
      var record = ContactRecord()
      for (name, value) in zip(header, row) {
        if let role = Self.roles[name] { record.append(value, as: role) }
      }
      identifiers.append(row[0])
      records.append(record)
    }
  }
}

func parse(_ csv: String) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var field: [UInt8] = []
  var quoted = false
  var previousQuote = false
  for byte in csv.utf8 {
    if byte == UInt8(ascii: "\"") {
      if quoted {
        quoted = false; previousQuote = true
      } else {
        if previousQuote { field.append(byte) }
        quoted = true
        previousQuote = false
      }
      continue
    }
    if !quoted { previousQuote = false }
    if !quoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
      row.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
      if byte == UInt8(ascii: "\n") {
        rows.append(row)
        row = []
      }
    } else {
      field.append(byte)
    }
  }
  if !row.isEmpty || !field.isEmpty {
    row.append(String(decoding: field, as: UTF8.self))
    rows.append(row)
  }
  return rows
}
