import CSV
import Pipeline
import Testing

/// What a deduplication left behind.
private struct Deduplicated: Equatable {
  let output: String
  let removed: String
  let counts: Deduplication.Counts
}

private func deduplicate(
  _ text: String, by columns: [String], keep: Deduplication.Keep = .first, against others: [String] = [], ignoresCase: Bool = false,
  hasHeader: Bool = true, chunkSize: Int = 1 << 20, memory: Int = 256 << 20, isFile: Bool = true
) throws -> Deduplicated {
  var options = ReadingOptions()
  options.hasHeader = hasHeader
  func list(_ text: String) throws(InputError) -> ListReader<MemorySource> {
    try ListReader(MemorySource(Array(text.utf8), pieceSize: 100), options: options, chunkSize: chunkSize)
  }
  var deduplication = Deduplication(
    by: columns, keep: keep, ignoresCase: ignoresCase, seed: (1, 2), memory: SettlingMemory(limit: memory))
  for (index, other) in others.enumerated() { try deduplication.enter(list(other), name: "list \(index + 1)") }
  let (output, removed) = (MemorySink(), MemorySink())
  let counts = try deduplication.run(
    list(text), again: isFile ? { () throws(InputError) in try list(text) } : nil, to: output, duplicates: .some(removed))
  #expect(output.isCommitted && removed.isCommitted)
  return Deduplicated(
    output: String(decoding: output.bytes, as: UTF8.self), removed: String(decoding: removed.bytes, as: UTF8.self), counts: counts)
}

private struct DedupCase: Sendable, CustomTestStringConvertible {
  let list: String
  let columns: [String]
  var ignoresCase = false
  /// The records that are kept, by their numbers.
  let kept: [Int]
  let why: String
  var testDescription: String { why }
}

@Test(
  "The first record of each identity is kept, and no other",
  arguments: [
    DedupCase(list: "id,v\n1,a\n2,b\n1,c\n", columns: ["id"], kept: [1, 2], why: "one column"),
    DedupCase(list: "a,b\nab,c\na,bc\nab,c\n", columns: ["a", "b"], kept: [1, 2], why: "fields are told apart"),
    DedupCase(list: "id,v\n1,a\n 1\t,b\n", columns: ["id"], kept: [1], why: "white space around a value says nothing"),
    DedupCase(list: "id,v\n,a\n \t,b\n,c\n", columns: ["id"], kept: [1, 2, 3], why: "nothing is no identity"),
    DedupCase(list: "a,b\n1,\n,1\n1,\n", columns: ["a", "b"], kept: [1, 2], why: "one empty column of two is a value"),
    DedupCase(list: "v,id\na\nb\nc,1\n", columns: ["id"], kept: [1, 2, 3], why: "a field that is not there is empty"),
    DedupCase(list: "id,v\nA,1\na,2\n", columns: ["id"], kept: [1, 2], why: "case counts"),
    DedupCase(list: "id,v\nÉVA,1\néva,2\n", columns: ["id"], ignoresCase: true, kept: [1], why: "case does not count, beyond ASCII too"),
    DedupCase(list: "id,v\n1,a\n1,b\n", columns: ["#2"], kept: [1, 2], why: "a column by its number"),
    DedupCase(list: "#2,b\n1,a\n2,a\n", columns: ["#2"], kept: [1, 2], why: "a name comes before a number"),
    DedupCase(
      list: "id,v\n0123456789012345678901234567890A,1\n0123456789012345678901234567890B,2\n", columns: ["id"], kept: [1, 2],
      why: "long values are told apart"),
    DedupCase(list: "id,v\n\"x\ny\",1\n\"x\ny\",2\n", columns: ["id"], kept: [1], why: "a value of two lines"),
  ])
private func keepsTheFirst(_ row: DedupCase) throws {
  let result = try deduplicate(row.list, by: row.columns, ignoresCase: row.ignoresCase)
  var reader = try DetectedReader(MemorySource(Array(row.list.utf8)))
  var batch = RecordBatch()
  #expect(try reader.read(into: &batch))
  var expected: [UInt8] = []
  var writer = RecordWriter(lineEnd: .lf)
  for record in [0] + row.kept { writer.append(record: record, of: batch, to: &expected) }
  #expect(result.output == String(decoding: expected, as: UTF8.self))
  #expect(result.counts.kept == row.kept.count && result.counts.read == batch.count - 1)
}

@Test("Bytes that are no text are compared as they are")
func noText() throws {
  var bytes = Array("id\n".utf8)
  for byte in [0xE9, 0xE8, 0xE9] as [UInt8] { bytes += [0x41, byte, 0x0A] }
  var options = ReadingOptions()
  options.encoding = .utf8
  let output = MemorySink()
  let counts = try Deduplication(by: ["id"], ignoresCase: true, seed: (1, 2))
    .run(ListReader(MemorySource(bytes), options: options), to: output, duplicates: MemorySink?.none)
  #expect(counts.kept == 2 && counts.duplicates == 1)
  #expect(output.bytes == Array(bytes.dropLast(3)))
}

