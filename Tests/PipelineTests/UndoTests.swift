import CSV
import PhoneNumbers
import Pipeline
import Rules
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Collects what became of every record.
private final class OutcomeList: OutcomeSink {
  private(set) var outcomes: [Outcome] = []
  var wantsFindings: Bool { false }
  var wantsDuplicates: Bool { false }
  var observation: Observation { Observation(tellsOutcomes: true) }
  func begin(_ opening: [UInt8]) throws(RunError) {}
  func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {}
  func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  func settled(_ batch: SettledBatch) throws(RunError) { outcomes += batch.outcomes }
  func end(_ closing: [UInt8], tally: Tally) throws(RunError) {}
}

/// How a list is cleaned before the cleaning is taken back.
struct Manner {
  var rules = "kore-agentassist"
  var region: Region?
  var isStrict = false
  var hasHeader: Bool?
  var encoding: TextEncoding?
  var style: OutputStyle?
  var survivor = Survivor.first
  var jobs = 1
  var chunkSize = 1 << 20
}

// Made once: names of columns in sixty languages take their time.
private let matchers = Dictionary(
  uniqueKeysWithValues: RulesFile.builtInNames.compactMap { name in (try? RulesFile.builtIn(name)).map { (name, HeaderMatcher(rules: $0)) }
  })
private let survey = ColumnSurvey()

private struct CleanedWithChanges {
  let output: [UInt8]
  let changes: [UInt8]
  /// The records that were written, as they had been read.
  let written: [[[UInt8]]]
  let header: [String]?
}

private func cleanKeepingChanges(_ text: [UInt8], _ manner: Manner) throws -> CleanedWithChanges {
  var rules = try RulesFile.builtIn(manner.rules)
  if let style = manner.style {
    let layout = rules.output.layout
    rules.output = style
    rules.output.layout = layout
  }
  rules.survivor = manner.survivor
  var options = ReadingOptions()
  options.hasHeader = manner.hasHeader
  options.encoding = manner.encoding
  func list() throws -> ListReader<MemorySource> { try ListReader(MemorySource(text), options: options, chunkSize: manner.chunkSize) }
  func plan(_ list: borrowing ListReader<MemorySource>) throws -> Plan {
    let matcher = try #require(matchers[manner.rules])
    let match = try list.match(by: matcher, mapping: nil, region: manner.region, survey: survey)
    return Plan(rules: rules, header: list.header, match: match, region: manner.region, isStrict: manner.isStrict)
      .learning(from: list.sample, records: list.sampleRecords)
  }
  let (output, changes) = (MemorySink(), MemorySink())
  let first = try list()
  let firstPlan = try plan(first)
  let headerLine = first.headerLine
  let header = first.hasHeader ? first.header : nil
  let outcomes = ChangesOutput(
    CleanedOutput(output: output, rejects: RecordLister<MemorySink>?.none), changes: changes, plan: firstPlan, style: rules.output,
    headerLine: headerLine)
  _ = try Cleaning(plan: firstPlan, encoder: CSVEncoder(plan: firstPlan, style: rules.output)).run(first, to: outcomes, jobs: manner.jobs)
  #expect(changes.isCommitted)

  // What was written is told by another run, which knows nothing of changes.
  let second = try list()
  let told = OutcomeList()
  _ = try Cleaning(plan: try plan(second), encoder: CSVEncoder(plan: firstPlan, style: rules.output)).run(second, to: told)
  var records: [[[UInt8]]] = []
  var reader = try DetectedReader(MemorySource(text), options: options)
  var batch = RecordBatch()
  while try reader.read(into: &batch) {
    for index in 0..<batch.count {
      records.append((0..<batch.fieldCount(ofRecord: index)).map { Array(batch.bytes[batch.range(ofField: $0, inRecord: index)]) })
    }
  }
  if header != nil { records.removeFirst() }
  #expect(records.count == told.outcomes.count)
  return CleanedWithChanges(
    output: output.bytes, changes: changes.bytes, written: zip(records, told.outcomes).filter { $0.1 == .written }.map(\.0), header: header)
}

private func undone(_ cleaned: [UInt8], _ changes: [UInt8], pieceSize: Int = .max) throws -> [UInt8] {
  let output = MemorySink()
  _ = try ChangeReversal().run(
    MemorySource(cleaned, pieceSize: pieceSize), changes: MemorySource(changes, pieceSize: pieceSize), to: output)
  #expect(output.isCommitted)
  return output.bytes
}

