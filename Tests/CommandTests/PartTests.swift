import Foundation
import TestSupport
import Testing

/// A list and how it is cleaned, whole or in parts.
struct PartedList: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  var options: [String] = []
  /// Whether a range of its bytes can be read.
  var hasRanges = true
  var testDescription: String { name }

  init(_ name: String, _ text: String, options: [String] = []) {
    self.init(name, bytes: Array(text.utf8), options: options)
  }

  init(_ name: String, bytes: [UInt8], options: [String] = [], hasRanges: Bool = true) {
    self.name = name
    self.bytes = bytes
    self.options = options
    self.hasRanges = hasRanges
  }
}

private func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

private func fixture(_ name: String) -> String {
  // A fixture that is missing fails the test that reads it, as an empty list.
  (try? String(contentsOf: Program.list(name), encoding: .utf8)) ?? ""
}

/// Numbers that the list's most frequent country decides about, quoted line ends, and duplicates far apart.
private let assumed =
  "Name;Telefon;Notiz\n"
  + (0..<40).map { "Anna Lee \($0 % 7);\($0 % 3 == 0 ? "+49 30 9018\(20 + $0 % 11)" : "030 9018\(20 + $0 % 13)");\"x\ny\"\n" }.joined()

private let lists = [
  PartedList("a messy list", fixture("messy.csv")),
  PartedList(
    "a real list", fixture("us-legislator-offices.csv"),
    options: ["--columns", "Name=fullName,Telephone=cellPhoneNumber", "--region", "US"]),
  PartedList("numbers that the whole list decides about", assumed, options: ["--rules", "contacts"]),
  PartedList(
    "no header", "Ann Lee,+442079460018\nBob Ray,+4930901820\nAnn Lee,+44 20 7946 0018\n",
    options: ["--no-header", "--columns", "#1=fullName,#2=cellPhoneNumber"]),
  PartedList("lines before the header", "sep=;\nName;Phone\nAnn Lee;+442079460018\nBob Ray;+4930901820\n\nAnn Lee;+442079460018\n"),
  PartedList(
    "Windows-1252", bytes: latin1("Name;Telefon\nJ\u{E4}ger, J\u{FC}rgen;+49 30 901820\nM\u{FC}ller, Zo\u{EB};+49 30 901821\nx;\n")),
  PartedList(
    "UTF-16",
    bytes: [0xFF, 0xFE]
      + Array("Name;Telefon\nJäger, Jürgen;+49 30 901820\nMüller, Zoë;+49 30 901821\n".utf16).flatMap {
        [UInt8($0 & 0xFF), UInt8($0 >> 8)]
      },
    hasRanges: false),
  PartedList("a mark before a record", "\u{FEFF}Name,Phone\n\u{FEFF}Ann Lee,+442079460018\nBob Ray,+4930901820\n"),
]

@Test("A plan cleans a list as it would be cleaned without one, and its parts together as the whole", arguments: lists)
func cleansByPlan(_ list: PartedList) throws {
  let scratch = try Scratch()
  try Data(list.bytes).write(to: scratch["list.csv"])
  let path = scratch["list.csv"].path
  let plan = scratch["plan.json"].path
  #expect(try Program.run(["inspect", path, "--plan", plan] + list.options).status == 0)
  let whole = try Program.run(["clean", path, "-o", scratch["whole.csv"].path] + list.options)
  let planned = try Program.run(["clean", path, "-o", scratch["planned.csv"].path, "--plan", plan])
  #expect(whole.status == 0 && planned.status == 0, "\(planned.error)")
  #expect(try scratch.read("planned.csv") == scratch.read("whole.csv"))
  for aside in ["rejects", "duplicates"] where try scratch.files.contains("whole.\(aside).csv") {
    #expect(try scratch.read("planned.\(aside).csv") == scratch.read("whole.\(aside).csv"))
  }

  let lines = try Program.run(["clean", path, "--keys", "--plan", plan]).output
  for count in [1, 3] {
    var together = ""
    let ranges = try Program.run(["split", path, "--parts", String(count), "--ranges"] + list.splitOptions)
    if !list.hasRanges {
      #expect(ranges.status == 2 && ranges.error.contains("is written in UTF-16LE, of which no range can be read by itself"))
      continue
    }
    for range in ranges.output.split(separator: "\n") {
      let part = try Program.run(["clean", path, "--keys", "--plan", plan, "--range", String(range)])
      #expect(part.status == 0, "\(part.error)")
      together += withoutSums(part.output)
      if count > 1 {
        let planless = try Program.run(["clean", path, "--keys", "--range", String(range)] + list.options)
        #expect(planless.output == part.output, "the list's own beginning says what the plan says")
      }
    }
    #expect(together == withoutSums(lines), "\(count) ranges")
  }

  let folder = scratch["parts"].path
  let parts = try Program.run(["split", path, "--bytes", String(list.bytes.count / 3), "-o", folder] + list.splitOptions)
  #expect(parts.status == 0, "\(parts.error)")
  var together = ""
  for line in parts.output.split(separator: "\n") {
    let part = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let numbers = ["--first-row", "\(try #require(part["firstRow"]))", "--first-line", "\(try #require(part["firstLine"]))"]
    let encoding = list.hasRanges ? [] : ["--encoding", "UTF-8"]
    let file = try #require(part["file"] as? String)
    let result = try Program.run(["clean", file, "--keys", "--plan", plan] + numbers + encoding)
    #expect(result.status == 0, "\(result.error)")
    together += withoutSums(result.output)
  }
  #expect(together == withoutSums(lines), "parts as files")
}

