import CSV
import Rules
import TestSupport
import Testing

@testable import Pipeline

/// Fields that are copied with what stands about them, against the writer that looks at each alone.
@Suite struct FieldBufferTests {
  /// Bytes of which fields are parts: letters, and now and then what has to stand in quotes.
  private func letters(_ random: inout SplitMix) -> [UInt8] {
    (0..<400).map { _ in Int.random(in: 0..<40, using: &random) == 0 ? Array(",;\"\n\r".utf8).randomElement(using: &random) ?? 0 : 0x61 }
  }

  private func part(_ random: inout SplitMix, of count: Int) -> Range<Int> {
    let length = [0, 1, 3, 7, 8, 15, 16, 31, 32, 33, 64, 65, 200].randomElement(using: &random) ?? 0
    let start = Int.random(in: 0...count - length, using: &random)
    return start..<start + length
  }

  @Test("Records are written as field by field, whatever stands about their fields", arguments: [0x2C, 0x3B] as [UInt8], [false, true])
  func writesAsFieldByField(delimiter: UInt8, endsWithCR: Bool) {
    var random = SplitMix(seed: UInt64(delimiter))
    var style = OutputStyle()
    style.delimiter = delimiter
    style.lineEnd = endsWithCR ? .crlf : .lf
    let encoder = CSVEncoder(columns: ["a", "b"], style: style)
    var fields = FieldBuffer()
    var output: [UInt8] = []
    var expected: [UInt8] = []
    for _ in 0..<3_000 {
      let bytes = letters(&random)
      var writer = RecordWriter(delimiter: delimiter, lineEnd: endsWithCR ? .crlf : .lf, isInside: true)
      fields.removeAll()
      for _ in 0..<Int.random(in: 1...9, using: &random) {
        let part = part(&random, of: bytes.count)
        fields.append(part, of: bytes.span)
        writer.append(field: bytes.span.extracting(part), to: &expected)
      }
      writer.endRecord(in: &expected)
      encoder.append(fields, to: &output)
    }
    #expect(output == expected)
  }

  @Test("Many fields, and many bytes, make room")
  func grows() {
    var fields = FieldBuffer()
    for round in 0..<3 {
      fields.removeAll()
      let long = [UInt8](repeating: 0x61, count: 3_000_000)
      for index in 0..<20_000 { fields.append(String(index).utf8) }
      fields.append(long.span)
      fields.append([UInt8]().span)
      #expect(fields.count == 20_002, "round \(round)")
      #expect((0..<20_000).allSatisfy { fields.string(of: $0) == String($0) })
      #expect(fields[20_000].count == long.count && fields[20_001].isEmpty)
    }
  }
}
