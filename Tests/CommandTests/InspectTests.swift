import Foundation
import TestSupport
import Testing

@Test("inspect says how a list is written, what its columns are and why, and which countries its numbers are of")
func inspectText() throws {
  let list = "Name;Telefon;Land;Notiz\n\"Lee, Anna\";020 7946 0018;England;\nBob Ray;+49 30 901820;;x\nAl Roe;030 901821;;\n"
  let result = try Program.run(["inspect", "-"], input: list)
  #expect(result.status == 0)
  #expect(result.error.isEmpty)
  #expect(
    result.output == """
      standard input

      How it is written
        encoding   UTF-8 (all of the first 104 bytes are well-formed)
        delimiter  semicolon (all 4 records looked at have 4 fields with it)
        quotes     " (around 1 field)
        line ends  LF
        header     line 1 (3 of its 4 fields known as names of columns)

      Its 4 columns
        1  Name: whole names, split for firstName and lastName where nothing else fills them
           because that is a usual name for it in English; 3 filled
        2  Telefon: phone numbers, for cellPhoneNumber
           because that is a usual name for it in German; 3 filled, 2 valid phone numbers
        3  Land: countries, evidence of where numbers belong and not written
           because that is a usual name for it in German; 1 filled, all of them countries
        4  Notiz: left out: the rules have no place for it

      Countries
        2 numbers looked at are certain: they or their records say their country (1 Germany, 1 United Kingdom).
        1 more gives no country, or is no valid number of the one given.
        A number without a country code, in a record that says nothing about its country, belongs to the one of these in which it is valid, if that is one alone: Germany, United Kingdom (country.assumed).
        Otherwise the record is rejected (country.missing).

      """)
}

@Test("inspect recognizes the columns of a real list, and says what is to be decided about it")
func inspectLegislators() throws {
  let list = Program.fixtures.appending(path: "us-legislators.csv").path
  let output = try Program.run(["inspect", list]).output
  for line in [
    "   1  last_name: last names, for lastName\n", "   2  first_name: first names, for firstName\n",
    "   6  full_name: whole names, split for firstName and lastName where nothing else fills them\n",
    "  15  address: addresses, evidence of where numbers belong; not written\n",
    "  16  phone: phone numbers, for cellPhoneNumber\n",
    "536 numbers are valid in the country of their record's address (536 United States; country.assumed).",
  ] {
    #expect(output.contains(line))
  }
  // Without addresses, somebody has to say it.
  let blind = try Program.run(["inspect", "-"], input: "Name,Phone\nAnna Lee,202-225-4731\nBob Ray,202-225-4732\n").output
  #expect(blind.contains("If those are all of one country, say which: --region CC"))
  let told = try Program.run(["inspect", list, "--region", "US"]).output
  #expect(!told.contains("Please look at"))
  #expect(told.contains("is read as one of United States if it is valid there, as --region says"))
}

@Test("Rules that inspect wrote clean a list as it was cleaned without them", arguments: ["kore-agentassist", "hubspot", "contacts"])
func writtenRules(rules: String) throws {
  let scratch = try Scratch()
  for name in ["messy.csv", "us-legislator-offices.csv"] {
    let list = Program.list(name).path
    let file = scratch["mine.yaml"].path
    let inspected = try Program.run(["inspect", list, "--rules", rules, "--write-rules", file])
    #expect(inspected.status == 0, "\(inspected.error)")
    #expect(inspected.error == "muster: rules written to \(file); use them with --rules \(file)\n")
    let without = try Program.run(["clean", list, "--rules", rules, "--rejects", scratch["a.csv"].path])
    let with = try Program.run(["clean", list, "--rules", file, "--rejects", scratch["b.csv"].path])
    #expect(with.output == without.output)
    #expect(try scratch.read("b.csv") == scratch.read("a.csv"))
    #expect(!without.output.isEmpty)
  }
}

@Test("What --columns said is in the rules that inspect writes, so that it need not be said again")
func writtenColumns() throws {
  let scratch = try Scratch()
  let list = try scratch.write("A,B\nAnna Lee,+442079460018\n", to: "list.csv")
  let columns = "A=fullName,B=cellPhoneNumber"
  let file = scratch["mine.yaml"].path
  #expect(try Program.run(["inspect", list, "--columns", columns, "--write-rules", file]).status == 0)
  let with = try Program.run(["clean", list, "--rules", file])
  #expect(with.output == (try Program.run(["clean", list, "--columns", columns]).output))
  #expect(with.output.contains("Anna,Lee,,+442079460018"))
}

