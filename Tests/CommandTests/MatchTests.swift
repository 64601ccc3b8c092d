import Foundation
import TestSupport
import Testing

/// Lines of cells, ordered and counted as a program between the steps orders and counts them.
private struct Lines {
  var cells: [[String]]

  init(_ cells: [[String]]) { self.cells = cells }
  init(_ text: String) {
    cells = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  var text: String { cells.map { $0.joined(separator: "\t") + "\n" }.joined() }

  func of(_ word: String) -> Lines {
    Lines(Set(cells.filter { $0[0] == word }).sorted { $0.joined(separator: "\t") < $1.joined(separator: "\t") })
  }
}

/// A list of people of whom many stand there again with something changed, and families with one mailbox.
private func peopleList() -> String {
  let names = [
    ("Robert", "Bob"), ("Margaret", "Peggy"), ("Elizabeth", "Liz"), ("Jürgen", "Jurgen"), ("Dmitri", "Дмитрий"), ("Anna", "Ana"),
  ]
  let families = ["MacDonald", "Fitzgerald", "Steinberger", "Goldwick", "Warstone", "Lindmann", "Holberg"]
  var list = "First name,Last name,Phone,Email,City,Updated\n"
  for index in 0..<90 {
    let (name, short) = names[index % names.count]
    let family = families[index / 3 % families.count]
    let mail = "\(family.lowercased())\(index % 31)@example.org"
    list += "\(name),\(family),+44 20 7946 \(1000 + index),\(mail),\"York,\nNorth\",2024-01-\(10 + index % 20)\n"
    if index % 3 == 0 { list += "\(short),\(family),+44 20 7946 \(2000 + index),\(mail),,2024-02-01\n" }
    if index % 5 == 0 { list += "\(family),\(name),+44 20 7946 \(3000 + index),\(mail.uppercased()),York,\n" }
    if index % 7 == 0 { list += "\(name.prefix(1)),\(family),+44 20 7946 \(4000 + index),,York,2024-03-01\n" }
  }
  return list
}

@Test(
  "The steps of match find what one run finds, and merge what it merges",
  arguments: [nil, "first", "newest\nnewest_by: [Updated]", "fullest"])
func matchesInSteps(survivor: String?) throws {
  let scratch = try Scratch()
  let list = try scratch.write(peopleList(), to: "list.csv")
  var rules: [String] = []
  if let survivor {
    let shown = try Program.run(["rules", "show", "kore-agentassist"]).output
    let others = shown.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("survivor:") }
    rules = ["--rules", try scratch.write(others.joined(separator: "\n") + "\nsurvivor: \(survivor)\n", to: "rules.yaml")]
  }
  let plan = scratch["plan.json"].path
  #expect(try Program.run(["inspect", list, "--plan", plan] + rules).status == 0)
  func run(_ arguments: [String], _ lines: Lines) throws -> Lines {
    let result = try Program.run(arguments, input: lines.text)
    #expect(result.status == 0, "\(arguments): \(result.error)")
    return Lines(result.output)
  }
  func step(_ arguments: [String], _ lines: Lines) throws -> Lines { try run(["match"] + arguments, lines) }

  var keyed = Lines(try Program.run(["clean", list, "--plan", plan, "--keys", "--people"]).output)
  keyed.cells.sort { ($0[4], Int($0[0]) ?? 0) < ($1[4], Int($1[0]) ?? 0) }
  let settled = try run(["settle", "--plan", plan], keyed)
  let signed = try step(["sign"], settled)
  var counts: [String: Int] = [:]
  for cells in signed.cells { for value in cells[3].split(separator: ",") { counts[String(value), default: 0] += 1 } }
  var people: [String: [String]] = [:]
  var blocks: [String: [[String]]] = [:]
  for cells in signed.cells {
    let values = cells[3].split(separator: ",") + cells[4].split(separator: ",")
    people[cells[0]] = cells[0...2] + [values.map { String(counts[String($0)] ?? 0) }.joined(separator: ",")]
    for block in cells[5].split(separator: ",") {
      let parts = block.split(separator: ":").map(String.init)
      blocks[parts[0] + "\t" + parts[1], default: []].append(parts + (people[cells[0]] ?? []))
    }
  }
  let sizes = blocks.values.map { ["block", $0[0][0], String($0.count), "1"] }
  var matching = try step(["plan"], Lines([["records", String(signed.cells.count)]] + sizes)).text.trimmingCharacters(in: .newlines)
  let entries = Lines(blocks.values.flatMap { $0.sorted { ($0[2], Int($0[3]) ?? 0) < ($1[2], Int($1[3]) ?? 0) } })
  func byNumbers(_ a: [String], _ b: [String]) -> Bool { (Int(a[1]) ?? 0, Int(a[2]) ?? 0) < (Int(b[1]) ?? 0, Int(b[2]) ?? 0) }
  let pairs = try step(["compare", "--matching", matching], entries).of("pair").cells.sorted(by: byNumbers)
  let learn = ["learn", "--matching", matching, "--pairs", String(pairs.count)]
  let divisor = try #require(Int(try step(learn + ["--step"], Lines([])).cells[0][0]))
  let chosen = pairs.filter { (Int($0[3]) ?? 0) % divisor == 0 }
  matching = try step(learn, Lines(chosen.map { (people[$0[1]] ?? []) + (people[$0[2]] ?? []) })).text.trimmingCharacters(in: .newlines)
  let found = try step(["compare", "--matching", matching], entries)
  let matches = found.of("match").cells.sorted(by: byNumbers)
  let components = try step(["connect"], Lines(matches))
  var component: [String: String] = [:]
  for cells in components.cells { component[cells[0]] = cells[1] }
  var grouping: [String: [[String]]] = [:]
  for cells in components.cells { grouping[cells[1], default: []].append([cells[1], "0"] + (people[cells[0]] ?? [])) }
  for cells in matches { grouping[component[cells[1]] ?? "", default: []].append([component[cells[1]] ?? "", "1"] + cells[1...]) }
  let mergeAbove = survivor == nil ? [] : ["--merge-above", "9"]
  let grouped = try step(["group", "--matching", matching] + mergeAbove, Lines(grouping.values.flatMap { $0 }))

