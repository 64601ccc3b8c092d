import Foundation
import TestSupport
import Testing

struct BadInputCase: Sendable, CustomTestStringConvertible {
  /// A line of shell, run in an empty folder.
  let line: String
  let status: Int32
  /// What standard error has to hold.
  let says: String
  /// The files that may be there afterwards.
  var leaves: [String] = []
  var testDescription: String { line }
}

@Test(
  "Bad input gets one clear sentence, the right status, and no half-written file",
  arguments: [
    BadInputCase(line: "muster missing.csv -o clean.csv", status: 3, says: "missing.csv does not exist"),
    BadInputCase(line: ": > e.csv; muster e.csv -o clean.csv", status: 3, says: "e.csv is empty", leaves: ["e.csv"]),
    BadInputCase(line: "muster < /dev/null", status: 3, says: "standard input is empty"),
    BadInputCase(line: "mkdir d; muster d -o clean.csv", status: 3, says: "d is a folder", leaves: ["d"]),
    BadInputCase(line: "muster /proc/self/mem -o clean.csv", status: 3, says: "/proc/self/mem cannot be read"),
    BadInputCase(
      line: "printf 'firstName,phone\\nA,+14155552671\\n' | muster > /dev/full", status: 8, says: "No space left on device"),
    BadInputCase(
      line: "printf 'firstName,phone\\nA,+14155552671\\n' | muster -o /dev/full", status: 8, says: "No space left on device"),
    BadInputCase(
      line: "printf 'firstName,phone\\nA,+14155552671\\n' | muster -o no/such/clean.csv", status: 8, says: "no/such/clean.csv"),
    BadInputCase(line: "printf 'a,b\\n1,2\\n' | muster -o clean.csv", status: 2, says: "--columns"),
    BadInputCase(line: "muster --no-such-option", status: 2, says: "--no-such-option"),
    BadInputCase(line: "muster in.csv --region Narnia", status: 2, says: "Narnia"),
    BadInputCase(line: "muster in.csv --rules kore-agentasist", status: 2, says: "kore-agentassist"),
    BadInputCase(
      line: "printf 'firstName,phone\\nA,1\\n' | muster --columns 'phon=cellPhoneNumber'", status: 2, says: "did you mean \"phone\""),
    BadInputCase(
      line: "printf 'firstName,phone\\nA,1\\n' | muster --columns 'phone=cellPhoneNumbr'", status: 2,
      says: "did you mean \"cellPhoneNumber\""),
    BadInputCase(line: "printf 'a,b\\n1,2\\n' | muster dedup --by c -o o.csv", status: 2, says: "has no column \"c\""),
    BadInputCase(line: "printf 'a,a\\n1,2\\n' | muster dedup --by a -o o.csv", status: 2, says: "#1 or #2"),
    BadInputCase(line: "printf 'a,b\\n1,2\\n' | muster dedup --by a --against no.csv -o o.csv", status: 3, says: "no.csv does not exist"),
    BadInputCase(line: "printf 'a,b\\n1,2\\n' | muster dedup --by a > /dev/full", status: 8, says: "No space left on device"),
    BadInputCase(line: "printf 'firstName,phone\\nA,1\\n' | muster --encoding klingon", status: 2, says: "klingon"),
  ])
func badInput(_ row: BadInputCase) throws {
  let scratch = try Scratch()
  let result = try Program.shell(row.line, in: scratch.folder)
  #expect(result.status == row.status, "\(result.error)")
  #expect(result.error.contains(row.says), "\(result.error)")
  #expect(result.error.hasPrefix("muster: ") || result.error.hasPrefix("Error: "), "\(result.error)")
  #expect(!result.error.contains("Fatal error"))
  #expect(try scratch.files == row.leaves)
}

@Test("A header alone is a list without records, and no error")
func headerOnly() throws {
  let result = try Program.run([], input: "firstName,lastName,phone\n")
  #expect(result.status == 0)
  #expect(result.output == "firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension\n")
  #expect(count("read", in: result.error) == 0)
}

@Test("A closed pipe is one sentence and status 8")
func closedPipe() throws {
  let scratch = try Scratch()
  var list = "firstName,phone\n"
  for number in 0..<20_000 { list += "A,+1415555\(2000 + number % 8000)\n" }
  _ = try scratch.write(list, to: "list.csv")
  let result = try Program.shell("{ muster list.csv --rejects r.csv; echo $? > status; } | true", in: scratch.folder)
  #expect(try scratch.read("status") == "8\n")
  #expect(result.error == "muster: standard output was closed before everything was written\n")
}

@Test("A NUL, and bytes that are no UTF-8, cost nothing but themselves")
func strangeBytes() throws {
  var list = Data("firstName,phone\nAn\0na,+14155552671\nJos".utf8)
  list.append(0xE9)
  list.append(contentsOf: Data(",+14155552672\nBob,+14155552673\n".utf8))
  let result = try Program.run([], input: list)
  #expect(result.status == 0, "\(result.error)")
  for number in ["+14155552671", "+14155552672", "+14155552673"] { #expect(result.output.contains(number)) }
  #expect(!result.output.contains("\0"))
  #expect(result.error.contains("csv.nul"))
}
