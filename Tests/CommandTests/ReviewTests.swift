import Foundation
import TestSupport
import Testing

private let list = """
  First Name,Last Name,Mobile,E-mail,Company,Salutation
  Robert,Featherstone,+1 415 555 2671,rfeather@acme.com,Acme Inc,
  Bob,Featherstone,+1 212 555 0188,rfeather@acme.com,Acme Inc,Mr
  Susan,Featherstone,+1 415 555 2673,rfeather@acme.com,,Mrs
  Dmitry,Shchukin,+7 916 123-45-67,d.schukin@mail.ru,,
  Щукин,Дмитрий,+7 916 555-44-33,d.schukin@mail.ru,,Mr
  Ann,Lee,+44 20 7946 0018,ann@x.org,,Mrs
  Eve,May,+44 20 7946 0019,eve@x.org,,Mrs
  Eve,May,+44 20 7946 0019,eve@x.org,,Mrs

  """

/// A review file's lines by its columns.
private func rows(_ text: String) -> [[String: String]] {
  let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
}

/// Writes marks into the lines of a review file whose records have these names.
private func marked(_ text: String, _ marks: [Set<String>: String]) -> String {
  text.split(separator: "\n").map { line in
    let names = Set(line.split(separator: ",", omittingEmptySubsequences: false).dropFirst(4).prefix(2).map(String.init))
    return (marks[names] ?? "") + line
  }.joined(separator: "\n") + "\n"
}

private let roberts: Set = ["Robert Featherstone", "Bob Featherstone"]
private let dmitrys: Set = ["Dmitry Shchukin", "Щукин Дмитрий"]

@Test("A review lists who may be one person, with the reasons, changes nothing else, and is for its owner alone")
func review() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list, to: "list.csv")
  let result = try Program.shell(
    "muster list.csv -o clean.csv --review review.csv; muster list.csv --quiet > plain.csv", in: scratch.folder)
  #expect(result.status == 0, "\(result.error)")
  #expect(try scratch.read("clean.csv") == scratch.read("plain.csv"))
  #expect(result.error.contains("  review     2 pairs that may be one person, to review.csv\n"))
  let mode = try FileManager.default.attributesOfItem(atPath: scratch["review.csv"].path)[.posixPermissions] as? Int
  #expect(mode == 0o600)
  let pairs = rows(try scratch.read("review.csv"))
  #expect(Set(pairs.filter { $0["kind"] == "match" }.map { Set([$0["name_1"], $0["name_2"]]) }) == [roberts, dmitrys])
  let robert = try #require(pairs.first { $0["name_2"] == "Bob Featherstone" && $0["kind"] == "match" })
  #expect(robert["decision"] == "" && robert["group"] != "" && Double(robert["score"] ?? "") ?? 0 > 3)
  #expect(robert["evidence"]?.contains("first name: nickname +") == true && robert["evidence"]?.contains("e-mail: same +") == true)
  #expect(robert["record_1"] == "1" && robert["line_2"] == "3" && robert["phone_1"] == "+1 415-555-2671")
  // A couple with one mailbox is shown, and said to be two people.
  #expect(
    pairs.contains { $0["kind"] == "household" && $0["name_2"] == "Susan Featherstone" && $0["note"]?.contains("kept apart") == true })
  // The second Eve has gone out as a duplicate already: nobody has to decide about her.
  #expect(!pairs.contains { $0["name_1"] == "Eve May" })
}