  let review = scratch["review.csv"].path
  let whole = scratch["whole.csv"].path
  #expect(try Program.run(["clean", list, "-o", whole, "--review", review, "--quiet"] + mergeAbove + rules).status == 0)
  // Kind, score, records, evidence and note of every pair, whatever their order.
  let reviewed = try Program.run(["records", review, "--json"]).output.split(separator: "\n").dropFirst().map { line in
    let cells = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String])
    return [1, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15].map { cells[$0] }
  }
  let told = (found.of("review").cells + grouped.of("review").cells).map { cells in
    [1, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15].map { cells[7 + $0] }
  }
  #expect(
    told.map { $0.joined(separator: "|") }.sorted() == reviewed.map { $0.joined(separator: "|").replacing("\\", with: "\\\\") }.sorted())
  #expect(reviewed.count { $0[0] == "household" } > 5 && reviewed.count { $0[0] == "match" || $0[0] == "merged" } > 20)

  let merges = grouped.of("merge").cells
  #expect(merges.isEmpty == (survivor == nil))
  let first = Dictionary(uniqueKeysWithValues: merges.map { ($0[2], $0[1]) })
  let meant = settled.cells.filter { first[$0[0]] != nil }.map { [first[$0[0]] ?? ""] + $0 }
  let merged = try step(
    ["merge", "--plan", plan], Lines(meant.sorted { (Int($0[0]) ?? 0, Int($0[1]) ?? 0) < (Int($1[0]) ?? 0, Int($1[1]) ?? 0) }))
  let all = settled.cells.filter { first[$0[0]] == nil } + merged.cells
  let parts = scratch["parts.csv"].path
  let joined = try Program.run(
    ["join", "--plan", plan, "-o", parts, "--quiet"], input: Lines(all.sorted { (Int($0[0]) ?? 0) < (Int($1[0]) ?? 0) }).text)
  #expect(joined.status == 0, "\(joined.error)")
  #expect(try String(contentsOfFile: parts, encoding: .utf8) == String(contentsOfFile: whole, encoding: .utf8))
  func duplicates(_ name: String) -> String? { try? String(contentsOfFile: scratch[name].path, encoding: .utf8) }
  #expect(duplicates("parts.duplicates.csv") == duplicates("whole.duplicates.csv"))
}

@Test(
  "Lines that a step of match cannot take end it in a sentence",
  arguments: [
    (["sign"], "Ann Lee\tBob\n", "standard input:1: this is no line of muster settle, cleaned with --people"),
    (["sign"], "1\t2\t\t\t\t\tAnn\n", "standard input:1: this is no line of muster settle, cleaned with --people"),
    (["plan"], "records\tmany\n", "standard input:1: this is no line of counts"),
    (["plan"], "block\tphone\t2\t1\n", "nobody said how many records there are"),
    (["compare", "--matching", "{}"], "", "The value '{}' is invalid for '--matching <json>'"),
    (["compare", "--matching", "PLAN"], "phone\tzz\t0\t1\t2\t-\t\n", "standard input:1: this is no line of records of blocks"),
    (
      ["compare", "--matching", "PLAN"], "phone\t00000001\t00000001\t1\t2\t-\t1,x\n",
      "standard input:1: this is no line of records of blocks"
    ),
    (["learn", "--matching", "PLAN", "--pairs", "-1"], "", "--pairs"),
    (["learn", "--matching", "PLAN", "--pairs", "1"], "2\t2\t-\t\t1\t1\t-\t\n", "standard input:1: this is no line of pairs"),
    (["connect"], "match\t1\tx\n", "standard input:1: this is no line of matches"),
    (["group", "--matching", "PLAN"], "1\t1\t1\t2\t00\n", "standard input:1: this is no line of records and matches"),
    (["group", "--matching", "PLAN", "--merge-above", "2"], "", "expected a score above 3"),
    (["merge", "--plan", "none.json"], "", "none.json does not exist"),
  ])
func refusesMatchingLines(arguments: [String], input: String, message: String) throws {
  let plan = "{\"musterMatching\":1,\"records\":2,\"parted\":[],\"weights\":null}"
  let result = try Program.run(["match"] + arguments.map { $0 == "PLAN" ? plan : $0 }, input: input)
  #expect(result.status == 2 || result.status == 3)
  #expect(result.error.contains(message), "\(result.error)")
}
