extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue {
  /// A string, or null.
  public static func string(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// An integer, or null.
  public static func integer(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

  /// A number to six decimals; null where it is none or has no end.
  public static func decimal(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    let millionths = Int((value.magnitude * 1_000_000).rounded())
    var fraction = String(1_000_000 + millionths % 1_000_000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return .number(
      (value < 0 && millionths > 0 ? "-" : "") + String(millionths / 1_000_000) + (fraction.isEmpty ? "" : "." + fraction))
  }

  /// An object whose members keep their order.
  public static func object(of members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { Member(name: $0.0, value: $0.1) })
  }

  /// The value as JSON, a member or an element in a line.
  public var text: String {
    var text = ""
    append(to: &text, indent: "")
    return text
  }

  private func append(to text: inout String, indent: String) {
    switch self {
    case .string(let value): text += value.jsonString
    case .number(let value): text += value
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text += indent + "  "
        value.append(to: &text, indent: indent + "  ")
      }
      text += values.isEmpty ? "]" : "\n\(indent)]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text += "\(indent)  \(member.name.jsonString): "
        member.value.append(to: &text, indent: indent + "  ")
      }
      text += members.isEmpty ? "}" : "\n\(indent)}"
    }
  }
}
