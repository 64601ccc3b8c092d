import CSV
import Pipeline
import Reports
import Testing

/// Details of every kind, with what has to be quoted, guarded or made visible among them.
private let details: [FindingDetail] = [
  .text(""), .text("US"), .text("GB"), .text("there.csv:5"), .text("4"), .text("=1+1"), .text("\"a\", b; c | d\n\u{7}\u{202E}"),
  .text(String(repeating: "long, ", count: 40)), .record(1), .record(42), .record(123_456_789), .sharer(0, .pair), .sharer(0, .household),
  .sharer(0, .switchboard), .sharer(7, .pair), .sharer(80, .pair), .sharer(9, .household), .sharer(10, .switchboard),
  .sharer(1_000_000_000_000, .switchboard),
]

@Test(
  "A reason is listed as its sentence is written, whatever it names and whatever was listed before it",
  arguments: [",", ";", "\t", " ", "|", "1", "d", "\""].map { Character($0).asciiValue ?? 0 })
func listedReasons(delimiter: UInt8) throws {
  let text = "a,\"b, \"\"c\"\"\",=d\n"
  var reader = RecordReader(source: MemorySource(Array(text.utf8)), dialect: .rfc4180)
  var batch = RecordBatch()
  #expect(try reader.read(into: &batch))
  var dialect = Dialect.rfc4180
  dialect.delimiter = delimiter
  let (output, rejected, repeated) = (MemorySink(), MemorySink(), MemorySink())
  let header = ["x", "y", "z"]
  var outcomes = CleanedOutput(
    output: output, rejects: RecordLister(to: rejected, header: header, dialect: dialect, phrase: \.phrase),
    duplicates: RecordLister(to: repeated, header: header, dialect: dialect, phrase: \.phrase))
  var plain: [UInt8] = []
  var writer = RecordWriter(delimiter: delimiter, lineEnd: .lf)
  func write(_ cells: [String]) {
    for cell in cells { writer.append(field: Array(FormulaGuard.guarded(cell).utf8).span, to: &plain) }
    writer.endRecord(in: &plain)
  }
  write(ReasonColumn.names + header)
  var row = 1
  func list(_ code: FindingCode, _ value: String, _ detail: FindingDetail) throws {
    let reason = Finding(code: code, place: Place(rowNumber: row, lineNumber: row * 3), value: value, detail: detail)
    try outcomes.reject(reason, record: 0, of: batch)
    try outcomes.duplicate(reason, record: 0, of: batch)
    write([String(row), String(row * 3), code.name, reason.sentence, "a", "b, \"c\"", "=d"])
    row += 1
  }
  // More texts of one code than are kept, each made first and met again; and more of all codes.
  for number in Array(0..<100) + Array(0..<100) { try list(.phoneAmbiguous, "12", .text("+\(number) or \(number), said twice")) }
  for round in 0..<4 {
    for code in FindingCode.allCases {
      for detail in details + [.text("no. \(round)")] {
        try list(code, "", detail)
        try list(code, "12", detail)
      }
    }
  }
  try outcomes.end([], tally: Tally())
  #expect(rejected.bytes == plain)
  #expect(repeated.bytes == plain)
}

@Test("A sentence is what stands before the row number, the row number, and what follows")
func phrases() {
  let phrase: FindingPhrase = "Record \(record: 12) is one, and so is \(record: 13)."
  #expect(phrase.text == "Record 12 is one, and so is 13.")
  #expect(("\(phrase) \("Look.")" as FindingPhrase).text == "Record 12 is one, and so is 13. Look.")
  #expect(FindingPhrase(ofOne: "None.") != "None.")
}

struct SharedCase: Sendable {
  var detail: FindingDetail
  var statement: String
}

@Test(
  "Whose a shared number is",
  arguments: [
    SharedCase(detail: .sharer(12, .pair), statement: "Record 12 has the same number, under another name, and a number goes out once."),
    SharedCase(
      detail: .sharer(3, .household),
      statement: "Record 3 and a household share this number, under another name, and a number goes out once."),
    SharedCase(
      detail: .sharer(3, .switchboard),
      statement:
        "Record 3 and people of several names share this number, as at a switchboard, under another name, and a number goes out once."),
    SharedCase(
      detail: .sharer(0, .pair), statement: "Another record has the same number, under another name, and the rules let none of them out."),
    SharedCase(
      detail: .sharer(0, .household),
      statement: "A household shares this number, under another name, and the rules let none of them out."),
    SharedCase(
      detail: .sharer(0, .switchboard),
      statement:
        "People of several names share this number, as at a switchboard, under another name, and the rules let none of them out."),
    SharedCase(
      detail: .text("there.csv:5"), statement: "The target has this number under another name (there.csv:5), and takes a number once."),
  ])
func sharedNumbers(_ row: SharedCase) {
  let finding = Finding(code: .sharedNumber, place: Place(rowNumber: 1, lineNumber: 2), detail: row.detail)
  #expect(finding.statement == row.statement)
  #expect(finding.masked == finding)
}