private func records(_ text: [UInt8], delimiter: UInt8) throws -> [[[UInt8]]] {
  var records: [[[UInt8]]] = []
  var reader = RecordReader(source: MemorySource(text), dialect: Dialect(delimiter: delimiter))
  var batch = RecordBatch()
  while try reader.read(into: &batch) {
    for index in 0..<batch.count {
      records.append((0..<batch.fieldCount(ofRecord: index)).map { Array(batch.bytes[batch.range(ofField: $0, inRecord: index)]) })
    }
  }
  return records
}

private func expectUndone(_ text: [UInt8], _ manner: Manner, _ comment: Comment) throws {
  let cleaned = try cleanKeepingChanges(text, manner)
  let back = try records(try undone(cleaned.output, cleaned.changes), delimiter: manner.style?.delimiter ?? UInt8(ascii: ","))
  let expected = (cleaned.header.map { [$0.map { Array($0.utf8) }] } ?? []) + cleaned.written
  #expect(back == expected, comment)
}

// MARK: Made-up lists

/// SplitMix64, so that a failure can be repeated from its seed.
private struct Dice {
  var state: UInt64
  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
  }
  mutating func pick<T>(_ from: [T]) -> T { from[roll(from.count)] }
}

private let headerNames = [
  "First Name", "Last Name", "Name", "Salutation", "Mobile", "Phone", "Phone", "Home phone", "Country", "E-mail", "Notes", "", "#2",
  "Extension", "Country code", "a,b;c", "Company", "Title",
]

private let cells = [
  "+44 20 7946 0018", "+44 20 7946 0018", "+14155552671",
  "", "", " ", "ANNA", "o'brien", "de la Cruz, MARÍA", "Mr. JUAN Pérez", "+44 20 7946 0018", "020 7946 0018", "(415) 555-2671 ext. 12",
  "91 98765 43210", "9.19877E+11", "9.19876543210E+11", "12", "GB", "India", "44", "+44", "Mrs", "Dr", "Ms.", "a@b.de", "x@y.in", "n/a",
  "two\nlines", "cr\rhere", "a \"quote\"", "semi;colon", "com,ma", "tab\there", "\u{FEFF}mark", "#hash", "nul\u{0}byte", "x\u{200B}y", "+",
  "0", "-", "VAN DEN BERG", "Müller", "M\u{C3}\u{BC}ller",
]

private func madeUpList(_ dice: inout Dice) -> [UInt8] {
  let columnCount = 1 + dice.roll(7)
  let delimiter = dice.pick([UInt8(ascii: ","), UInt8(ascii: ";"), 0x09])
  var writer = RecordWriter(delimiter: delimiter, lineEnd: dice.roll(2) == 0 ? .lf : .crlf)
  var text: [UInt8] = []
  for _ in 0..<columnCount { writer.append(field: Array(dice.pick(headerNames).utf8).span, to: &text) }
  writer.endRecord(in: &text)
  for _ in 0..<dice.roll(30) {
    let count = dice.roll(12) == 0 ? 1 + dice.roll(columnCount + 2) : columnCount
    for column in 0..<count {
      // What is beyond the header is blank often enough for the record to go out.
      var cell = Array((column >= columnCount && dice.roll(3) > 0 ? dice.pick(["", " "]) : dice.pick(cells)).utf8)
      if dice.roll(60) == 0 { cell += [0xFF, 0xFE, 0x41] }
      writer.append(field: cell.span, to: &text)
    }
    writer.endRecord(in: &text)
  }
  return text
}

/// How many lists each part of the test makes up; `UNDO_LISTS` makes it a long run.
private let listsInEachPart = Int(unsafe getenv("UNDO_LISTS").map { unsafe String(cString: $0) } ?? "") ?? 6