extension PartedList {
  /// What of the options is about how the list is written.
  fileprivate var splitOptions: [String] { options.contains("--no-header") ? ["--no-header"] : [] }
}

/// The lines of records; a part's last one has its sums.
private func withoutSums(_ lines: String) -> String {
  let all = lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  #expect(all.last?.hasPrefix("0\t0\tsums\t{\"read\":") == true)
  return all.dropLast().map { $0 + "\n" }.joined()
}

@Test("Without Spark: parts that a shell cleans at once are, put together, what one run makes, byte for byte", arguments: [1, 2, 5])
func shellLoop(parts: Int) throws {
  let scratch = try Scratch()
  _ = try scratch.write(assumed + "Bob Ray;555;\n", to: "list.csv")
  let script = Program.root.appending(path: "integrations/shell/clean-in-parts").path
  let result = try Program.shell(
    "\(parts == 2 ? "WITHOUT_PARALLEL=1 " : "")\(script) list.csv parts.csv \(parts) --region DE && muster list.csv --region DE -o whole.csv --quiet",
    in: scratch.folder)
  #expect(result.status == 0, "\(result.error)")
  #expect(try scratch.read("parts.csv") == scratch.read("whole.csv"))
  #expect(try scratch.read("parts.rejects.csv") == scratch.read("whole.rejects.csv"))
  #expect(try scratch.read("parts.duplicates.csv") == scratch.read("whole.duplicates.csv"))
  #expect(try scratch.read("parts.csv").split(separator: "\n").count < 25, "there are duplicates across parts")
}

struct RefusedPart: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  var input = "Name,Phone\n\"Ann\nLee\",+442079460018\nBob Ray,+4930901820\n"
  var status: Int32 = 2
  let message: String
  var testDescription: String { arguments.joined(separator: " ") }
}

@Test(
  "What cannot be split or cleaned as a part is said in a sentence",
  arguments: [
    RefusedPart(arguments: ["split", "LIST", "--ranges"], message: "Say how many parts with --parts, or how large they are with --bytes."),
    RefusedPart(arguments: ["split", "LIST", "--parts", "2"], message: "Name a folder for the parts with -o, or ask for --ranges alone."),
    RefusedPart(arguments: ["split", "LIST", "--bytes", "0", "--ranges"], message: "The value '0' is invalid for '--bytes <size>'"),
    RefusedPart(arguments: ["split", "LIST", "--parts", "2", "-o", "LIST"], status: 8, message: "cannot be written"),
    RefusedPart(arguments: ["clean", "LIST", "--range", "5-9"], message: "the range 5-9 of LIST does not begin and end with records"),
    RefusedPart(arguments: ["clean", "LIST", "--range", "9-5"], message: "The value '9-5' is invalid for '--range <range>'"),
    RefusedPart(
      arguments: ["clean", "LIST", "--range", "11-900"], status: 3, message: "LIST has 55 bytes, and the range 11-900 reaches past them"),
    RefusedPart(arguments: ["clean", "-", "--range", "11-57"], message: "a range is one of a file's bytes, and standard input is none"),
    RefusedPart(arguments: ["clean", "LIST", "--plan", "LIST"], message: "LIST is no JSON: make a plan with muster inspect"),
    RefusedPart(arguments: ["clean", "LIST", "--plan", "none.json"], message: "none.json does not exist: check the path"),
    RefusedPart(arguments: ["clean", "LIST", "--plan", "p", "--region", "US"], message: "--plan says the rules, the columns, the region"),
    RefusedPart(arguments: ["clean", "LIST", "--plan", "p", "--header-from", "q"], message: "--plan says what --header-from would"),
    RefusedPart(arguments: ["clean", "LIST", "--first-row", "2"], message: "--first-row and --first-line number a part of a list"),
    RefusedPart(arguments: ["clean", "LIST", "--keys", "--jobs", "2"], message: "--keys writes every record as a line, on one core"),
  ])
