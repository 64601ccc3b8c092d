import CSV
import Duplicates
import Pipeline
import Rules
import Testing

/// What a run left behind.
struct Settled: Equatable {
  let output: String
  /// Row, code and detail of each record that was not written.
  let rejects: [String]
  let duplicates: [String]
  let findings: [Finding]
  let tally: Tally
}

/// How a run is made, nothing of which may show in what it leaves behind.
struct RunWay: CustomStringConvertible {
  var memory = 256 << 20
  var jobs = 1
  var chunkSize = 1 << 20
  /// Whether the list can be opened again, or comes through a pipe.
  var isFile = true
  var description: String { "memory \(memory), jobs \(jobs), chunks of \(chunkSize), \(isFile ? "a file" : "a pipe")" }
}

/// Keeps findings as well as what is written.
private struct FullOutput: ~Copyable, OutcomeSink {
  final class Noticed {
    var findings: [Finding] = []
  }

  private var files: CleanedOutput<MemorySink, MemorySink>
  private let noticed: Noticed
  var wantsFindings: Bool { true }
  var wantsDuplicates: Bool { true }

  init(_ files: consuming CleanedOutput<MemorySink, MemorySink>, noticed: Noticed) {
    self.files = files
    self.noticed = noticed
  }

  mutating func begin(_ opening: [UInt8]) throws(RunError) { try files.begin(opening) }
  mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    noticed.findings += findings
    try files.write(records, findings: findings)
  }
  mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try files.reject(reason, record: index, of: batch)
  }
  mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try files.duplicate(reason, record: index, of: batch)
  }
  mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) { try files.end(closing, tally: tally) }
}

let people = """
  columns:
    - {name: firstName, role: firstName}
    - {name: lastName, role: lastName}
    - {name: email, role: email}
    - {name: phone, role: phoneNumber, when_missing: reject}
    - {name: status, default: open}
  identity: [phone]

  """

func settle(_ text: String, by rules: RulesFile, _ way: RunWay = RunWay()) throws -> Settled {
  let open = { () throws(InputError) in try ListReader(MemorySource(Array(text.utf8)), chunkSize: way.chunkSize) }
  let list = try open()
  let (header, dialect) = (list.header, list.detection.dialect)
  let plan = Plan(rules: rules, header: header, match: try HeaderMatcher(rules: rules).match(header: header), region: nil)
    .learning(from: list.sample, records: list.sampleRecords)
  let (output, rejected, repeated) = (MemorySink(), MemorySink(), MemorySink())
  let noticed = FullOutput.Noticed()
  let files = CleanedOutput(
    output: output, rejects: RecordLister(to: rejected, header: header, dialect: dialect) { "\($0.detail)" },
    duplicates: RecordLister(to: repeated, header: header, dialect: dialect) { "\($0.detail)" })
  let cleaning = Cleaning(
    plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output), memory: SettlingMemory(limit: way.memory))
  let tally = try cleaning.run(list, again: way.isFile ? open : nil, to: FullOutput(files, noticed: noticed), jobs: way.jobs)
  func lines(_ sink: MemorySink) -> [String] {
    String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]) \(cells[2]) \(cells[3])"
    }
  }
  return Settled(
    output: String(decoding: output.bytes, as: UTF8.self), rejects: lines(rejected), duplicates: lines(repeated),
    findings: noticed.findings, tally: tally)
}

/// A list of people who stand in it more than once, share numbers, and lack one thing or another; and what is known of each.
struct PeopleList {
  private(set) var text = "First,Last,Mail,Phone,Status,Changed\n"
  /// By number.
  private(set) var groups: [String: [GroupMember]] = [:]

