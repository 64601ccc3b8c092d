internal import Pipeline

/// A JSON value whose members keep their order (RFC 8259).
enum JSONValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  case string(String)
  case integer(Int)
  /// To six decimals.
  case number(Double)
  case boolean(Bool)
  case null
  case array([JSONValue])
  case object([(String, JSONValue)])

  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }

  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }

  /// The value as text with a member in a line.
  var text: String {
    var text = ""
    append(to: &text, indent: "")
    return text
  }

  private func append(to text: inout String, indent: String) {
    switch self {
    case .string(let value): text += value.jsonString
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.decimal(value)
    case .boolean(let value): text += value ? "true" : "false"
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
        text += "\(indent)  \(member.0.jsonString): "
        member.1.append(to: &text, indent: indent + "  ")
      }
      text += members.isEmpty ? "}" : "\n\(indent)}"
    }
  }

  private static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let millionths = Int((value.magnitude * 1_000_000).rounded())
    var fraction = String(1_000_000 + millionths % 1_000_000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return (value < 0 && millionths > 0 ? "-" : "") + String(millionths / 1_000_000) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
