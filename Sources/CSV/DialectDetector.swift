/// Finds out how an input is written from a sample of its first bytes.
public struct DialectDetector: Sendable {
  /// The delimiters that are tried, the likelier first.
  public var delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  public init() {}

  /// - Parameter isWhole: Whether the sample is the whole input, so that its last record is complete.
  public func detect(_ sample: [UInt8], isWhole: Bool) -> Detection {
    var evidence: [Detection.Evidence] = []
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) { evidence.append(.byteOrderMark) }
    var best: (delimiter: UInt8, score: Double, fact: Detection.Evidence)?
    for delimiter in delimiters {
      let counts = fieldCounts(sample, delimiter: delimiter, isWhole: isWhole)
      guard let mode = counts.mode, mode.fields > 1 else { continue }
      let total = counts.values.count
      // Agreement first; among equals more fields are less likely to be chance.
      let score = Double(mode.records) / Double(total) * (1 - 1 / Double(mode.fields + 1))
      if score > best?.score ?? 0 {
        best = (
          delimiter, score, .delimiter(delimiter, records: total, consistentRecords: mode.records, fields: mode.fields)
        )
      }
    }
    evidence.append(best?.fact ?? .singleColumn)
    var dialect = Dialect.rfc4180
    if let best { dialect.delimiter = best.delimiter }
    return Detection(encoding: .utf8, dialect: dialect, hasHeader: nil, preambleLines: 0, evidence: evidence)
  }

  private struct FieldCounts {
    var values: [Int]

    var mode: (fields: Int, records: Int)? {
      var tally: [Int: Int] = [:]
      for value in values { tally[value, default: 0] += 1 }
      // The larger count wins a tie, so that the answer does not hang on a dictionary's order.
      return tally.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }
  }

  private func fieldCounts(_ sample: [UInt8], delimiter: UInt8, isWhole: Bool) -> FieldCounts {
    var reader = RecordReader(source: MemorySource(sample), dialect: Dialect(delimiter: delimiter))
    var batch = RecordBatch()
    var counts: [Int] = []
    // Memory cannot fail to be read, so an error ends the counting like the input's end does.
    while (try? reader.read(into: &batch, maxRecords: 1024)) == true {
      for index in 0..<batch.count { counts.append(batch.fieldCount(ofRecord: index)) }
    }
    if !isWhole, counts.count > 1 { counts.removeLast() }
    return FieldCounts(values: counts)
  }
}