  init(records: Int, numbers: Int, seed: UInt64) {
    var random = seed
    func below(_ limit: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % limit
    }
    let first = ["Robert", "Bob", "Ann", "Anna", "Tom", "", "Zoe", "ROBERT", "ann"]
    let last = ["Miller", "MILLER", "Hall", "King", "", "Lee"]
    for row in 1...records {
      // A few numbers have very many.
      let number = below(20) == 0 ? below(3) : below(numbers)
      let (given, surname) = (first[below(first.count)], last[below(below(3) == 0 ? last.count : 2)])
      let mail = below(2) == 0 ? "m\(below(4))@x.org" : ""
      let status = ["", "new", "open"][below(3)]
      let day = below(4) == 0 ? nil : 10 + below(19)
      let phone = "+1415555\(2000 + number)"
      text += "\(given),\(surname),\(mail),\(phone),\(status),\(day.map { "2024-03-\($0)" } ?? "soon")\n"
      // A blank is no value, and neither is what is written where there is none.
      let filled = [given, surname, mail, phone, status == "open" ? "" : status].count { !$0.isEmpty }
      groups[phone, default: []].append(
        GroupMember(rowNumber: row, completeness: filled, date: day, givenName: given, surname: surname))
      if below(50) == 0, row < records { text += "\n" }
    }
  }
}

private struct Policy: Sendable, CustomTestStringConvertible {
  let survivor: Survivor
  let sharing: SharedNumber
  var testDescription: String { "\(survivor), \(sharing)" }

  func rules() throws -> RulesFile {
    try RulesFile(
      yaml: people + "survivor: \(survivor)\nshared_number: \(sharing)\n" + (survivor == .newest ? "newest_by: [Changed]\n" : ""),
      named: "people.yaml")
  }

  var survivorRule: SurvivorRule {
    switch survivor {
    case .first, .merged: .first
    case .last: .last
    case .fullest: .mostComplete
    case .newest: .newest
    }
  }

  var sharingRule: SharingRule {
    switch sharing {
    case .first: .keepOne(.first)
    case .fullest: .keepOne(.mostComplete)
    case .nobody: .rejectAll
    case .everyone: .keepAll
    }
  }

  static let all = Survivor.allCases.flatMap { survivor in SharedNumber.allCases.map { Policy(survivor: survivor, sharing: $0) } }
}

@Test("Every record's outcome is what looking at its whole group at once makes of it", arguments: Policy.all)
private func agreesWithGroups(_ policy: Policy) throws {
  let seed: UInt64 = 20_261_125
  let list = PeopleList(records: 500, numbers: 90, seed: seed)
  let settled = try settle(list.text, by: policy.rules())
  var decider = try NumberGroups()
  var (rejects, duplicates): ([Int: String], [Int: String]) = ([:], [:])
  for members in list.groups.values {
    let decisions = decider.decide(members, survivor: policy.survivorRule, sharing: policy.sharingRule)
    for (index, decision) in decisions.enumerated() {
      switch decision {
      case .keep: break
      case .duplicate(let other): duplicates[members[index].rowNumber] = "duplicate.same-number \(other)"
      case .sharedNumber(let other, var kind):
        // What is written as it is read is said by what was read until then.
        if policy.survivor == .first, policy.sharing == .first,
          case .sharedNumber(_, let known) = decider.decide(
            Array(members[...index]), survivor: policy.survivorRule, sharing: policy.sharingRule)[index]
        {
          kind = known
        }
        rejects[members[index].rowNumber] = "duplicate.shared-number \(other ?? 0) \(kind)"
      }
    }
  }
  // A record without any name is written by these rules, so nothing else rejects one.
  for (found, expected) in [(settled.rejects, rejects), (settled.duplicates, duplicates)] {
    let expected = expected.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    #expect(found == expected, "seed \(seed): \(Set(found).symmetricDifference(expected).sorted())")
  }
  #expect(!duplicates.isEmpty && rejects.isEmpty == (policy.sharing == .everyone))
  #expect(settled.tally.written == 500 - rejects.count - duplicates.count && settled.tally.read == 500)
}

@Test(
  "No limit of memory, number of workers, size of chunk or kind of input shows in what is left behind",
  arguments: [
    Policy(survivor: .first, sharing: .first), Policy(survivor: .last, sharing: .fullest), Policy(survivor: .merged, sharing: .nobody),
    Policy(survivor: .newest, sharing: .everyone), Policy(survivor: .fullest, sharing: .first),
    Policy(survivor: .first, sharing: .everyone),
  ])
