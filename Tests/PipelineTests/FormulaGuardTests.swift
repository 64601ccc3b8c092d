import CSV
import Pipeline
import TestSupport
import Testing

struct FormulaCase: Sendable, CustomTestStringConvertible {
  let cell: String
  let isGuarded: Bool
  let why: String
  var testDescription: String { "\(cell.debugDescription): \(why)" }
}

@Test(
  "What a spreadsheet would run is guarded, and what only looks a little like it is not",
  arguments: [
    FormulaCase(cell: "=1+1", isGuarded: true, why: "a formula"),
    FormulaCase(cell: "=\"+4420\"", isGuarded: true, why: "a spreadsheet's own wrapping is one too"),
    FormulaCase(cell: "@SUM(1)", isGuarded: true, why: "Lotus's sign"),
    FormulaCase(cell: "@ada", isGuarded: true, why: "a handle looks the same"),
    FormulaCase(cell: "\t=1+1", isGuarded: true, why: "the tab is dropped, and the formula is left"),
    FormulaCase(cell: "\r=1+1", isGuarded: true, why: "so is a carriage return"),
    FormulaCase(cell: "\n=1+1", isGuarded: true, why: "and a line feed"),
    FormulaCase(cell: "+cmd|' /C calc'!A0", isGuarded: true, why: "a plus begins a formula"),
    FormulaCase(cell: "-2+3+cmd|' /C calc'!A0", isGuarded: true, why: "a minus does too"),
    FormulaCase(cell: "+A1", isGuarded: true, why: "a reference to a cell"),
    FormulaCase(cell: "+1x2x3", isGuarded: true, why: "no number has two extensions"),
    FormulaCase(cell: "+1*2", isGuarded: true, why: "no number is written with a star"),
    FormulaCase(cell: "\u{FF1D}1+1", isGuarded: true, why: "the full-width sign, which some programs take for the other"),
    FormulaCase(cell: "\u{FF20}a", isGuarded: true, why: "full width"),
    FormulaCase(cell: "\u{FF0B}A1", isGuarded: true, why: "full width"),
    FormulaCase(cell: "'=1+1", isGuarded: true, why: "it was guarded by somebody else; one more, to know ours by"),
    FormulaCase(cell: "''=1", isGuarded: true, why: "twice even"),
    FormulaCase(cell: "+44 20 7946 0018", isGuarded: false, why: "a number"),
    FormulaCase(cell: "+1 (650) 253-0000 ext. 42", isGuarded: false, why: "a number with an extension"),
    FormulaCase(cell: "+1.650.253.0000x42", isGuarded: false, why: "the short word for one"),
    FormulaCase(cell: "+49 30/123456", isGuarded: false, why: "a slash behind the area code"),
    FormulaCase(cell: "+", isGuarded: false, why: "the extension that means none"),
    FormulaCase(cell: "-", isGuarded: false, why: "nothing, as people write it"),
    FormulaCase(cell: "-12.50", isGuarded: false, why: "an amount"),
    FormulaCase(cell: "a=b", isGuarded: false, why: "the sign is not the first"),
    FormulaCase(cell: "'t Hooft", isGuarded: false, why: "a name with an apostrophe"),
    FormulaCase(cell: "'", isGuarded: false, why: "an apostrophe alone"),
    FormulaCase(cell: "", isGuarded: false, why: "nothing"),
    FormulaCase(cell: "\u{FF21}", isGuarded: false, why: "a full-width letter"),
  ])
func formulas(_ row: FormulaCase) {
  #expect(FormulaGuard.guarded(row.cell) == (row.isGuarded ? "'" : "") + row.cell)
}

/// Cells of the bytes that matter, quoted where a list needs it.
private func hostileCells(_ count: Int, using random: inout some RandomNumberGenerator) -> [String] {
  let pieces = ["=", "@", "+", "-", "'", "\t", "\n", "\r", "\"", ",", "1", "x", "ext", " ", "A1", "cmd|", "\u{FF1D}", "é", ""]
  return (0..<count).map { _ in
    (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}

@Test("Whatever cells a rejected record has, its file runs nothing, and gives them back byte for byte when it is fed in again")
func rejectsRoundTrip() throws {
  let seed = UInt64.random(in: 0 ... .max)
  var random = SplitMix(seed: seed)
  let cells = hostileCells(900, using: &random)
  var list = "First,Last,Phone,=Note,Other\n"
  for index in stride(from: 0, to: cells.count, by: 2) {
    let quoted = cells[index...(index + 1)].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    list += "Ann,Lee,none,\(quoted[0]),\(quoted[1])\n"
  }
  let first = try clean(list)
  #expect(first.tally.rejected == cells.count / 2, "seed \(seed)")

  // As a program that knows nothing of guards reads it.
  var reader = RecordReader(source: MemorySource(Array(first.rejects.utf8)), dialect: .rfc4180)
  var batch = RecordBatch()
  while try reader.read(into: &batch) {
    for record in 0..<batch.count {
      for field in 0..<batch.fieldCount(ofRecord: record) {
        let cell = batch.string(ofField: field, inRecord: record)
        let isSafeSign = cell.hasPrefix("+") || cell.hasPrefix("-") ? !cell.contains { $0.isLetter && !"ext".contains($0) } : true
        #expect(
          isSafeSign && !["=", "@", "\t", "\r", "\n", "\r\n", "\u{FF1D}"].contains(cell.first), "seed \(seed): \(cell.debugDescription)")
      }
    }
  }

  let again = try ListReader(MemorySource(Array(first.rejects.utf8)))
  #expect(Array(again.header.dropFirst(4)) == ["First", "Last", "Phone", "=Note", "Other"])
  var returned: [String] = []
  for record in again.sampleRecords {
    returned += (7...8).map { again.sample.string(ofField: $0, inRecord: record) }
  }
  #expect(returned.map { Array($0.utf8) } == cells.map { Array($0.utf8) }, "seed \(seed)")
  // Columns of the earlier run are not written twice, and guards are not either.
  #expect(try clean(first.rejects, chunkSize: 64).rejects.split(separator: "\n").first == first.rejects.split(separator: "\n").first)
  let third = try ListReader(MemorySource(Array(try clean(first.rejects, chunkSize: 64).rejects.utf8)))
  #expect(
    third.sampleRecords.map { third.sample.string(ofField: 7, inRecord: $0) }
      == returned.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
  print("\(cells.count) cells there and back, seed \(seed)")
}

@Test("A cleaned file is for a program: nothing in it is guarded, and no apostrophe of a list that is no list of rejects is lost")
func cleanedIsNotGuarded() throws {
  let cleaned = try clean("First,Last,Phone\n=Ann,'=Lee,+14155552671\n")
  #expect(cleaned.output.contains("+14155552671"))
  #expect(!cleaned.output.contains("'+") && !cleaned.output.contains("'=Ann"))
  #expect(cleaned.output.contains("'=Lee"))
}
