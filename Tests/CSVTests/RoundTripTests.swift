import TestSupport
import Testing

@testable import CSV

struct RoundTripTests {
  /// Fields of every byte that means something; an empty record cannot be written, since a line without a byte is none.
  static func randomRecords(_ random: inout SplitMix) -> [[[UInt8]]] {
    let alphabet: [UInt8] = [0x61, 0x62, 0x20, 0x2C, 0x3B, 0x22, 0x0A, 0x0D, 0x00, 0xEF, 0xBB, 0xBF, 0x09, 0x5C]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<Int.random(in: 0...(Bool.random(using: &random) ? 20 : 200), using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? 0
        }
      }
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let seed = FuzzRun.seed
    var random = SplitMix(seed: seed)
    for _ in 0..<3000 {
      let records = Self.randomRecords(&random)
      let delimiter: UInt8 = [0x2C, 0x3B, 0x09].randomElement(using: &random) ?? 0x2C
      var writer = RecordWriter(delimiter: delimiter, lineEnd: Bool.random(using: &random) ? .lf : .crlf)
      var text: [UInt8] = []
      for record in records {
        for field in record { writer.append(field: field.span, to: &text) }
        writer.endRecord(in: &text)
      }
      let read = try fastRecords(text, dialect: Dialect(delimiter: delimiter))
      #expect(read.records.map(\.fields) == records, "seed \(seed)")
      #expect(read.findings.allSatisfy { $0.code == .nul || $0.code == .invalidUTF8 }, "seed \(seed)")
    }
  }

  /// Records copied as they were read are the same records, whatever was wrong with them, and written once more the same bytes.
  @Test func copiedRecordsAreTheSame() throws {
    let seed = FuzzRun.seed
    var random = SplitMix(seed: seed)
    for _ in 0..<3000 {
      let text = Bool.random(using: &random) ? FastReaderTests.randomText(&random) : FastReaderTests.validText(&random)
      let first = try copied(text)
      #expect(
        try fastRecords(first, dialect: .rfc4180).records.map(\.fields) == fastRecords(text, dialect: .rfc4180).records.map(\.fields),
        "seed \(seed)")
      #expect(try copied(first) == first, "seed \(seed)")
    }
  }

  private func copied(_ text: [UInt8]) throws -> [UInt8] {
    var reader = RecordReader(source: MemorySource(text), dialect: .rfc4180)
    var batch = RecordBatch()
    var writer = RecordWriter(lineEnd: .lf)
    var output: [UInt8] = []
    while try reader.read(into: &batch) {
      for record in 0..<batch.count { writer.append(record: record, of: batch, to: &output) }
    }
    return output
  }
}
