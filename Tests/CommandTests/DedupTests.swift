import Foundation
import TestSupport
import Testing

@Test("dedup keeps the first of each, lists the others, and counts them all")
func dedup() throws {
  let scratch = try Scratch()
  let list = try scratch.write("Name,Mail\nAnn,a@x.org\nBob,b@x.org\nann,A@X.ORG\nEve,e@x.org\n", to: "list.csv")
  _ = try scratch.write("Mail\ne@x.org\n", to: "old.csv")
  let result = try Program.shell(
    "muster dedup list.csv --by Mail --ignore-case --against old.csv -o once.csv --duplicates twice.csv", in: scratch.folder)
  #expect(result.status == 0 && result.output.isEmpty)
  #expect(try scratch.read("once.csv") == "Name,Mail\nAnn,a@x.org\nBob,b@x.org\n")
  #expect(
    try scratch.read("twice.csv")
      == "muster_record,muster_line,muster_kept,Name,Mail\n3,4,1,ann,A@X.ORG\n4,5,old.csv:1,Eve,e@x.org\n")
  #expect(
    result.error == """
      muster: list.csv
        read       4
        kept       2  to once.csv
        duplicates 2  to twice.csv
          1 of them are in a list that was there already

      """)
  for arguments in [["-o", list], ["--duplicates", list], ["-o", scratch["n"].path, "--duplicates", scratch["n"].path]] {
    let refused = try Program.run(["dedup", list, "--by", "Mail"] + arguments)
    #expect(refused.status == 2 && refused.error.hasPrefix("muster: "))
  }
  #expect(try scratch.files == ["list.csv", "old.csv", "once.csv", "twice.csv"])
}

@Test("Deduplicating a real list by its telephone agrees with a set of the values")
func dedupRealList() throws {
  let path = Program.fixtures.appending(path: "us-legislator-offices.csv").path
  let all = try Program.run(["records", path, "--json"]).output.split(separator: "\n")
  let kept = try Program.run(["dedup", path, "--by", "Telephone"])
  #expect(kept.status == 0)
  let records = try Program.run(["records", "-", "--json"], input: kept.output).output.split(separator: "\n")
  var seen: Set<String> = []
  let expected = try all.filter { line in
    let fields = try JSONDecoder().decode([String].self, from: Data(line.utf8))
    return fields[7].isEmpty || seen.insert(fields[7].trimmingCharacters(in: .whitespaces)).inserted
  }
  #expect(records == expected && records.count < all.count)
}
