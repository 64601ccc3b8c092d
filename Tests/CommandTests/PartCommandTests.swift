import Testing

@Test("check names every finding with its place, writes nothing, and ends with 1 when a record would be rejected")
func check() throws {
  let scratch = try Scratch()
  let list = try scratch.write("firstName,lastName,phone\nANNA,Lee,+442079460018\nBob,Lee,12\n", to: "list.csv")
  let result = try Program.run(["check", list, "--region", "GB"])
  #expect(result.status == 1)
  #expect(result.output.contains("list.csv:2\trecord 1\tfixed\tname.recased\tfirstName\t\"ANNA\" was written as \"Anna\"\n"))
  #expect(result.output.contains("list.csv:3\trecord 2\terror\tphone.too-short\tphone\t"))
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

@Test("Every command has help on standard output", arguments: [[], ["clean"], ["check"], ["phone"], ["name"], ["records"]])
func help(_ command: [String]) throws {
  let result = try Program.run(command + ["--help"])
  #expect(result.status == 0)
  #expect(result.output.contains("USAGE: muster"))
  #expect(result.error.isEmpty)
}
