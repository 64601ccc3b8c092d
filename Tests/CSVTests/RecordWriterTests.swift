import CSV
import Testing

/// Records written by a `RecordWriter`.
func written(_ records: [[String]], delimiter: UInt8 = UInt8(ascii: ","), lineEnd: RecordWriter.LineEnd = .lf) -> String {
  var writer = RecordWriter(delimiter: delimiter, lineEnd: lineEnd)
  var buffer: [UInt8] = []
  for record in records {
    for field in record {
      let bytes = Array(field.utf8)
      writer.append(field: bytes.span, to: &buffer)
    }
    writer.endRecord(in: &buffer)
  }
  return String(decoding: buffer, as: UTF8.self)
}

struct RecordWriterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var records: [[String]]
    var text: String
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(records: [["a", "b c", " d"]], text: "a,b c, d\n", why: "quotes only where they are needed"),
    Case(records: [["a,b", "\"", "x\ny", "x\ry"]], text: "\"a,b\",\"\"\"\",\"x\ny\",\"x\ry\"\n", why: "RFC 4180, rules 6 and 7"),
    Case(records: [[""], ["", ""], [""]], text: "\"\"\n,\n\"\"\n", why: "a lone empty field does not vanish"),
    Case(records: [["\u{FEFF}a", "\u{FEFF}b"]], text: "\"\u{FEFF}a\",\u{FEFF}b\n", why: "content is not mistaken for a byte order mark"),
  ])
  func writesAndIsReadBack(_ test: Case) throws {
    #expect(written(test.records) == test.text)
    #expect(try records(of: test.text) == test.records)
  }

  @Test func endsLinesAsTold() {
    #expect(written([["a"], ["b"]], lineEnd: .crlf) == "a\r\nb\r\n")
  }
}
