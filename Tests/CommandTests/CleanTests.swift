import Foundation
import TestSupport
import Testing

/// Records of a CSV text whose fields hold no quoted line ends, as fields.
private func records(_ text: String) -> [[String]] {
  text.replacing("\r\n", with: "\n").split(separator: "\n").map { line in
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// The count that the summary has beside a label.
func count(_ label: String, in summary: String) -> Int? {
  for line in summary.split(separator: "\n") {
    let words = line.split(separator: " ")
    if words.count > 1, words[0] == label { return Int(words[1].filter { $0 != "," }) }
  }
  return nil
}

struct RealList: Sendable, CustomTestStringConvertible {
  let file: String
  let columns: String
  let phoneColumn: Int
  var testDescription: String { file }
}

private let realLists = [
  RealList(file: "us-legislator-offices.csv", columns: "Name=fullName,Telephone=cellPhoneNumber", phoneColumn: 7),
  RealList(
    file: "us-legislators.csv", columns: "last_name=lastName,first_name=firstName,phone=cellPhoneNumber", phoneColumn: 15),
]

@Test("A real list comes out clean: outcomes add up, and every valid number is there in E.164", arguments: realLists)
func cleansRealLists(_ list: RealList) throws {
  let scratch = try Scratch()
  let source = Program.fixtures.appending(path: list.file)
  let clean = scratch["clean.csv"].path
  let result = try Program.run(["clean", source.path, "--columns", list.columns, "--region", "US", "-o", clean])
  #expect(result.status == 0, "\(result.error)")
  #expect(result.output.isEmpty)

  let read = try #require(count("read", in: result.error))
  let written = try #require(count("written", in: result.error))
  let rejected = try #require(count("rejected", in: result.error))
  let duplicates = try #require(count("duplicates", in: result.error))
  let input = records(try String(contentsOf: source, encoding: .utf8)).dropFirst()
  #expect(read == input.count)
  #expect(read == written + rejected + duplicates)

  let output = records(try scratch.read("clean.csv"))
  #expect(output.first == ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"])
  #expect(output.count == written + 1)
  let hasRejects = FileManager.default.fileExists(atPath: scratch["clean.rejects.csv"].path)
  let rejects = hasRejects ? records(try scratch.read("clean.rejects.csv")) : []
  #expect(max(rejects.count - 1, 0) == rejected)

  let numbers = Set(output.dropFirst().map { $0[3] })
  #expect(numbers.count == written, "a number was written twice")
  // Every number with ten digits is out, or among the rejected records; only one that people share is both.
  for record in input {
    let digits = record[list.phoneColumn].filter(\.isNumber)
    guard digits.count == 10 else { continue }
    let reasons = rejects.filter { $0.contains(record[list.phoneColumn]) }.map { $0[2] }
    #expect(numbers.contains("+1" + digits) == reasons.allSatisfy { $0 == "duplicate.shared-number" }, "\(record)")
  }
  #expect(output.dropFirst().allSatisfy { $0[4] == "+1" && $0[5] == "+" })
}

@Test("What was cleaned comes out of a second cleaning byte for byte the same", arguments: realLists)
func cleaningTwiceChangesNothing(_ list: RealList) throws {
  let source = Program.fixtures.appending(path: list.file).path
  let once = try Program.run(["clean", source, "--columns", list.columns, "--region", "US", "--rejects", "/dev/null"])
  let twice = try Program.run(["clean"], input: once.output)
  #expect(once.status == 0 && twice.status == 0)
  #expect(twice.output == once.output)
}

@Test("A number that is none in the given region is kept, and kept again when what came out is cleaned the same way")
func keepsWhatIsNoNumber() throws {
  let options = ["clean", "--rules", "contacts", "--region", "US"]
  let once = try Program.run(options, input: "Name,Tel\nAsha Rao,106122 43210\nBen Rao,(202) 555-0123\n")
  #expect(once.output == "Name,Tel\nAsha Rao,106122 43210\nBen Rao,+12025550123\n")
  #expect(try Program.run(options, input: once.output).output == once.output)
}

private let messy = """
  First Name;Last Name;Phone;Country
  ANNA;o'brien;020 7946 0018;GB
  Juan;PÉREZ;+34 912 345 678;
  ;;+14155552671;
  Anna;Obrien;+44 20 7946 0018;
  Bob;Short;12;US

  """

private let rejectsHeader = "muster_record;muster_line;muster_code;muster_reason;First Name;Last Name;Phone;Country\n"

@Test("Each record has one outcome, and a rejected one comes back with its reason")
func outcomes() throws {
  let scratch = try Scratch()
  let list = try scratch.write(messy, to: "list.csv")
  let result = try Program.run([list, "-o", scratch["clean.csv"].path])
  #expect(result.status == 0)
  #expect(
    try scratch.read("clean.csv") == """
      firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension
      Anna,O'Brien,,+442079460018,+44,+
      Juan,Pérez,,+34912345678,+34,+

      """)
  let rejects = try scratch.read("clean.rejects.csv")
  #expect(rejects.hasPrefix(rejectsHeader))
  #expect(rejects.contains("\n3;4;name.missing;"))
  #expect(rejects.contains("\n5;6;phone.too-short;"))
  #expect(rejects.contains(";Bob;Short;12;US\n"))
  #expect(
    try scratch.read("clean.duplicates.csv")
      == rejectsHeader + "4;5;duplicate.same-number;Record 1 has the same number and stands for this one.;Anna;Obrien;+44 20 7946 0018;\n")
  #expect(
    try scratch.files == ["clean.csv", "clean.duplicates.csv", "clean.rejects.csv", "list.csv"], "nothing else is left behind")
}

