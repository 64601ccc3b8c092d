import Testing

@testable import CSV

/// What a reader hands out, in the plain reader's terms.
func fastRecords(
  _ bytes: [UInt8], dialect: Dialect, limits: ReaderLimits = ReaderLimits(), kernel: ScanKernel = .best, pieceSize: Int = 1 << 18,
  maxRecords: Int = .max
) throws -> (records: [PlainReader.Record], findings: [PlainReader.Finding], blankLineCount: Int) {
  var reader = RecordReader(source: MemorySource(bytes), dialect: dialect, limits: limits, kernel: kernel, pieceSize: pieceSize)
  var batch = RecordBatch()
  var records: [PlainReader.Record] = []
  var findings: [PlainReader.Finding] = []
  while try reader.read(into: &batch, maxRecords: maxRecords) { append(batch, to: &records, &findings) }
  return (records, findings, reader.blankLineCount)
}

/// What chunks hold when each is parsed by itself, in the plain reader's terms.
func chunkedRecords(
  _ bytes: [UInt8], dialect: Dialect, limits: ReaderLimits = ReaderLimits(), kernel: ScanKernel = .best, chunkSize: Int
) throws -> (records: [PlainReader.Record], findings: [PlainReader.Finding], blankLineCount: Int) {
  var reader = ChunkReader(source: MemorySource(bytes), dialect: dialect, limits: limits, chunkSize: chunkSize, kernel: kernel)
  var parser = ChunkParser(dialect: dialect, limits: limits, kernel: kernel)
  var chunk = Chunk()
  var batch = RecordBatch()
  var records: [PlainReader.Record] = []
  var findings: [PlainReader.Finding] = []
  while try reader.read(into: &chunk) {
    #expect(chunk.firstRecordIndex == records.count)
    parser.parse(&chunk, into: &batch)
    append(batch, to: &records, &findings)
  }
  return (records, findings, reader.blankLineCount)
}

func append(_ batch: RecordBatch, to records: inout [PlainReader.Record], _ findings: inout [PlainReader.Finding]) {
  for finding in batch.findings {
    let isText = finding.code == .nul || finding.code == .invalidUTF8
    let isOverlong = finding.code == .overlongField
    findings.append(
      .init(
        code: finding.code, record: records.count + finding.recordIndex, lineNumber: isText ? 0 : finding.lineNumber,
        columnIndex: finding.columnIndex,
        byteOffset: isText ? 0 : isOverlong ? batch.sourceRange(ofRecord: finding.recordIndex).lowerBound : finding.byteOffset))
  }
  for index in 0..<batch.count {
    var record = PlainReader.Record(lineNumber: batch.lineNumber(ofRecord: index), source: batch.sourceRange(ofRecord: index))
    for field in 0..<batch.fieldCount(ofRecord: index) {
      record.fields.append(Array(batch.bytes[batch.range(ofField: field, inRecord: index)]))
      record.quoted.append(batch.wasQuoted(field: field, inRecord: index))
    }
    records.append(record)
  }
}

/// Compares a result with the plain reader's; `nil` when they agree.
func difference(
  _ plain: PlainReader, _ records: [PlainReader.Record], _ findings: [PlainReader.Finding], _ blankLineCount: Int
) -> String? {
  for (index, (a, b)) in zip(plain.records, records).enumerated() where a != b { return "record \(index): plain \(a), fast \(b)" }
  if plain.records.count != records.count { return "plain \(plain.records.count) records, fast \(records.count)" }
  if plain.blankLineCount != blankLineCount { return "plain \(plain.blankLineCount) blank lines, fast \(blankLineCount)" }
  // An over-long field is placed where it is cut by one and where it begins by the other.
  func comparable(_ all: [PlainReader.Finding]) -> Set<PlainReader.Finding> {
    Set(
      all.map {
        $0.code == .overlongField ? .init(code: $0.code, record: $0.record, lineNumber: 0, columnIndex: $0.columnIndex, byteOffset: 0) : $0
      })
  }
  let odd = comparable(plain.findings).symmetricDifference(comparable(findings))
  return odd.isEmpty ? nil : "findings that only one has: \(odd)"
}

