import Foundation
import TestSupport
import Testing

/// What `drive-browser.py` saw of a page.
private struct Seen: Decodable {
  let title: String
  /// For each number of the report, its value for machines and the text that stands there.
  let numbers: [String: [String]]
  let scripts: Int
  let text: String
  let unnamed: Int
  let tables: [Bool]
  let pictures: [Bool]
  let headings: [Int]
  let sorted: Sorted
  let filtered: Int
  let pairs: Int
  let decisions: String?
  let overflow: Int
  let paper: [String]
  let requests: [String]
  let console: [String]

  /// The records' numbers after a click on their heading, and after another.
  struct Sorted: Decodable {
    let ascending: [Int]
    let descending: [Int]
    let state: String

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      ascending = try values.decode([Int].self)
      descending = try values.decode([Int].self)
      state = try values.decode(String.self)
    }
  }
}

/// The numbers of a report in JSON by the keys that the page has for them.
private func numbers(_ json: [String: Any]) -> [String: Int] {
  var numbers: [String: Int] = [:]
  func entries(_ name: String) -> [[String: Any]] { json[name] as? [[String: Any]] ?? [] }
  for (name, count) in json["outcomes"] as? [String: Int] ?? [:] { numbers["outcomes.\(name)"] = count }
  for reason in (json["duplicates"] as? [String: Any])?["reasons"] as? [[String: Any]] ?? [] {
    numbers["duplicates.\(reason["code"] as? String ?? "")"] = reason["count"] as? Int
  }
  for kind in entries("findings") { numbers["findings.\(kind["code"] as? String ?? "")"] = kind["count"] as? Int }
  for country in entries("countries") { numbers["countries.\(country["code"] as? String ?? "none")"] = country["count"] as? Int }
  for type in entries("number_types") { numbers["number_types.\(type["type"] as? String ?? "")"] = type["count"] as? Int }
  for (index, column) in entries("columns").enumerated() { numbers["columns.\(index)"] = column["changed"] as? Int }
  numbers["possible_duplicates.open"] = (json["possible_duplicates"] as? [String: Any])?["open"] as? Int
  return numbers
}

@Test("In a real browser the page shows the JSON's numbers, works, asks nobody for anything, and runs nothing that a list brings along")
func browser() throws {
  let found = try Program.shell("command -v python3 >/dev/null && { command -v chromium || command -v chromium-browser; }")
  guard found.status == 0 else {
    print("skipped: chromium and python3 (apt-get install chromium python3) are not both here, so the HTML report was not looked at")
    return
  }
  let chromium = found.output.trimmingCharacters(in: .whitespacesAndNewlines)
  let scratch = try Scratch()
  let list = Program.fixtures.appending(path: "troubled.csv").path
  for form in ["json", "html"] {
    let result = try Program.run([
      list, "-o", scratch["clean.csv"].path, "--review", scratch["review.csv"].path, "--report", scratch["report.\(form)"].path,
      "--show-values", "--quiet",
    ])
    #expect(result.status == 0, "\(result.error)")
  }
  let driver = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "drive-browser.py").path
  let page = scratch["report.html"].absoluteString
  let run = try Program.shell("python3 '\(driver)' '\(chromium)' '\(page)' '\(scratch.folder.path)'")
  try #require(run.status == 0, "\(run.error)")
  let seen = try JSONDecoder().decode(Seen.self, from: Data(run.output.utf8))

  let json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: scratch["report.json"])) as? [String: Any])
  var shown = seen.numbers
  #expect(shown.removeValue(forKey: "seconds") != nil)
  #expect(shown.compactMapValues { Int($0[0]) } == numbers(json))
  for (key, value) in shown { #expect(value[0] == value[1].filter { $0 != "," }, "\(key)") }

  #expect(seen.console.isEmpty)
  #expect(seen.requests == [page], "a page that needs nothing asks for nothing but itself")
  #expect(seen.scripts == 1, "the only script is the page's own")
  #expect(seen.text.contains("<script>alert(\"x\")</script>"), "a name is text, whatever it looks like")

  #expect(seen.title == "troubled.csv: what became of it")
  #expect(seen.unnamed == 0 && seen.tables.allSatisfy(\.self) && seen.pictures.allSatisfy(\.self), "everything has a name to be read out")
  #expect(seen.headings.first == 1 && zip(seen.headings, seen.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "no level is left out")

  #expect(seen.sorted.ascending == seen.sorted.ascending.sorted() && seen.sorted.ascending.count == numbers(json)["outcomes.rejected"])
  #expect(seen.sorted.descending == seen.sorted.ascending.reversed() && seen.sorted.state == "descending")
  #expect(seen.filtered == 1)
  #expect(seen.overflow <= 0, "nothing sticks out of a telephone's screen")
  #expect(Set(seen.paper).count == 2, "dark is dark")

  // What was marked on the page is obeyed.
  #expect(seen.pairs == 1)
  let decided = try Program.run([list, "-o", scratch["again.csv"].path, "--decisions", scratch["decisions.csv"].path])
  #expect(decided.status == 0, "\(decided.error)")
  #expect(decided.error.contains("1        duplicate.same-person\n"))
}