private func everyWay(_ policy: Policy) throws {
  let list = PeopleList(records: 900, numbers: 250, seed: 7).text
  let usual = try settle(list, by: policy.rules())
  for way in [
    RunWay(memory: 0), RunWay(memory: 0, chunkSize: 700), RunWay(memory: 0, jobs: 2, chunkSize: 700),
    RunWay(memory: 0, jobs: 3, chunkSize: 64, isFile: false), RunWay(memory: 1 << 12, jobs: 2, chunkSize: 5000, isFile: false),
    RunWay(memory: 1 << 20, jobs: 2, chunkSize: 300, isFile: false), RunWay(memory: 1 << 40, jobs: 2, chunkSize: 1 << 14),
  ] { #expect(try settle(list, by: policy.rules(), way) == usual, "\(way)") }
}

@Test("Merging fills blanks from the others in their order, keeps what is there, and says both")
func merging() throws {
  let rules = try RulesFile(yaml: people + "survivor: merged\n", named: "people.yaml")
  let list = """
    First,Last,Mail,Phone,Status
    Ann,,,+14155552671,
    Tom,Lee,t@x.org,+14155552672,
    ann,,a@x.org,+14155552671,new
    Ann,Lee,b@x.org,+14155552671,old

    """
  let settled = try settle(list, by: rules)
  #expect(settled.output == "firstName,lastName,email,phone,status\nAnn,Lee,a@x.org,+14155552671,new\nTom,Lee,t@x.org,+14155552672,open\n")
  let noticed = settled.findings.filter { $0.code == .blankFilled || $0.code == .valueLeft }
  #expect(
    noticed.map { "\($0.place.rowNumber) \($0.code.name) \($0.place.column ?? "") \($0.value) \($0.detail)" } == [
      "1 duplicate.blank-filled email a@x.org 3", "1 duplicate.blank-filled status new 3", "1 duplicate.blank-filled lastName Lee 4",
      "1 duplicate.value-left email b@x.org 4", "1 duplicate.value-left status old 4",
    ])
  #expect(settled.tally.findings[.blankFilled] == 3 && settled.tally.findings[.valueLeft] == 2)
  #expect(settled.duplicates == ["3 duplicate.same-number 1", "4 duplicate.same-number 1"])
}

@Test("An identity that is no number is told by its values, whatever the names")
func identityOfValues() throws {
  let rules = try RulesFile(yaml: people.replacing("[phone]", with: "[email]") + "survivor: fullest\n", named: "people.yaml")
  let settled = try settle(
    "First,Last,Mail,Phone\nAnn,,a@x.org,+14155552671\nTom,Lee,a@x.org,+14155552672\nZoe,Lee,,+14155552671\n", by: rules)
  #expect(settled.duplicates == ["1 duplicate.same-values 2"])
  #expect(settled.tally.duplicateReasons[.sameValues] == 1 && settled.tally.written == 2 && settled.rejects.isEmpty)
}

private func clean(_ text: String, thenRead other: String, to output: MemorySink) throws {
  let rules = try RulesFile(yaml: people + "survivor: last\n", named: "people.yaml")
  let list = try ListReader(MemorySource(Array(text.utf8)))
  let plan = Plan(rules: rules, header: list.header, match: try HeaderMatcher(rules: rules).match(header: list.header), region: nil)
  _ = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output)).run(
    list, again: { () throws(InputError) in try ListReader(MemorySource(Array(other.utf8))) },
    to: CleanedOutput(output: output, rejects: RecordLister<MemorySink>?.none))
}

@Test("A list that changes between its two readings is refused")
func changedList() throws {
  let text = "First,Last,Mail,Phone\nAnn,Lee,,+14155552671\nAnn,Lee,,+14155552671\n"
  for other in [text + "Tom,Lee,,+14155552673\n", text.replacing("2671\nA", with: "2672\nA")] {
    let output = MemorySink()
    #expect(throws: RunError.listChanged) { try clean(text, thenRead: other, to: output) }
    #expect(!output.isCommitted)
  }
}

@Test("A number that very many people share is a switchboard's, and costs no more than its records")
func switchboard() throws {
  let rules = try RulesFile(yaml: people, named: "people.yaml")
  var list = "First,Last,Mail,Phone\n"
  for _ in 0..<2 { for number in 0..<300 { list += "Person,Number\(number * 7),,+14155552671\n" } }
  let settled = try settle(list, by: rules)
  #expect(settled.tally.written == 1 && settled.tally.rejected + settled.tally.duplicates == 599)
  #expect(settled.rejects.last?.hasSuffix("switchboard") == true)
}