@Test("Changes taken back give the records as they were, for any list, any rules and any way to clean", arguments: 0..<8)
func anyList(part: Int) throws {
  var dice = Dice(state: 0xC0FFEE + UInt64(part))
  for _ in 0..<listsInEachPart {
    let seed = dice.state
    let text = madeUpList(&dice)
    var style = OutputStyle()
    style.delimiter = dice.pick([UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")])
    style.lineEnd = dice.pick([.lf, .crlf])
    style.quoting = dice.pick([.needed, .always])
    style.hasByteOrderMark = dice.roll(2) == 0
    let manner = Manner(
      rules: dice.pick(RulesFile.builtInNames), region: dice.pick([nil, Region("US"), Region("GB")]), isStrict: dice.roll(4) == 0,
      hasHeader: dice.pick([true, true, false]), encoding: dice.pick([nil, .utf8, .utf8]), style: style,
      survivor: dice.pick([.first, .last, .fullest, .merged]), jobs: 1 + dice.roll(3),
      chunkSize: dice.pick([64, 1 << 20]))
    try expectUndone(text, manner, "seed \(seed), \(manner)")
  }
}

@Test("The changes are the same for every number of workers", arguments: [2, 3, 5], [64, 1000])
func changesOfWorkers(jobs: Int, chunkSize: Int) throws {
  var list = "Full name,Phone,Country,Title\n"
  for number in 0..<2000 {
    list += number % 7 == 3 ? "Bad,12,US,\n" : "ANNA LEE-\(number % 900),0207946\(1000 + number % 900),GB,Frau\n"
  }
  let alone = try cleanKeepingChanges(Array(list.utf8), Manner())
  let together = try cleanKeepingChanges(Array(list.utf8), Manner(jobs: jobs, chunkSize: chunkSize))
  #expect(together.changes == alone.changes)
  #expect(try undone(alone.output, alone.changes, pieceSize: 7) == undone(alone.output, alone.changes))
}

@Test("A run that nobody asks for changes keeps no trace of them, and has the same output")
func changesUnasked() throws {
  let text = "First,Phone\nANNA,+1 415 555 2671\n"
  let asked = try cleanKeepingChanges(Array(text.utf8), Manner())
  #expect(try clean(text).output == String(decoding: asked.output, as: UTF8.self))
}

// MARK: What cannot be taken back

private let small = "Name,Phone,Note\nANNA LEE,+1 415 555 2671,a\nBob,12,\nJUAN PÉREZ,+34 912 345 678,b\n"

struct BrokenUndo: Sendable, CustomTestStringConvertible {
  /// What is done to the cleaned list, and to the changes.
  var cleaned: @Sendable (String) -> String = { $0 }
  var changes: @Sendable (String) -> String = { $0 }
  let error: ReversalError
  let why: String
  var testDescription: String { why }
}

private func droppingLine(_ number: Int) -> @Sendable (String) -> String {
  { text in
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: number - 1)
    return lines.joined(separator: "\n")
  }
}

@Test(
  "Files that do not belong together are refused, with the place",
  arguments: [
    BrokenUndo(
      cleaned: { $0.replacing("+34912345678", with: "+34912345679") },
      error: .edited(row: 2, column: "Phone", expected: "+34912345678", found: "+34912345679"), why: "an edited cell"),
    BrokenUndo(cleaned: droppingLine(3), error: .recordGone(number: 3), why: "a record that was taken out at the end"),
    BrokenUndo(
      cleaned: droppingLine(2), error: .edited(row: 1, column: "Phone", expected: "+14155552671", found: "+34912345678"),
      why: "a record that was taken out before another"),
    BrokenUndo(cleaned: { $0 + "Eve,,,+34911111111,+34,+\n" }, error: .tooManyRecords, why: "a record that was added"),
    BrokenUndo(
      cleaned: { $0.replacing("cellPhoneNumber", with: "Number") }, error: .noColumn("cellPhoneNumber"), why: "a column that was renamed"),
    BrokenUndo(changes: { $0.replacing("record,line", with: "row,line") }, error: .noChanges, why: "a file of another kind"),
    BrokenUndo(changes: { _ in "" }, error: .noChanges, why: "an empty file"),
    BrokenUndo(changes: { $0.replacing(#/\n[^\n]*list\.end\n/#, with: "\n") }, error: .cutShort, why: "changes that were cut short"),
    BrokenUndo(changes: { $0.replacing("\n3,4,", with: "\nx,4,") }, error: .badChange(line: 14), why: "a number that is none"),
    BrokenUndo(changes: { $0.replacing("3,4,Phone", with: "3,4,Fone") }, error: .badChange(line: 15), why: "a column that is none"),
  ])
func brokenUndo(_ row: BrokenUndo) throws {
  let result = try cleanKeepingChanges(Array(small.utf8), Manner())
  let cleaned = row.cleaned(String(decoding: result.output, as: UTF8.self))
  let changes = row.changes(String(decoding: result.changes, as: UTF8.self))
  #expect(throws: row.error) { try undone(Array(cleaned.utf8), Array(changes.utf8)) }
}
