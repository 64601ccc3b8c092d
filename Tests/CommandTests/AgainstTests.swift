import Foundation
import TestSupport
import Testing

private let list = """
  Name;Phone;Country
  Ann Lee;020 7946 0018;GB
  Bob Ray;+1 415 555 2671;
  Eve May;+1 415 555 2672;
  Eve May;+1 415 555 2672;
  Kim Poe;12;US

  """

@Test("What the target has already does not go out again, however its export is written")
func against() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list, to: "list.csv")
  _ = try scratch.write("firstName,lastName,cellPhoneNumber\nX,Y,+442079460017\nAnn,Lee,+442079460018\n", to: "there.csv")
  // A contact without a name would be rejected, and is in the target all the same; the export's columns have other names.
  _ = try scratch.write("Last name\tFirst name\tMobile\n\t\t(415) 555-2671\n", to: "more.txt")
  let line = "muster list.csv --region US --columns Name=fullName --against there.csv --against more.txt"
  let result = try Program.shell("\(line) -o clean.csv", in: scratch.folder)
  #expect(result.status == 0, "\(result.error)")
  #expect(
    try scratch.read("clean.csv") == """
      firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension
      Eve,May,,+14155552672,+1,+

      """)
  #expect(
    [("read", 5), ("written", 1), ("rejected", 1), ("duplicates", 3)].allSatisfy { count($0.0, in: result.error) == $0.1 },
    "\(result.error)")
  #expect(result.error.contains("    2        duplicate.already-there\n"))

  let check = try Program.shell(
    "muster check list.csv --region US --against there.csv --against more.txt --no-fixed", in: scratch.folder)
  #expect(check.output.contains("list.csv:2 (record 1): duplicate.already-there: The target has"))
  #expect(check.output.contains("(there.csv:2)") && check.output.contains("(more.txt:1)"))
  #expect(check.output.contains("list.csv:5 (record 4): duplicate.same-number: Record 3 "))
}

@Test("A number that the target has under another name is not sent either, and is no duplicate; explain says the same")
func sharedWithTarget() throws {
  let scratch = try Scratch()
  _ = try scratch.write(
    "First,Last,Phone\nTom,Lee,+442079460018\nANN,lee,020 7946 0018\nBob,Ray,+442079460019\nZoe,Ray,+442079460019\n", to: "list.csv")
  // In the target two people have the first number.
  _ = try scratch.write(
    "firstName,lastName,cellPhoneNumber\nEve,Lee,+442079460018\nAnn,Lee,+442079460018\nZoe,Ray,+442079460019\n", to: "there.csv")
  let result = try Program.shell("muster list.csv --region GB --against there.csv -o clean.csv", in: scratch.folder)
  #expect(result.status == 0, "\(result.error)")
  #expect([("written", 0), ("rejected", 2), ("duplicates", 2)].allSatisfy { count($0.0, in: result.error) == $0.1 }, "\(result.error)")
  let rejects = try scratch.read("clean.rejects.csv")
  #expect(rejects.contains("\n1,2,duplicate.shared-number,\"The target has this number under another name (there.csv:1)"))
  #expect(rejects.contains("\n3,4,duplicate.shared-number,\"The target has this number under another name (there.csv:3)"))
  let duplicates = try scratch.read("clean.duplicates.csv")
  #expect(duplicates.contains("\n2,3,duplicate.already-there,") && duplicates.contains("(there.csv:2)"))
  for (record, words) in [(1, "rejected for duplicate.shared-number"), (2, "not written: the target has the contact already")] {
    let told = try Program.shell("muster explain list.csv --record \(record) --region GB --against there.csv", in: scratch.folder)
    #expect(told.output.contains(words) && told.output.contains("there.csv:\(record)"), "\(told.output)\(told.error)")
  }
}

@Test("An export is never written over, and one that says nothing is an error")
func unusableExports() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list, to: "list.csv")
  _ = try scratch.write("a,b\n1,2\n", to: "there.csv")
  for (line, status) in [("--against there.csv", 2), ("--against no.csv", 3), ("--against list.csv --rejects list.csv", 2)]
    as [(String, Int32)]
  {
    let result = try Program.shell("muster list.csv -o clean.csv \(line)", in: scratch.folder)
    #expect(result.status == status, "\(result.error)")
  }
  #expect(try scratch.read("list.csv") == list)
  #expect(try scratch.files == ["list.csv", "there.csv"])
}

@Test("A list that went out whole has nothing new the second time, and a part of it only the rest")
func againstItself() throws {
  let source = Program.fixtures.appending(path: "us-legislators.csv").path
  let columns = "last_name=lastName,first_name=firstName,phone=cellPhoneNumber"
  let scratch = try Scratch()
  let once = try Program.run(["clean", source, "--columns", columns, "--region", "US", "--rejects", "/dev/null"])
  let lines = once.output.split(separator: "\n")
  let half = lines.count / 2
  _ = try scratch.write(lines[..<half].joined(separator: "\n") + "\n", to: "half.csv")
  _ = try scratch.write(once.output, to: "whole.csv")
  for (export, rest) in [("half.csv", Array(lines[half...])), ("whole.csv", [])] {
    let again = try Program.run(
      ["clean", source, "--columns", columns, "--region", "US", "--rejects", "/dev/null", "--against", scratch[export].path, "--jobs", "2"])
    #expect(again.output.split(separator: "\n") == [lines[0]] + rest)
  }
}

@Test("A part of a list without names tells what the target has already", arguments: ["phone", "note"])
func againstWithoutNames(identity: String) throws {
  let scratch = try Scratch()
  let rules = try scratch.write(
    """
    columns:
      - name: phone
        role: phoneNumber
      - name: note
        sources: [Note]
    identity: [\(identity)]

    """, to: "rules.yaml")
  let list = try scratch.write("Phone,Note\n+14155552671,a\n+14155552672,b\n", to: "list.csv")
  let there = try scratch.write("Phone,Note\n+14155552671,a\n", to: "there.csv")
  let result = try Program.run(["clean", list, "--rules", rules, "--against", there, "--keys"])
  #expect(result.status == 0, "\(result.error)")
  let codes = result.output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false)[2] }
  #expect(codes == ["duplicate.already-there", "", "sums"], "\(result.output)")
}
