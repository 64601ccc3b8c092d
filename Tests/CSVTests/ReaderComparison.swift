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

/// A chunk says of its first record another index than there were records before it.
struct MisnumberedChunk: Error {
  let first: Int
  let expected: Int
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
    guard chunk.firstRecordIndex == records.count else { throw MisnumberedChunk(first: chunk.firstRecordIndex, expected: records.count) }
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
