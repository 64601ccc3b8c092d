import CSV
import Pipeline
import Rules
import Synchronization
import TestSupport
import Testing

/// Another encoder's records, put together field by field, and how many of them.
private final class FieldByField: RecordEncoder {
  let base: CSVEncoder
  let lineWriter: RecordWriter?
  let count = Atomic(0)
  var opening: [UInt8] { base.opening }
  var separator: [UInt8] { base.separator }
  var closing: [UInt8] { base.closing }

  /// - Parameter writesLines: whether records may be written as lines all the same, where they can.
  init(_ base: CSVEncoder, writesLines: Bool) {
    self.base = base
    lineWriter = writesLines ? base.lineWriter : nil
  }

  func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    count.add(1, ordering: .relaxed)
    base.append(fields, to: &output)
  }
}

/// Records that are written as lines from where their texts stand, against the same put together field by field.
@Suite struct RecordLineTests {
  private static let header = "First Name,Last Name,Title,Phone,Country,Note"
  private static let rules = """
    columns:
      - name: first
        role: firstName
      - name: last
        role: lastName
        when_missing: warn
      - name: note
        sources: [Note]
        default: none
      - name: title
        role: salutation
        when_missing: warn
      - name: phone
        role: phoneNumber
        when_missing: reject
      - name: country
        role: country

    """

  /// A list with what is written as it stands, what is not, what has to stand in quotes, and what is longer than what is copied at once.
  private func list(_ records: Int, _ random: inout TestSupport.SplitMix) -> [UInt8] {
    func note() -> String {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: ""
      case 1: "\"a, b\""
      case 2: "\"two\nlines, and \"\"quotes\"\"\""
      case 3: String(repeating: "é", count: Int.random(in: 14...18, using: &random))
      case 4: String(repeating: "long ", count: Int.random(in: 6...300, using: &random))
      case 5: "a;b|c"
      default: String(repeating: "x", count: Int.random(in: 1...33, using: &random))
      }
    }
    func one(of cells: [String]) -> String { cells.randomElement(using: &random) ?? "" }
    var text = Self.header + "\n"
    for number in 0..<records {
      let first = one(of: ["Ann", "ANN", "siobhán", "", "\"Ann, B\"", "Maximiliana-Wilhelmina Friederike-Charlotte"])
      let last = one(of: ["Lee", "VAN DEN BERG", "", "Ó Murchú", "株式会社"])
      let title = one(of: ["Mr.", "Mrs", "", "Dr.", "Dear"])
      let phone = one(of: ["(415) 555-\(2000 + number)", "+44 20 7946 \(1000 + number)", "", "12", "+14155552671"])
      let country = one(of: ["US", "United States", "", "Nowhere"])
      text += "\(first),\(last),\(title),\(phone),\(country),\(note())\n"
    }
    return Array(text.utf8)
  }

  private func clean(_ bytes: [UInt8], by yaml: String, writesLines: Bool) throws -> (Cleaned, byFields: Int) {
    let rules = try RulesFile(yaml: yaml, named: "test.yaml")
    let list = try ListReader(MemorySource(bytes), chunkSize: 1 << 14)
    let match = try HeaderMatcher(rules: rules).match(header: list.header)
    let plan = Plan(rules: rules, header: list.header, match: match, region: nil)
    let (output, rejected) = (MemorySink(), MemorySink())
    let rejects = RecordLister(to: rejected, header: list.header, dialect: list.detection.dialect) { FindingPhrase(ofOne: $0.code.name) }
    let encoder = FieldByField(CSVEncoder(plan: plan, style: rules.output), writesLines: writesLines)
    let tally = try Cleaning(plan: plan, encoder: encoder).run(list, to: CleanedOutput(output: output, rejects: rejects))
    let cleaned = Cleaned(
      output: String(decoding: output.bytes, as: UTF8.self), rejects: String(decoding: rejected.bytes, as: UTF8.self), tally: tally)
    return (cleaned, encoder.count.load(ordering: .relaxed))
  }

  @Test("A record is the same written as a line and field by field", arguments: ["", "output:\n  line_end: crlf\n  delimiter: \";\"\n"])
  func writesLines(style: String) throws {
    var random = TestSupport.SplitMix(seed: UInt64(style.count))
    for records in [1, 40, 3_000] {
      let list = list(records, &random)
      let (lines, few) = try clean(list, by: style + Self.rules, writesLines: true)
      let (plain, all) = try clean(list, by: style + Self.rules, writesLines: false)
      #expect(lines == plain)
      // A way that is never taken would agree with everything; and both of them have to meet quotes.
      if records > 1_000 { #expect(all > 1_000 && few == 0 && lines.output.contains("\"\"quotes\"\""), "\(few) of \(all) field by field") }
    }
  }
}