func refusesParts(_ refused: RefusedPart) throws {
  let scratch = try Scratch()
  let list = try scratch.write(refused.input, to: "list.csv")
  let result = try Program.run(refused.arguments.map { $0 == "LIST" ? list : $0 }, input: refused.input)
  #expect(result.status == refused.status)
  #expect(result.error.contains(refused.message.replacing("LIST", with: list)), "\(result.error)")
  #expect(try scratch.files == ["list.csv"])
}

@Test("Lines that are not all there, out of order, or no lines are not put together")
func refusesLines() throws {
  let scratch = try Scratch()
  let list = try scratch.write("Name,Phone\nAnn Lee,+442079460018\nBob Ray,+4930901820\n", to: "list.csv")
  let plan = scratch["plan.json"].path
  #expect(try Program.run(["inspect", list, "--plan", plan]).status == 0)
  let keyed = try Program.run(["clean", list, "--plan", plan, "--keys"]).output
  // The sums, record 0, first.
  let settled = try Program.run(["settle", "--plan", plan], input: keyed).output.split(separator: "\n").map { "\($0)\n" }.sorted()
  #expect(settled.count == 3)
  func join(_ lines: [String]) throws -> Program.Result { try Program.run(["join", "--plan", plan, "--quiet"], input: lines.joined()) }
  let whole = try join(settled)
  #expect(whole.status == 0)
  #expect(try whole.output == Program.run(["clean", list, "--quiet"]).output)
  let wrong: [(lines: [String], message: String)] = [
    ([settled[0], settled[1]], "the workers read 2 records and 1 are here: a part is missing"),
    ([settled[1], settled[2]], "the workers read 0 records and 2 are here"),
    ([settled[0], settled[2], settled[1]], "standard input:3: the record does not come behind record 2"),
    (["1\t2\tnone.such\t\t\tx\n"], "standard input:1: this is no line of muster settle"),
    (["Ann Lee\n"], "standard input:1: this is no line of muster settle"),
  ]
  for (lines, message) in wrong {
    let result = try join(lines)
    #expect(result.status == 3 && result.error.contains(message), "\(result.error)")
  }
  let unkeyed = try Program.run(["settle", "--plan", plan], input: "Ann Lee\tBob\n")
  #expect(unkeyed.status == 3 && unkeyed.error.contains("standard input:1: this is no line of muster clean --keys"))
  let unsaid = try Program.run(["settle"], input: keyed)
  #expect(unsaid.status == 2 && unsaid.error.contains("Say what the workers cleaned by with --plan, or with --result."))
}

@Test("A plan of another list is refused, and so is one that was edited into nonsense")
func refusesPlans() throws {
  let scratch = try Scratch()
  let list = try scratch.write("Name,Phone\nAnn Lee,+442079460018\n", to: "list.csv")
  let other = try scratch.write("Phone,Name\n+442079460018,Ann Lee\n", to: "other.csv")
  let plan = scratch["plan.json"].path
  #expect(try Program.run(["inspect", list, "--plan", plan]).status == 0)
  let result = try Program.run(["clean", other, "--plan", plan])
  #expect(result.status == 3)
  #expect(
    result.error.contains(
      "other.csv begins with \"Phone\", \"Name\", where the list that was decided about has the columns \"Name\", \"Phone\""))
  let text = try scratch.read("plan.json")
  for (from, to, message) in [
    ("\"musterPlan\": 1", "\"musterPlan\": 2", "is a plan of form 2, and this program reads form 1"),
    ("\"musterPlan\": 1,", "", "is no plan (it has no \"musterPlan\")"),
    ("\"for\": \"cellPhoneNumber\"", "\"for\": \"cellPhoneNumbre\"", "\"columns\" is missing or none that a plan can have"),
    ("\"delimiter\": \",\"", "\"delimiter\": \",,\"", "\"list\" is missing or none that a plan can have"),
    ("when_missing: warn", "when_mising: warn", "the rules in it are wrong"),
  ] where text.contains(from) {
    let edited = try scratch.write(text.replacing(from, with: to), to: "edited.json")
    let result = try Program.run(["clean", list, "--plan", edited])
    #expect(result.status == 2 && result.error.contains(message), "\(result.error)")
  }
}

@Test("A list that was split stays where it is, and parts that are there already are not written over")
func protectsParts() throws {
  let scratch = try Scratch()
  let list = try scratch.write("Name,Phone\nAnn Lee,+442079460018\nBob Ray,+4930901820\n", to: "list.csv")
  let folder = scratch["parts"].path
  let first = try Program.run(["split", list, "--parts", "2", "-o", folder])
  #expect(first.status == 0)
  #expect(try String(contentsOfFile: folder + "/part-0002.csv", encoding: .utf8) == "Name,Phone\nBob Ray,+4930901820\n")
  let second = try Program.run(["split", list, "--parts", "2", "-o", folder, "--no-output-header"])
  #expect(second.status == 2 && second.error.contains("part-0001.csv is there already"))
}
