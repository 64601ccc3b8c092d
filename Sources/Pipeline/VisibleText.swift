extension String {
  /// The text in one line as a person may see it: controls, line ends and what turns the direction of writing as escapes (`\n`,
  /// `\u{1b}`), so that nothing that stands in a list can steer a terminal or make a message read as another one.
  public var visible: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case _ where scalar.isUnseen: text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether a terminal would act on it, or show nothing for it: C0, DEL and C1, line and paragraph separators, the controls of the
  /// bidirectional algorithm (UAX #9, section 2), and spaces without width. Joiners are not among them: scripts are spelled with them.
  var isUnseen: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F: true
    default: false
    }
  }
}
