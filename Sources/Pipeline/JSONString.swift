extension String {
  /// The text as a JSON string, quotes included (RFC 8259, section 7). What a terminal would act on is escaped, also where JSON would
  /// allow it as it is.
  public var jsonString: String {
    var json = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case _ where scalar.isUnseen:
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let hex = String(unit, radix: 16)
          json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
