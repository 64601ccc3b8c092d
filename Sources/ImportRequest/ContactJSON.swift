public import Pipeline

/// Writes contacts as the JSON array that the create call of the AgentAssist contacts API takes.
///
/// A contact is `{"firstName", "lastName", "salutation", "cellPhone": {"phoneNumber", "countryCode", "extension"}}`. Column names that
/// begin with `cellPhone` go into that object; any other column is a member of the contact.
public struct ContactJSONEncoder: RecordEncoder {
  private let columns: [String]
  public let opening: [UInt8] = Array("[\n".utf8)
  public let separator: [UInt8] = Array(",\n".utf8)
  public let closing: [UInt8] = Array("\n]\n".utf8)

  /// Where the members of the `cellPhone` object come from.
  private static let phoneMembers = [
    "cellPhoneNumber": "phoneNumber", "cellPhoneCountryCode": "countryCode", "cellPhoneExtension": "extension",
  ]

  /// - Parameter columns: the target's column names, in the order of the fields.
  public init(columns: [String]) {
    self.columns = columns
  }

  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    var members: [String] = []
    var phone: [String] = []
    for (index, column) in columns.enumerated() {
      let value = fields.string(of: index)
      if let member = Self.phoneMembers[column] {
        phone.append("\(member.jsonString):\(value.jsonString)")
      } else {
        members.append("\(column.jsonString):\(value.jsonString)")
      }
    }
    if !phone.isEmpty { members.append("\"cellPhone\":{\(phone.joined(separator: ","))}") }
    output.append(contentsOf: "{\(members.joined(separator: ","))}".utf8)
  }
}
