internal import Pipeline

extension Report {
  /// The report as JUnit's XML: a test for everything that can cost a record, failed where it did. Ends with a line end.
  public var junit: String {
    let costly = FindingCode.allCases.filter { $0.severity == .error || tally.reasons[$0] > 0 }
    let failures = costly.count { tally.reasons[$0] > 0 }
    let seconds = JSONValue.decimal(run.seconds).text
    let name = escaped(run.source)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="muster" tests="\(costly.count)" failures="\(failures)" time="\(seconds)">
        <testsuite name="\(name)" tests="\(costly.count)" failures="\(failures)" errors="0" skipped="0" time="\(seconds)" \
      timestamp="\(created)">
          <properties>
            <property name="read" value="\(tally.read)"/>
            <property name="written" value="\(tally.written)"/>
            <property name="rejected" value="\(tally.rejected)"/>
            <property name="duplicates" value="\(tally.duplicates)"/>
          </properties>

      """
    for code in costly {
      let count = tally.reasons[code]
      text += "    <testcase classname=\"\(name)\" name=\"\(code.name)\""
      guard count > 0 else {
        text += "/>\n"
        continue
      }
      let records = "\(count) record\(count == 1 ? "" : "s") rejected"
      let lines = rejected.lazy.filter { $0.code == code }.prefix(20).map { escaped($0.message(in: run.source)) }
      text += ">\n      <failure type=\"\(code.name)\" message=\"\(records)\">"
      text += (lines + (lines.count < count ? ["and \(count - lines.count) more"] : [])).joined(separator: "\n")
      text += "</failure>\n    </testcase>\n"
    }
    let doubtful = kinds.filter { $0.severity == .warning }.map { "\($0.count) \($0.code.name)" }
    if !doubtful.isEmpty { text += "    <system-out>warnings: \(escaped(doubtful.joined(separator: ", ")))</system-out>\n" }
    return text + "  </testsuite>\n</testsuites>\n"
  }
}

/// A text as it may stand in XML or HTML, in an element as in an attribute with double quotes. What XML 1.0 has no character for
/// (section 2.2) becomes U+FFFD.
func escaped(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
