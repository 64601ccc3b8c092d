import Foundation
import TestSupport
import Testing

/// The records of a list as the reader sees them, the header first.
private func records(of path: String, _ options: [String] = []) throws -> [[String]] {
  let result = try Program.run(["records", path, "--json"] + options)
  #expect(result.status == 0, "\(result.error)")
  return try result.output.split(separator: "\n").map { line in
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String])
  }
}

struct UndoneList: Sendable, CustomTestStringConvertible {
  let file: String
  let options: [String]
  var testDescription: String { "\(file) \(options.joined(separator: " "))" }
}

private let lists: [UndoneList] = ["kore-agentassist", "contacts", "hubspot", "salesforce", "google-contacts"].flatMap { rules in
  [
    UndoneList(file: "messy.csv", options: ["--rules", rules]),
    UndoneList(
      file: "us-legislator-offices.csv", options: ["--rules", rules, "--region", "US", "--columns", "Telephone=\(number(rules))"]),
    UndoneList(file: "us-legislators.csv", options: ["--rules", rules, "--region", "US", "--jobs", "3"]),
  ]
}

/// What the column of numbers is called in some rules.
private func number(_ rules: String) -> String {
  switch rules {
  case "hubspot": "Phone Number"
  case "salesforce": "Phone"
  case "google-contacts": "Phone 1 - Value"
  case "contacts": "phoneNumber"
  default: "cellPhoneNumber"
  }
}

@Test("A real list comes back from its cleaned form and the changes, record for record", arguments: lists)
func undoes(_ list: UndoneList) throws {
  let scratch = try Scratch()
  let source = Program.list(list.file).path
  let (clean, changes) = (scratch["clean.csv"].path, scratch["changes.csv"].path)
  let cleaned = try Program.run([source, "-o", clean, "--changes", changes] + list.options)
  #expect(cleaned.status == 0, "\(cleaned.error)")
  let undone = try Program.run(["undo", clean, "--changes", changes, "-o", scratch["back.csv"].path])
  #expect(undone.status == 0, "\(undone.error)")
  // A row without a column tells of a record that was not written; the last one of the list's end.
  let gone = Set(
    try records(of: changes, ["--delimiter", ","]).dropFirst().filter { $0[0] != "0" && $0[2].isEmpty }.dropLast().map { $0[0] })
  let original = try records(of: source)
  let expected = original.enumerated().filter { !gone.contains(String($0.offset)) }.map(\.element)
  #expect(gone.count + (count("written", in: cleaned.error) ?? -1) == original.count - 1)
  #expect(try records(of: scratch["back.csv"].path, ["--delimiter", ","]) == expected)
}

@Test("What holds people's data is for its owner alone: rejects, changes, and the list that is given back")
func privateFiles() throws {
  let scratch = try Scratch()
  let list = Program.examples.appending(path: "messy.csv").path
  _ = try Program.run([list, "-o", scratch["clean.csv"].path, "--changes", scratch["changes.csv"].path])
  _ = try Program.run(["undo", scratch["clean.csv"].path, "--changes", scratch["changes.csv"].path, "-o", scratch["back.csv"].path])
  for name in ["clean.rejects.csv", "clean.duplicates.csv", "changes.csv", "back.csv"] {
    let mode = try FileManager.default.attributesOfItem(atPath: scratch[name].path)[.posixPermissions] as? Int
    #expect(mode == 0o600, "\(name)")
  }
}

@Test("Changes are the same bytes for every number of workers, and are no list that would be lost")
func changesFile() throws {
  let scratch = try Scratch()
  let source = Program.fixtures.appending(path: "us-legislators.csv").path
  var files: Set<Data> = []
  for jobs in ["1", "2", "5"] {
    _ = try Program.run([
      source, "-o", scratch["clean.csv"].path, "--changes", scratch["changes.csv"].path, "--jobs", jobs, "--region", "US",
    ])
    files.insert(try Data(contentsOf: scratch["changes.csv"]))
  }
  #expect(files.count == 1)
  let list = try scratch.write("Name,Phone\nAnn,+14155552671\n", to: "list.csv")
  let lost = try Program.run([list, "-o", scratch["clean.csv"].path, "--changes", list])
  #expect(lost.status == 2 && lost.error.contains("is the list itself"))
  let same = try Program.run([list, "-o", scratch["clean.csv"].path, "--changes", scratch["clean.csv"].path])
  #expect(same.status == 2 && same.error.contains("are the same file"))
}

@Test("A cleaned list that was edited since is refused with the place, and nothing is written")
func editedSince() throws {
  let scratch = try Scratch()
  let list = try scratch.write("Name,Phone\nANN LEE,+1 415 555 2671\n", to: "list.csv")
  _ = try Program.run([list, "-o", scratch["clean.csv"].path, "--changes", scratch["changes.csv"].path, "--quiet"])
  let edited = try scratch.read("clean.csv").replacing("2671", with: "2672")
  let result = try Program.run(["undo", "--changes", scratch["changes.csv"].path, "-o", scratch["back.csv"].path], input: edited)
  #expect(result.status == 2)
  #expect(result.error.contains("standard input, record 1: where \"Phone\" went, \"+14155552671\" was written"))
  #expect(!FileManager.default.fileExists(atPath: scratch["back.csv"].path))
}

@Test("A record that was filled in from another of the same person comes back without what it was given")
func undoneMerge() throws {
  let scratch = try Scratch()
  let text = "Name,Mobile,E-mail,Title\nRobert Hale,+1 415 555 2671,rhale@acme.com,\nBob Hale,+1 212 555 0188,rhale@acme.com,Mr\n"
  let list = try scratch.write(text, to: "list.csv")
  let (clean, changes) = (scratch["clean.csv"].path, scratch["changes.csv"].path)
  let result = try Program.run([list, "-o", clean, "--changes", changes, "--merge-above", "5"])
  #expect(count("written", in: result.error) == 1)
  #expect(try scratch.read("clean.csv").contains("Robert,Hale,Mr,"))
  let undone = try Program.run(["undo", clean, "--changes", changes])
  #expect(undone.output == "Name,Mobile,E-mail,Title\nRobert Hale,+1 415 555 2671,rhale@acme.com,\n", "\(undone.error)")
  #expect(try scratch.read("changes.csv").contains("\n2,3,,,,duplicate.same-person\n"))
}
