import TestSupport
import Testing

@testable import CSV

/// Lists in which every field opens a quote that nothing closes. Without what is remembered of the bytes behind, each of them looks to the
/// end of the list again: a hundred thousand would take hours.
struct HostileQuoteTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let piece: String
    var before = ""
    var behind = ""
    var dialect = Dialect.rfc4180
    /// How many records come of `pieceCount` pieces.
    var records = HostileQuoteTests.pieceCount
  }

  static let pieceCount = 1 << 16

  static let cases = [
    Case(testDescription: "one line of quotes that may all be content", piece: "a\"", before: "Ann,\"", behind: "\n", records: 1),
    Case(testDescription: "lines that each open a quote for all behind them", piece: "\"\"\"x\"\"\n"),
    Case(
      testDescription: "the same with a quote at the end that closes none", piece: "\"\"\"x\"\"\n", behind: "\"z", records: pieceCount + 1),
    Case(
      testDescription: "the same with a long last line", piece: "\"\"\"x\"\"\n",
      behind: "\"z" + String(repeating: " ", count: 1 << 18) + "z",
      records: pieceCount + 1),
    Case(testDescription: "one line of fields that each open a quote", piece: "\"x,", before: "Ann,", behind: "\n", records: 1),
    Case(testDescription: "one line of fields with doubled quotes", piece: "\"a\"\"b,", before: "Ann,", behind: "\n", records: 1),
    Case(
      testDescription: "fields behind spaces", piece: ", \"\"x", before: "Ann", behind: "\n", dialect: Dialect(skipsInitialSpace: true),
      records: 1),
    Case(testDescription: "lines of lazy quotes", piece: "\"x\n", dialect: Dialect(hasLazyQuotes: true)),
    Case(testDescription: "one line of lazy quotes", piece: "\"x,", before: "Ann,", dialect: Dialect(hasLazyQuotes: true), records: 1),
  ]

  @Test("A list of quotes that open and never close is read in the time that it takes to look at it", arguments: cases)
  func bounded(_ row: Case) throws {
    let text = Array((row.before + String(repeating: row.piece, count: Self.pieceCount) + row.behind).utf8)
    #expect(try count(text, dialect: row.dialect) == row.records)
  }

  /// How many records a list has, cut into chunks and parsed.
  private func count(_ text: [UInt8], dialect: Dialect) throws -> Int {
    var reader = ChunkReader(source: MemorySource(text), dialect: dialect)
    var parser = ChunkParser(dialect: dialect)
    var chunk = Chunk()
    var batch = RecordBatch()
    var count = 0
    while try reader.read(into: &chunk) {
      parser.parse(&chunk, into: &batch)
      count += batch.count
    }
    return count
  }

  @Test("What is remembered of quotes changes nothing that is read")
  func agrees() throws {
    let seed = FuzzRun.seed
    var random = SplitMix(seed: seed)
    let pieces = [
      "\"\"\"x\"\"", "\"", "\"\"", "\"\"\"", "\n", "\n", ",", "x", " ", " \"", "\" ", "\"z", "\"x,", "\\", "\r\n", "\",", "x\"\"", "a\"\"b",
    ]
    var records = 0
    for _ in 0..<FuzzRun.records / 10 {
      let few = (0..<Int.random(in: 1...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      let text = Array((0..<Int.random(in: 1...60, using: &random)).map { _ in few.randomElement(using: &random) ?? "" }.joined().utf8)
      let dialect = FastReaderTests.dialects.randomElement(using: &random) ?? .rfc4180
      let limits =
        Bool.random(using: &random)
        ? ReaderLimits()
        : ReaderLimits(recordBytes: Int.random(in: 4...80, using: &random), fieldCount: Int.random(in: 1...5, using: &random))
      let plain = PlainReader(text, dialect: dialect, limits: limits)
      let size = Int.random(in: 1...100, using: &random)
      let whole = try fastRecords(text, dialect: dialect, limits: limits, pieceSize: size, maxRecords: size)
      let chunked = try chunkedRecords(text, dialect: dialect, limits: limits, chunkSize: size)
      records += plain.records.count
      for fast in [whole, chunked] {
        if let difference = difference(plain, fast.records, fast.findings, fast.blankLineCount) {
          Issue.record(
            "seed \(seed): \(difference)\n\(String(decoding: text, as: UTF8.self).debugDescription)\n\(dialect) \(limits) \(size)")
          return
        }
      }
    }
    #expect(records > FuzzRun.records / 10)
  }

  @Test("A record has no more fields than the limit allows, and the last is the rest as it stands there")
  func widest() throws {
    let text = Array("a,b,c\na,\"b\",\"c,d\"\"\",\"e\nf\",g\na,\"b\"\n,,,,,\n".utf8)
    let limits = ReaderLimits(fieldCount: 2)
    let read = try fastRecords(text, dialect: .rfc4180, limits: limits)
    let fields = read.records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
    #expect(fields == [["a", "b,c"], ["a", "\"b\",\"c,d\"\"\",\"e\nf\",g"], ["a", "b"], ["", ",,,,"]])
    #expect(read.findings.map(\.code) == [.overwideRecord, .overwideRecord, .overwideRecord])
    #expect(read.findings.map(\.record) == [0, 1, 3])
    #expect(try chunkedRecords(text, dialect: .rfc4180, limits: limits, chunkSize: 5).records == read.records)
    // As many as a spreadsheet has columns, and one more.
    for (count, findings) in [(1 << 14, 0), (1 << 14 + 1, 1)] {
      let list = Array((String(repeating: ",", count: count - 1) + "\n").utf8)
      #expect(try fastRecords(list, dialect: .rfc4180).findings.count == findings)
    }
  }
}
