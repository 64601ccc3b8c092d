import TestSupport
import Testing

@Test("check names every finding with its place, writes nothing, and ends with 1 when a record would be rejected")
func check() throws {
  let scratch = try Scratch()
  _ = try scratch.write("firstName,lastName,phone\nANNA,Lee,+442079460018\nBob,Lee,12\n", to: "list.csv")
  // In its folder, since the folder's name, which chance gave it, may have the very digits that are not to be shown.
  let result = try Program.shell("muster check list.csv --region GB", in: scratch.folder)
  #expect(result.status == 1)
  #expect(result.output.contains("list.csv:2 (record 1) firstName: name.recased \"A.\": The name was written as \"A.\".\n"))
  #expect(
    result.output.contains(
      "list.csv:3 (record 2) phone: phone.too-short \"12\": The number is too short for a number of GB. Add the missing digits.\n"))
  #expect(!result.output.contains("ANNA") && !result.output.contains("7946"), "values are masked unless they are asked for")
  let shown = try Program.shell("muster check list.csv --region GB --show-values", in: scratch.folder)
  #expect(shown.output.contains("list.csv:2 (record 1) firstName: name.recased \"ANNA\": The name was written as \"Anna\".\n"))
  #expect(try scratch.files == ["list.csv"])
  #expect(try Program.run(["check", "-"], input: "firstName,lastName,phone\nAnna,Lee,+442079460018\n").status == 0)
}

@Test("records shows what the reader saw, header included, nothing padded or trimmed")
func records() throws {
  let result = try Program.run(["records", "-", "--json"], input: "a, b,\"c\"\"d\"\n1\n\"x\ny\",\t,3,4\n")
  #expect(result.output == "[\"a\",\" b\",\"c\\\"d\"]\n[\"1\"]\n[\"x\\ny\",\"\\t\",\"3\",\"4\"]\n")
}

@Test("phone --strict --tsv answers each line with twelve columns")
func strictPhones() throws {
  let result = try Program.run(["phone", "--strict", "--tsv"], input: "+1 202-456-1111\t\n12\tUS\nabc\tUS\n")
  #expect(
    result.output == """
      \t1\t2024561111\t0\t0\t\t+12024561111\tUS\tIS_POSSIBLE\t1\tFIXED_LINE_OR_MOBILE\t+1 202-456-1111
      \t1\t12\t0\t0\t\t+112\t\tTOO_SHORT\t0\tUNKNOWN\t+1 12
      NOT_A_NUMBER\t\t\t\t\t\t\t\t\t\t\t

      """)
}

@Test("name --tsv cases each line's name by its kind and region")
func names() throws {
  let result = try Program.run(["name", "--tsv"], input: "JUAN\tfirst\tES\nayşe inci\tfull\tTR\nMacKenzie\tlast\tUS\n")
  #expect(result.output == "Juan\nAyşe İnci\nMacKenzie\n")
  let wrong = try Program.run(["name", "--tsv"], input: "JUAN\tgiven\tES\n")
  #expect(wrong.status == 2)
  #expect(wrong.error.contains("line 1: \"given\" is no kind of name"))
}

@Test(
  "Every command has help on standard output",
  arguments: [[], ["clean"], ["check"], ["dedup"], ["phone"], ["name"], ["records"], ["explain"], ["rules"]])
func help(_ command: [String]) throws {
  let result = try Program.run(command + ["--help"])
  #expect(result.status == 0)
  #expect(result.output.contains("USAGE: muster"))
  #expect(result.error.isEmpty)
}