@Test("Every removed record is listed with its line and the one that stands for it")
func listsRemoved() throws {
  let result = try deduplicate(
    "id;v\n1;\"a\nb\"\n2;b\n1;c\n5;d\n2;\"e;f\"\n", by: ["id"], against: ["x;id\n0;7\n0;5\n", "id\n5\n2\n"])
  #expect(result.output == "id;v\n1;\"a\nb\"\n")
  #expect(
    result.removed == """
      muster_record;muster_line;muster_kept;id;v
      2;4;list 2:2;2;b
      3;5;1;1;c
      4;6;list 1:2;5;d
      5;7;list 2:2;2;"e;f"

      """)
  #expect(result.counts.alreadyThere == 3)
}

@Test("Another record than the first is kept where that is asked for, in its own place, and lists that are there come before all")
func keepsAnother() throws {
  let list = "id,a,b,when\n1,x,,2024-03-01\n2,y,,1/2/2024\n1,,,2024-05-01\n1,z,z,\n2,y,y,13/1/2024\n3,,,\n3,,,\n"
  for (keep, kept) in [
    (.last, [4, 5, 7]), (.fullest, [1, 5, 6]), (.newest(column: "when"), [2, 3, 6]), (.newest(column: "#4"), [2, 3, 6]),
  ] as [(Deduplication.Keep, [Int])] {
    let rows = list.split(separator: "\n")
    let expected = ([0] + kept).map { rows[$0] + "\n" }.joined()
    for isFile in [true, false] { #expect(try deduplicate(list, by: ["id"], keep: keep, isFile: isFile).output == expected, "\(keep)") }
    let rest = try deduplicate(list, by: ["id"], keep: keep, against: ["id\n2\n"])
    #expect(rest.output == expected.split(separator: "\n").filter { !$0.hasPrefix("2") }.map { $0 + "\n" }.joined())
    #expect(rest.counts.alreadyThere == 2 && rest.removed.contains(",list 1:1,2,y,y,"))
  }
  #expect(throws: DeduplicationError.noColumn("no", header: ["id", "a", "b", "when"], matches: [])) {
    try deduplicate(list, by: ["id"], keep: .newest(column: "no"))
  }
}

@Test("A list keeps its line ends, and what stood before its header is counted")
func lineEnds() throws {
  #expect(try deduplicate("id,v\r\n1,a\r\n1,b\r\n2,\"x\ny\"\r\n", by: ["id"]).output == "id,v\r\n1,a\r\n2,\"x\ny\"\r\n")
  let rows = (1...9).map { "\($0),b,c\n" }.joined()
  let titled = try deduplicate("Our list\n\nid,v,w\n\(rows)", by: ["id"])
  #expect(titled.output == "id,v,w\n\(rows)" && titled.counts.preambleLines == 2)
}

@Test("A list without a header stays without one")
func withoutHeader() throws {
  #expect(try deduplicate("1,a\n2,b\n1,c\n", by: ["#1"], hasHeader: false).output == "1,a\n2,b\n")
}

@Test("The result does not hang on the size of chunks, and is what a dictionary of the values makes of it", arguments: [64, 1000, 1 << 20])
func chunks(size: Int) throws {
  var (list, expected): (String, String) = ("name,number,note\n", "name,number,note\n")
  var seen: Set<String> = []
  for number in 0..<4000 {
    let identity = "Name of a person \(number * 7919 % 150),+1415555\(number % 3 * 1000 + number * 31 % 70)"
    list += "\(identity),\(number)\n"
    if seen.insert(identity).inserted { expected += "\(identity),\(number)\n" }
  }
  let result = try deduplicate(list, by: ["name", "number"], chunkSize: size)
  #expect(result.output == expected)
  for keep in [.first, .last, .fullest] as [Deduplication.Keep] {
    let whole = try deduplicate(list, by: ["name", "number"], keep: keep)
    for (memory, isFile) in [(0, true), (0, false), (1 << 19, false)] {
      let part = try deduplicate(list, by: ["name", "number"], keep: keep, chunkSize: size, memory: memory, isFile: isFile)
      #expect(part == whole, "\(keep), memory \(memory), \(isFile ? "a file" : "a pipe")")
    }
  }
  #expect(result.counts.read == 4000 && result.counts.kept == seen.count && result.counts.duplicates > 0)
}

@Test("A column that is not there, or there twice, is said")
func unclearColumns() throws {
  #expect(throws: DeduplicationError.noColumn("c", header: ["a", "b"], matches: [])) { try deduplicate("a,b\n1,2\n", by: ["c"]) }
  #expect(throws: DeduplicationError.noColumn("#3", header: ["a", "b"], matches: [])) { try deduplicate("a,b\n1,2\n", by: ["#3"]) }
  #expect(throws: DeduplicationError.noColumn("a", header: ["a", "a"], matches: [1, 2])) { try deduplicate("a,a\n1,2\n", by: ["a"]) }
}
