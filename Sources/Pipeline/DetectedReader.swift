public import CSV

/// Records one after the other, in a dialect that was detected unless the options pin it: the reader alone, for whoever wants to see
/// what stands in a file.
public struct DetectedReader<Source: ByteSource & ~Copyable>: ~Copyable {
  public let detection: Detection
  private var reader: RecordReader<DecodingSource<SampledSource<Source>>>

  public init(_ source: consuming Source, options: ReadingOptions = ReadingOptions()) throws(ReadError) {
    let sampled = try SampledSource(source)
    let detection = DialectDetector().detect(sampled.sample, isWhole: sampled.isWhole, hints: options.hints)
    let decoded = try DecodingSource(sampled, encoding: detection.encoding)
    reader = RecordReader(source: decoded, dialect: detection.dialect, skippingLines: detection.preambleLines)
    self.detection = detection
  }

  /// Replaces `batch` by the next records, the header among them and lines before the table left out. False at the end of the input.
  public mutating func read(into batch: inout RecordBatch) throws(ReadError) -> Bool {
    try reader.read(into: &batch)
  }
}
