internal import Pipeline

extension Report {
  /// The report's findings as SARIF 2.1.0 (OASIS Standard, 2020): a result for each example that is kept. Ends with a line end.
  public var sarif: String {
    let rules = kinds.map { kind -> JSONValue in
      .object(of: [
        ("id", .string(kind.code.name)),
        ("shortDescription", .object(of: [("text", .string(kind.code.summary))])),
        ("fullDescription", .object(of: [("text", .string(kind.code.explanation))])),
        ("help", .object(of: [("text", .string(kind.code.advice.isEmpty ? kind.code.explanation : kind.code.advice))])),
        ("defaultConfiguration", .object(of: [("level", .string(kind.severity.sarifLevel))])),
        ("properties", .object(of: [("count", .integer(kind.count)), ("rejected", .integer(kind.rejected))])),
      ])
    }
    let results = kinds.enumerated().flatMap { index, kind in kind.examples.map { result($0, ruleIndex: index) } }
    let driver: [(String, JSONValue)] = [("name", "muster"), ("version", .string(run.version)), ("rules", .array(rules))]
    let invocation: [(String, JSONValue)] = [("executionSuccessful", true), ("endTimeUtc", .string(created))]
    let sarifRun: [(String, JSONValue)] = [
      ("tool", .object(of: [("driver", .object(of: driver))])),
      ("invocations", .array([.object(of: invocation)])),
      ("columnKind", "unicodeCodePoints"),
      ("results", .array(results)),
    ]
    let log: [(String, JSONValue)] = [
      ("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"),
      ("version", "2.1.0"),
      ("runs", .array([.object(of: sarifRun)])),
    ]
    return JSONValue.object(of: log).text + "\n"
  }

  private func result(_ finding: Finding, ruleIndex: Int) -> JSONValue {
    let quoted = finding.value.isEmpty ? "" : "\"\(visible(finding.value))\": "
    let location: [(String, JSONValue)] = [
      (
        "physicalLocation",
        .object(of: [
          ("artifactLocation", .object(of: [("uri", .string(uri(run.source)))])),
          ("region", .object(of: [("startLine", .integer(finding.place.lineNumber))])),
        ])
      ),
      (
        "logicalLocations",
        .array([
          .object(of: [
            ("name", .string("record \(finding.place.rowNumber)" + (finding.place.column.map { ", \($0)" } ?? ""))), ("kind", "member"),
          ])
        ])
      ),
    ]
    return .object(of: [
      ("ruleId", .string(finding.code.name)), ("ruleIndex", .integer(ruleIndex)), ("level", .string(finding.severity.sarifLevel)),
      ("message", .object(of: [("text", .string(quoted + finding.sentence))])), ("locations", .array([.object(of: location)])),
    ])
  }
}

extension Severity {
  fileprivate var sarifLevel: String {
    switch self {
    case .fixed: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

extension FindingCode {
  /// The first sentence of the explanation.
  var summary: String {
    let end = explanation.firstRange(of: ". ")?.lowerBound ?? explanation.firstRange(of: ".\n")?.lowerBound
    return (end.map { String(explanation[..<$0]) + "." } ?? explanation).replacing("\n", with: " ")
  }
}

/// A path as a relative or absolute URI reference (RFC 3986): whatever is not unreserved or a slash is written in percents.
private func uri(_ path: String) -> String {
  var result = ""
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let hex = String(byte, radix: 16, uppercase: true)
      result += "%" + (hex.utf8.count < 2 ? "0" : "") + hex
    }
  }
  return result
}
