@testable import CSV

extension FuzzTarget {
  private static let dialects = [
    Dialect.rfc4180, Dialect(delimiter: UInt8(ascii: ";")), Dialect(quote: nil), Dialect(hasLazyQuotes: true),
    Dialect(escape: UInt8(ascii: "\\")), Dialect(comment: UInt8(ascii: "#")), Dialect(doublesQuotes: false),
    Dialect(skipsInitialSpace: true), Dialect(terminator: .byte(UInt8(ascii: ";"))),
  ]

  /// The fast reader, whole, in pieces and in chunks, against the plain one.
  static let csvReader = FuzzTarget(name: "csv-reader") { input in
    var choices = Choices(input)
    let dialect = choices.one(of: dialects)
    let fieldBytes = choices.number(below: 64)
    let limits =
      fieldBytes == 0
      ? ReaderLimits() : ReaderLimits(fieldBytes: fieldBytes, recordBytes: 3 * fieldBytes, fieldCount: 1 + fieldBytes / 4)
    let kernel = choices.one(of: ScanKernel.supported)
    let size = 1 + choices.number(below: 255)
    let isChunked = choices.number(below: 2) == 1
    let text = choices.text
    let plain = PlainReader(text, dialect: dialect, limits: limits)
    let fast =
      isChunked
      ? try chunkedRecords(text, dialect: dialect, limits: limits, kernel: kernel, chunkSize: size)
      : try fastRecords(text, dialect: dialect, limits: limits, kernel: kernel, pieceSize: size, maxRecords: 1 + size % 20)
    return difference(plain, fast.records, fast.findings, fast.blankLineCount)
  }

  /// Any fields are read back as they were written. Byte 1 ends a field of the input and byte 2 a record.
  static let csvWriter = FuzzTarget(name: "csv-writer") { input in
    var choices = Choices(input)
    let delimiter = choices.one(of: Array(",;\t|".utf8))
    let lineEnd = choices.one(of: [RecordWriter.LineEnd.lf, .crlf])
    let records = choices.text.split(separator: 2, omittingEmptySubsequences: false).map { record in
      record.split(separator: 1, omittingEmptySubsequences: false).map(Array.init)
    }
    var writer = RecordWriter(delimiter: delimiter, lineEnd: lineEnd)
    var output: [UInt8] = []
    for record in records {
      for field in record { writer.append(field: field.span, to: &output) }
      writer.endRecord(in: &output)
    }
    let dialect = Dialect(delimiter: delimiter)
    let read = try fastRecords(output, dialect: dialect)
    guard read.records.map(\.fields) == records else { return "\(records) came back as \(read.records.map(\.fields))" }
    if let odd = read.findings.first(where: { $0.code != .nul && $0.code != .invalidUTF8 }) { return "what was written has \(odd)" }

    // A record that is copied as a whole says the same.
    var reader = RecordReader(source: MemorySource(output), dialect: dialect)
    var batch = RecordBatch()
    var copy: [UInt8] = []
    while try reader.read(into: &batch) {
      for record in 0..<batch.count { writer.append(record: record, of: batch, to: &copy) }
    }
    return copy == output ? nil : "a copy of \(output) is \(copy)"
  }

  /// Whatever the bytes are, something is detected, and they can be read that way to their end.
  static let csvDetector = FuzzTarget(name: "csv-detector") { input in
    let detection = DialectDetector().detect(input, isWhole: true)
    let source = try DecodingSource(MemorySource(input), encoding: detection.encoding)
    var reader = RecordReader(source: source, dialect: detection.dialect, skippingLines: detection.preambleLines)
    var batch = RecordBatch()
    var end = 0
    while try reader.read(into: &batch) {
      for record in 0..<batch.count {
        let range = batch.sourceRange(ofRecord: record)
        guard range.lowerBound >= end, range.upperBound > range.lowerBound else { return "record at \(range), behind \(end)" }
        end = range.upperBound
      }
    }
    return nil
  }
}
