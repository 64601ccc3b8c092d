import CSV
import Testing

/// All records of an input, read in pieces of the given size.
func records(of input: String, dialect: Dialect = .rfc4180, pieceSize: Int = .max) throws -> [[String]] {
  var reader = RecordReader(source: MemorySource(Array(input.utf8), pieceSize: pieceSize), dialect: dialect)
  var batch = RecordBatch()
  var result: [[String]] = []
  while try reader.read(into: &batch, maxRecords: 3) {
    for index in 0..<batch.count {
      result.append(batch.strings(ofRecord: index))
    }
  }
  return result
}

struct RecordReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var input: String
    var dialect = Dialect.rfc4180
    var records: [[String]]
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(input: "", records: [], why: "nothing is no record"),
    Case(input: "a,b\r\n1,2\n3,4\r5,6", records: [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]], why: "line ends may be mixed"),
    Case(input: "\n\r\n\na\n\n", records: [["a"]], why: "a line without a byte is no record"),
    Case(input: "\"\"\n", records: [[""]], why: "an empty field in quotes is a record"),
    Case(input: "a\n\" \"\n \n", records: [["a"], [" "], [" "]], why: "a space is content"),
    Case(input: "\u{FEFF}a,\u{FEFF}b", records: [["a", "\u{FEFF}b"]], why: "only the first byte order mark is none"),
    Case(input: "\"x\r\ny\",\"a\"\"b\"\n", records: [["x\r\ny", "a\"b"]], why: "RFC 4180, rules 6 and 7"),
    Case(input: "a;b;\"c;d\"", dialect: Dialect(delimiter: 0x3B), records: [["a", "b", "c;d"]], why: "another delimiter"),
    Case(input: "a\"b\",c", records: [["a\"b\"", "c"]], why: "a bare quote is content"),
    Case(input: "\"a\" \"b\",c", records: [["a \"b\"", "c"]], why: "text after a closing quote is content"),
    Case(input: "x,\"open\n1,2\n3,4\n", records: [["x", "\"open"], ["1", "2"], ["3", "4"]], why: "an open quote costs its own field"),
    Case(input: "a,\"", records: [["a", ""]], why: "an open quote at the end closes there"),
    Case(input: ",,\"\",", records: [["", "", "", ""]], why: "empty fields count"),
  ])
  func readsAtAnyPieceSize(_ test: Case) throws {
    for size in 1...max(test.input.utf8.count, 1) {
      #expect(try records(of: test.input, dialect: test.dialect, pieceSize: size) == test.records, "in pieces of \(size)")
    }
  }

  @Test func saysWhereARecordBegins() throws {
    var reader = RecordReader(source: MemorySource(Array("a\r\n\r\n\"x\ny\",b\rc\nd\"e".utf8)), dialect: .rfc4180)
    var batch = RecordBatch()
    #expect(try reader.read(into: &batch, maxRecords: 10))
    #expect((0..<batch.count).map { batch.lineNumber(ofRecord: $0) } == [1, 3, 5, 6])
    #expect(
      batch.findings == [ReaderFinding(code: .bareQuote, recordIndex: 3, lineNumber: 6, columnIndex: 0, byteOffset: 16)])
    #expect(try !reader.read(into: &batch, maxRecords: 10))
    #expect(reader.blankLineCount == 1)
  }
}