struct FastReaderTests {
  static let dialects = [
    Dialect.rfc4180, Dialect(delimiter: UInt8(ascii: ";")), Dialect(quote: nil), Dialect(hasLazyQuotes: true),
    Dialect(escape: UInt8(ascii: "\\")), Dialect(comment: UInt8(ascii: "#")), Dialect(doublesQuotes: false),
    Dialect(skipsInitialSpace: true), Dialect(terminator: .byte(UInt8(ascii: ";"))),
  ]

  /// Random text of the bytes that mean something, in runs, so that records are long enough to fill several blocks of 64 bytes.
  static func randomText(_ random: inout SeededGenerator) -> [UInt8] {
    let pieces: [[UInt8]] =
      [
        "a", "bc", "word ", " ", ",", ",", ",", ";", "\"", "\"", "\"\"", "\",\"", "\n", "\n", "\r\n", "\r", "\\", "#", "é", "漢", "\",",
        ",\"",
        "\"\n", "\n\"", "\"\r\n\"", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3]]
    // Each text favours a few pieces, so that some are nearly valid and some are noise.
    let favourites = (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? [] }
    let share = Int.random(in: 0...9, using: &random)
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      let isFavourite = Int.random(in: 0...9, using: &random) < share
      text += (isFavourite ? favourites : pieces).randomElement(using: &random) ?? []
    }
    return text
  }

  /// Valid text: fields of anything, quoted where they must be and sometimes where they need not.
  static func validText(_ random: inout SeededGenerator) -> [UInt8] {
    var text: [UInt8] = []
    let isCRLF = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      for column in 0..<Int.random(in: 1...6, using: &random) {
        if column > 0 { text.append(UInt8(ascii: ",")) }
        let alphabet: [UInt8] = [0x61, 0x2C, 0x22, 0x0A, 0x0D, 0x20]
        let content: [UInt8] = (0..<Int.random(in: 0...30, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? 0x61
        }
        let isPlain = Bool.random(using: &random)
        if isPlain {
          text += content.filter { $0 == UInt8(ascii: "a") || $0 == UInt8(ascii: " ") }
        } else {
          text.append(UInt8(ascii: "\""))
          for byte in content { text.append(contentsOf: repeatElement(byte, count: byte == 0x22 ? 2 : 1)) }
          text.append(UInt8(ascii: "\""))
        }
      }
      text += isCRLF ? [0x0D, 0x0A] : [0x0A]
    }
    return text
  }

  @Test func agreesWithThePlainReader() throws {
    let seed = SeededGenerator.seed
    var random = SeededGenerator(seed: seed)
    var records = 0
    while records < SeededGenerator.records {
      let text = Bool.random(using: &random) ? Self.randomText(&random) : Self.validText(&random)
      let dialect = Bool.random(using: &random) ? .rfc4180 : Self.dialects.randomElement(using: &random) ?? .rfc4180
      let limits =
        Int.random(in: 0...9, using: &random) > 0
        ? ReaderLimits()
        : ReaderLimits(fieldBytes: Int.random(in: 1...60, using: &random), recordBytes: Int.random(in: 1...200, using: &random))
      let kernel = ScanKernel.supported.randomElement(using: &random) ?? .best
      let pieceSize = Int.random(in: 1...300, using: &random)
      let maxRecords = Int.random(in: 1...20, using: &random)
      let plain = PlainReader(text, dialect: dialect, limits: limits)
      let isChunked = Bool.random(using: &random)
      let fast =
        isChunked
        ? try chunkedRecords(text, dialect: dialect, limits: limits, kernel: kernel, chunkSize: pieceSize)
        : try fastRecords(text, dialect: dialect, limits: limits, kernel: kernel, pieceSize: pieceSize, maxRecords: maxRecords)
      records += max(1, plain.records.count)
      if let difference = difference(plain, fast.records, fast.findings, fast.blankLineCount) {
        Issue.record(
          "seed \(seed): \(difference)\n\(String(decoding: text, as: UTF8.self).debugDescription)\n\(dialect) \(limits) kernel \(kernel), \(isChunked ? "chunks" : "pieces") of \(pieceSize), at most \(maxRecords)"
        )
        return
      }
    }
  }
}