@Test("explain follows one record from what came in to what went out")
func explainRecord() throws {
  let scratch = try Scratch()
  let list = try scratch.write(
    "First,Last,Phone\nANNA,Lee,020 7946 0018\nAnna,Lee,+44 20 7946 0018\nAl,Ray,12\nBob,Lee,+442079460018\n", to: "list.csv")
  let first = try Program.run(["explain", list, "--record", "1", "--region", "GB"])
  #expect(
    first.output == """
      record 1, line 2
      came in
        First  ANNA
        Last   Lee
        Phone  020 7946 0018
      noticed
        fixed  country.given in Phone "020 7946 0018": The number was read as one of GB, since --region says so.
        fixed  phone.reformatted in Phone "020 7946 0018": The number was written as +442079460018.
        fixed  name.recased in First "ANNA": The name was written as "Anna".
        warning  salutation.missing: There is no salutation; it was written empty. Fill it in if the import needs it; it is never guessed.
      went out
        firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension
        Anna,Lee,,+442079460018,+44,+

      """)
  let second = try Program.run(["explain", list, "--record", "2", "--region", "GB"])
  #expect(second.output.contains("duplicate.same-number: Record 1 has the same number") && second.output.contains("not written: record 1"))
  #expect(try Program.run(["explain", list, "--record", "3", "--region", "GB"]).output.contains("rejected for phone.too-short"))
  let shared = try Program.run(["explain", list, "--record", "4", "--region", "GB"])
  #expect(shared.output.contains("duplicate.shared-number: Record 1 has the same number, under another name"))
  #expect(shared.output.contains("rejected for duplicate.shared-number"))
  let past = try Program.run(["explain", list, "--record", "5", "--region", "GB"])
  #expect(past.status == 2)
  #expect(past.error == "muster: \(list) has no record 5\n")
}

@Test("explain says what a code means, and names the codes when there is no such one")
func explainCode() throws {
  #expect(try Program.run(["explain", "phone.digits-lost"]).output.contains("format the column as text"))
  let unknown = try Program.run(["explain", "phone.digits"])
  #expect(unknown.status == 2)
  #expect(unknown.error.contains("phone.digits-lost"))
}

@Test("rules lists, shows and checks rules")
func rules() throws {
  #expect(try Program.run(["rules"]).output.hasPrefix("kore-agentassist\t"))
  let shown = try Program.run(["rules", "show", "kore-agentassist"])
  let scratch = try Scratch()
  let file = try scratch.write(shown.output, to: "mine.yaml")
  #expect(try Program.run(["rules", "check", file]).status == 0)
  let list = "First,Phone\nAnna,+442079460018\n"
  #expect(try Program.run(["--rules", file], input: list).output == Program.run([], input: list).output)
  let wrong = try scratch.write(shown.output.replacing("survivor:", with: "survivr:"), to: "wrong.yaml")
  let result = try Program.run(["rules", "check", wrong])
  #expect(result.status == 2)
  #expect(result.error.contains("survivor"))
}

@Test("phone explains a number to a person: what it is, how it is written, and what had to be done to read it")
func explainPhone() throws {
  let result = try Program.run(["phone", "+44 (0)20 7946 0018", "12", "--region", "GB"])
  #expect(
    result.output == """
      +44 (0)20 7946 0018
        valid          yes
        country        GB, United Kingdom
        type           fixed line
        E.164          +442079460018
        international  +44 20 7946 0018
        national       020 7946 0018
        RFC 3966       tel:+44-20-7946-0018
      12
        valid          no: it is too short
        expected       something like +44 7400 123456

      """)
  #expect(try Program.run(["phone", "00 1 202 456 1111", "--region", "JP"]).output.contains("phone.repaired.foreign-prefix"))
}

@Test("A number that a spreadsheet rounded is said with what it lost, and without itself")
func roundedNumber() throws {
  let result = try Program.run(["check", "-", "--quiet"], input: "Name,Phone\nAnna Lee,9.19877E+11\n")
  #expect(
    result.output.hasPrefix(
      "standard input:2 (record 1) Phone: phone.digits-lost \"9.1…E+11\": A spreadsheet rounded this number, 6 of 12 digits are lost. "
        + "Format the column as text and export again.\n"))
}