@Test("What was marked is carried out in another export of the list, and what was called different is not asked again")
func roundTrip() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list, to: "list.csv")
  _ = try Program.shell("muster list.csv -o clean.csv --review review.csv", in: scratch.folder)
  let text = try scratch.read("review.csv")
  _ = try scratch.write(marked(text, [roberts: "same", dmitrys: "Different "]), to: "marked.csv")
  // As a spreadsheet saves it: other columns first, semicolons, Windows line ends, numbers rounded to nothing.
  let mangled =
    marked(text, [roberts: "same", dmitrys: "different"]).split(separator: "\n").map { line in
      Array(line.split(separator: ",", omittingEmptySubsequences: false).reversed())
        .map { $0.hasPrefix("+") ? "4.42E+11" : "\"\($0)\"" }.joined(separator: ";")
    }.joined(separator: "\r\n") + "\r\n"
  _ = try scratch.write(mangled, to: "mangled.csv")
  // Without what it is known by, a record is known by its name and number, or its name and address.
  let bare = marked(text, [roberts: "same", dmitrys: "different"]).replacing(/,p[0-9a-z]{13},p[0-9a-z]{13}\n/, with: ",,\n")
  _ = try scratch.write(bare, to: "bare.csv")
  let lines = list.split(separator: "\n")
  let moved = ([lines[0], lines[6]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
  _ = try scratch.write(moved.replacing("rfeather@acme.com,Acme Inc,Mr", with: "rfeather@acme.com,Acme Incorporated,Mr"), to: "moved.csv")
  for decisions in ["marked.csv", "mangled.csv", "bare.csv"] {
    let result = try Program.shell("muster moved.csv -o clean.csv --decisions \(decisions) --review next.csv", in: scratch.folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("  decisions  2 read\n"), "\(result.error)")
    // Read 9: the two Eves and the two Anns are one each; Bob, who now comes first, stands for Robert.
    #expect(
      [("read", 9), ("written", 6), ("rejected", 0), ("duplicates", 3)].allSatisfy { count($0.0, in: result.error) == $0.1 },
      "\(result.error)")
    #expect(result.error.contains("    1        duplicate.same-person\n"))
    let clean = try scratch.read("clean.csv")
    #expect(clean.contains("Bob,Featherstone,Mr,+12125550188") && !clean.contains("Robert"))
    #expect(clean.contains("Дмитрий") && clean.contains("Shchukin"))
    let next = rows(try scratch.read("next.csv"))
    #expect(!next.contains { Set([$0["name_1"], $0["name_2"]]) == dmitrys })
    // What was carried out stands in the new file too, so that it takes the old one's place.
    #expect(next.filter { $0["kind"] == "merged" }.map { $0["decision"] } == ["same"])
  }
  let unused = try Program.shell("head -n 2 list.csv | muster --decisions marked.csv", in: scratch.folder)
  #expect(unused.status == 0)
  #expect(unused.error.contains("  decisions  2 read, 2 of them about records that the list does not have\n"), "\(unused.error)")
}

@Test("Pairs above a score are made one record, whose blanks the other one fills, from a file as from a pipe")
func mergeAbove() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list, to: "list.csv")
  let lines = [
    "muster list.csv --merge-above 3.5 --jobs 1", "cat list.csv | muster --merge-above 3.5 --jobs 2", "muster --merge-above 3.5 < list.csv",
  ]
  for line in lines {
    let result = try Program.shell(line, in: scratch.folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.output == """
        firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension
        Robert,Featherstone,Mr,+14155552671,+1,+
        Susan,Featherstone,Mrs,+14155552673,+1,+
        Dmitry,Shchukin,Mr,+79161234567,+7,+
        Ann,Lee,Mrs,+442079460018,+44,+
        Eve,May,Mrs,+442079460019,+44,+

        """, "\(line)\n\(result.error)")
    #expect(
      [("read", 8), ("written", 5), ("rejected", 0), ("duplicates", 3)].allSatisfy { count($0.0, in: result.error) == $0.1 },
      "\(result.error)")
  }
  let json = try Program.shell("muster list.csv --merge-above 3.5 --emit json --quiet", in: scratch.folder)
  let contacts = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
  #expect(contacts.count == 5)
  let none = try Program.shell("muster list.csv --merge-above 99 --quiet", in: scratch.folder)
  #expect(none.output == (try Program.shell("muster list.csv --quiet", in: scratch.folder)).output)
  let check = try Program.shell("muster check list.csv --merge-above 3.5 --no-fixed", in: scratch.folder)
  #expect(check.output.contains("list.csv:3 (record 2): duplicate.same-person: Record 1 "), "\(check.output)")
}