@Test("Rules are not written over the list, nor for a list whose columns have no names")
func refusedRules() throws {
  let scratch = try Scratch()
  let text = "First,Phone\nAnna,+442079460018\n"
  let list = try scratch.write(text, to: "list.csv")
  let over = try Program.run(["inspect", list, "--write-rules", list])
  #expect(over.status == 2)
  #expect(over.error.contains("is the list itself"))
  #expect(try scratch.read("list.csv") == text)
  let nameless = try Program.run(["inspect", list, "--no-header", "--write-rules", scratch["mine.yaml"].path])
  #expect(nameless.status == 2)
  #expect(nameless.error.contains("has no header"))
  #expect(try scratch.files == ["list.csv"])
}

@Test("inspect asks for the column that the rules cannot do without, where clean would end")
func inspectUnreachable() throws {
  let result = try Program.run(["inspect", "-"], input: "First,Shoe\nAnna,39\n")
  #expect(result.status == 0)
  #expect(result.output.contains("Nothing in the list looks like a cellPhoneNumber, which the rules cannot do without."))
}

@Test("A first line that is like the others is a record, and one that is like nothing is a header with a word about it")
func inspectDoubtfulHeader() throws {
  let list = "Anna,Lee,020-7946-0018\nBob,Ray,020-7946-0019\nAl,Roe,020-7946-0020\n"
  let output = try Program.run(["inspect", "-", "--region", "GB"], input: list).output
  #expect(output.contains("header     none (the first record is data like the others)"))
  #expect(output.contains("  3  column 3: phone numbers, for cellPhoneNumber\n     because all of its cells are that"))
  let cleaned = try Program.run(["clean", "-", "--region", "GB", "--columns", "#1=firstName,#2=lastName,#3=cellPhoneNumber"], input: list)
  #expect(cleaned.output.contains("Anna,Lee,,+442079460018"))
  let words = try Program.run(["inspect", "-"], input: "Alpha;Beta;Gamma\nx;y;z\nu;v;w\n").output
  #expect(words.contains("No field of line 1 is a usual name of a column. If it is a record like the others: --no-header"))
}

@Test("What options say about how a list is written is not questioned, and the rest is found out with it")
func inspectPinned() throws {
  // Commas are as frequent as semicolons here; and the quote is only found to be one with the delimiter that was given.
  let list = "First;Phone\n'Anna, Mary';+442079460018\n'Bob, Lee';+442079460019\n'Al, Jo';+442079460020\n"
  let output = try Program.run(["inspect", "-", "--delimiter", ";", "--encoding", "windows-1252"], input: list).output
  #expect(output.contains("  encoding   windows-1252 (as --encoding says)\n"))
  #expect(output.contains("  delimiter  semicolon (as --delimiter says)\n"))
  #expect(output.contains("  quotes     ' (around 3 fields)\n"))
  let records = try Program.run(["records", "-", "--json", "--delimiter", ";", "--quote", "none"], input: list).output
  #expect(records.contains("[\"'Anna, Mary'\",\"+442079460018\"]\n"))
}

@Test("inspect and rules schema have help", arguments: [["inspect"], ["rules", "schema"]])
func inspectHelp(_ command: [String]) throws {
  let result = try Program.run(command + ["--help"])
  #expect(result.status == 0)
  #expect(result.output.contains("USAGE: muster"))
}

@Test("rules schema prints a JSON Schema")
func schema() throws {
  let result = try Program.run(["rules", "schema"])
  let schema = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  #expect((schema["$schema"] as? String)?.contains("json-schema.org") == true)
}

@Test("records says on standard error what the reader noticed, and passes over lines before the table")
func recordsFindings() throws {
  let odd = try Program.run(["records", "-", "--json"], input: "a,b\n1,x\"y\n")
  #expect(odd.output == "[\"a\",\"b\"]\n[\"1\",\"x\\\"y\"]\n")
  #expect(odd.error == "standard input:2: field 2: csv.bare-quote\n")
  let excel = try Program.run(["records", "-", "--json"], input: "sep=;\na;b\n1;2\n")
  #expect(excel.output == "[\"a\",\"b\"]\n[\"1\",\"2\"]\n")
  #expect(excel.error.isEmpty)
}
