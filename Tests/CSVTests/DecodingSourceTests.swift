import CSV
import Testing

struct DecodingSourceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var encoding: String
    var bytes: [UInt8]
    var text: String
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(encoding: "UTF-8", bytes: [0x61, 0xC3, 0xA9], text: "aé", why: "UTF-8 goes through"),
    Case(
      encoding: "windows-1252", bytes: [0x80, 0x2C, 0xE9, 0x93], text: "€,é“", why: "Windows-1252 has letters where Latin-1 has controls"),
    Case(encoding: "UTF-16", bytes: [0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0, 0xDE], text: "a😀", why: "a surrogate pair is one character"),
    Case(encoding: "UTF-16BE", bytes: [0, 0x61, 0x20, 0xAC], text: "a€", why: "big endian"),
    Case(encoding: "Shift_JIS", bytes: [0x93, 0xFA, 0x96, 0x7B, 0x41], text: "日本A", why: "two bytes for a character"),
    Case(encoding: "UTF-16LE", bytes: [0x61, 0, 0x62], text: "a\u{FFFD}", why: "half a character at the end is replaced"),
  ])
  func decodesAtAnyPieceSize(_ test: Case) throws {
    for piece in 1...test.bytes.count {
      for limit in [1, 2, 3, 64] {
        var source = try DecodingSource(
          MemorySource(test.bytes, pieceSize: piece), encoding: TextEncoding(name: test.encoding))
        var text: [UInt8] = []
        while try source.read(into: &text, upTo: limit) > 0 {}
        #expect(String(decoding: text, as: UTF8.self) == test.text, "in pieces of \(piece), at most \(limit) bytes a read")
      }
    }
  }

  @Test func refusesAnUnknownEncoding() {
    #expect(throws: ReadError.unknownEncoding(name: "klingon")) {
      _ = try DecodingSource(MemorySource([]), encoding: TextEncoding(name: "klingon"))
    }
  }
}