@Test("A survivor takes an extension only with the number that it belongs to")
func extensionsStayWithTheirNumber() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list.replacing("+1 212 555 0188", with: "+1 212 555 0188 ext. 77"), to: "list.csv")
  _ = try scratch.write(
    """
    columns:
      - name: First
        role: firstName
      - name: Last
        role: lastName
      - name: Phone
        role: phoneNumber
      - name: Ext
        role: extension
      - name: Title
        role: salutation
    identity: [Phone]

    """, to: "rules.yaml")
  let result = try Program.shell("muster list.csv --rules rules.yaml --merge-above 3.5 --quiet", in: scratch.folder)
  #expect(result.output.contains("Robert,Featherstone,+14155552671,,Mr\n"), "\(result.output)\(result.error)")
  let last = try scratch.read("rules.yaml") + "survivor: last\n"
  _ = try scratch.write(last, to: "last.yaml")
  let kept = try Program.shell("muster list.csv --rules last.yaml --merge-above 3.5 --quiet", in: scratch.folder)
  #expect(kept.output.contains("Bob,Featherstone,+12125550188,77,Mr\n") && !kept.output.contains("Robert"), "\(kept.output)\(kept.error)")
}

@Test("Wrong marks and wrong files are said with their place, and no list is written over")
func wrongDecisions() throws {
  let scratch = try Scratch()
  _ = try scratch.write(list, to: "list.csv")
  _ = try Program.shell("muster list.csv -o clean.csv --review review.csv", in: scratch.folder)
  _ = try scratch.write(marked(try scratch.read("review.csv"), [dmitrys: "maybe"]), to: "marked.csv")
  let cases: [(String, Int32, String)] = [
    ("--decisions marked.csv", 2, "marked.csv:3: the decision \"maybe\" is neither \"same\" nor \"different\""),
    ("--decisions list.csv", 2, "--decisions list.csv has no column \"decision\""),
    ("--decisions no.csv", 3, "no.csv does not exist"),
    ("--review list.csv", 2, "list.csv is a list that is read"),
    ("--decisions review.csv --review review.csv", 2, "review.csv is a list that is read"),
    ("--merge-above 2", 2, "--merge-above 2"),
  ]
  for (options, status, sentence) in cases {
    let result = try Program.shell("muster list.csv -o out.csv \(options)", in: scratch.folder)
    #expect(result.status == status, "\(options): \(result.error)")
    #expect(result.error.contains(sentence), "\(options): \(result.error)")
  }
  #expect(try scratch.read("list.csv") == list)
  #expect(try !scratch.files.contains("out.csv"))
}

@Test("Records of which too many share something are named, since pairs among them may be missing")
func crowds() throws {
  let scratch = try Scratch()
  let names = ["Ada", "Ben", "Cleo", "Dora", "Emil", "Fred", "Gina", "Hugo", "Ines", "Jana"]
  var text = "First Name,Last Name,Mobile,E-mail\n"
  for number in 0..<100 {
    text += "\(names[number % 10]),\(names[number / 10])son,+1 415 555 \(2_000 + number),office@acme.com\n"
  }
  _ = try scratch.write(text, to: "list.csv")
  let result = try Program.shell("muster list.csv --quiet --review review.csv > clean.csv", in: scratch.folder)
  #expect(result.status == 0, "\(result.error)")
  let notes = rows(try scratch.read("review.csv")).filter { $0["kind"] == "note" }
  #expect(notes.contains { $0["note"]?.contains("100 records share an e-mail address with this one") == true && $0["record_1"] == "1" })
  let again = try Program.shell("muster list.csv --quiet --decisions review.csv", in: scratch.folder)
  #expect(again.output == (try scratch.read("clean.csv")), "a note is no mark")
}
