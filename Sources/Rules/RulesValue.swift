/// What a rules file is made of when it is written: texts, lists, and keys with values in order.
indirect enum RulesValue {
  case text(String)
  case list([RulesValue])
  case mapping([(key: String, value: RulesValue)])

  static func texts(_ texts: [String]) -> RulesValue { .list(texts.map { .text($0) }) }

  /// As YAML, indented by `indentation` spaces.
  func yaml(indentation: Int = 0) -> String {
    let indent = String(repeating: " ", count: indentation)
    switch self {
    case .text(let text): return Self.yamlScalar(text)
    case .list(let values):
      if values.isEmpty { return "[]" }
      if values.allSatisfy(\.isShortText) { return "[" + values.map { $0.yaml() }.joined(separator: ", ") + "]" }
      return values.map { value in
        // The first key of an entry stands behind its dash, the others under it.
        "\n\(indent)- " + value.yaml(indentation: indentation + 2).drop { $0 == "\n" || $0 == " " }
      }.joined()
    case .mapping(let pairs):
      return pairs.map { "\n\(indent)\(Self.yamlScalar($0.key)):" + $0.value.afterColon(indentation: indentation + 2) }.joined()
    }
  }

  private func afterColon(indentation: Int) -> String {
    let text = yaml(indentation: indentation)
    return text.hasPrefix("\n") ? text : " " + text
  }

  private var isShortText: Bool {
    if case .text(let text) = self { text.count <= 40 } else { false }
  }

  /// Plain where no reader of YAML could take it for anything but this text.
  private static func yamlScalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter } == true
      && text.allSatisfy { $0.isLetter || $0.isASCII && $0.isNumber || " _-./()".contains($0) } && !text.hasSuffix(" ")
      && !["yes", "no", "true", "false", "on", "off", "null", "y", "n"].contains(text.lowercased())
    return isPlain ? text : quoted(text)
  }

  /// As JSON on one line.
  func json() -> String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .list(let values): "[" + values.map { $0.json() }.joined(separator: ", ") + "]"
    case .mapping(let pairs): "{" + pairs.map { Self.quoted($0.key) + ": " + $0.value.json() }.joined(separator: ", ") + "}"
    }
  }

  /// A text in double quotes, as JSON and YAML both read it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF || (0x80...0xA0).contains(scalar.value):
        let hex = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