@Test("Duplicates are listed where they are asked for, and by themselves only beside a file and when there are any")
func listsDuplicates() throws {
  let scratch = try Scratch()
  _ = try scratch.write(messy, to: "list.csv")
  let filter = try Program.shell("muster --rejects /dev/null < list.csv", in: scratch.folder)
  #expect(filter.status == 0 && count("duplicates", in: filter.error) == 1)
  #expect(try scratch.files == ["list.csv"])
  let named = try Program.shell("muster --rejects /dev/null --duplicates twice.csv < list.csv", in: scratch.folder)
  #expect(named.error.contains("duplicates 1  to twice.csv\n"))
  let listed = try scratch.read("twice.csv")
  #expect(listed.hasPrefix(rejectsHeader) && listed.contains("\n4;5;duplicate.same-number;"))
  // What is listed can be fed back in: its first four columns are passed over.
  let again = try Program.run([], input: listed)
  #expect(again.status == 0 && again.output.contains("Anna,Obrien,,+442079460018,+44,+\n"))
  _ = try scratch.write(listed, to: "unique.csv")
  _ = try Program.shell("muster unique.csv -o clean.csv", in: scratch.folder)
  #expect(try scratch.files == ["clean.csv", "list.csv", "twice.csv", "unique.csv"])
  // An earlier run's duplicates do not stay beside a list that has none.
  _ = try scratch.write("old", to: "clean.duplicates.csv")
  _ = try Program.shell("muster unique.csv -o clean.csv", in: scratch.folder)
  #expect(try scratch.read("clean.duplicates.csv") == rejectsHeader)
}

@Test("A rejects file can be mended and fed back in as it is")
func rejectsFeedBack() throws {
  let scratch = try Scratch()
  let list = try scratch.write(messy, to: "list.csv")
  _ = try Program.run([list, "-o", scratch["clean.csv"].path])
  let mended = try scratch.read("clean.rejects.csv").replacing(";12;US", with: ";202-456-1111;US")
  let again = try Program.run(["--rejects", scratch["still.csv"].path], input: mended)
  #expect(again.status == 0)
  #expect(again.output.contains("Bob,Short,,+12024561111,+1,+\n"))
  #expect(try scratch.read("still.csv").hasPrefix(rejectsHeader), "the columns of the first run are not doubled")
}

@Test("A filter with rejects and nowhere to put them writes the good records, says so, and ends with 7")
func filterGuard() throws {
  let result = try Program.run([], input: messy)
  #expect(result.status == 7)
  #expect(result.output.contains("+442079460018"))
  #expect(result.error.contains("muster: 2 rejected records were not kept anywhere"))
  #expect(result.error.contains("--rejects"))
}

@Test("With --strict a record with a warning is rejected, and the status is 1")
func strict() throws {
  let list = "firstName,lastName,cellPhoneNumber\nAnna,,+442079460018\n"
  let result = try Program.run(["--strict", "--rejects", "/dev/null"], input: list)
  #expect(result.status == 1)
  #expect(!result.output.contains("Anna"))
}

@Test("The list itself is never written over")
func neverOverItself() throws {
  let scratch = try Scratch()
  let list = try scratch.write(messy, to: "list.csv")
  for arguments in [
    [list, "-o", list], [list, "--rejects", list], [list, "--duplicates", list], [list, "-o", scratch["./list.csv"].path],
  ] {
    let result = try Program.run(arguments)
    #expect(result.status == 2)
    #expect(result.error.contains("is the list itself"))
  }
  #expect(try scratch.read("list.csv") == messy)
}
