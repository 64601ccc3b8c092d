public import CSV

/// A list that has been opened: how it is written, its header, its first records, and the rest to come in chunks.
public struct ListReader<Source: ByteSource & ~Copyable>: ~Copyable {
  /// What was understood of the list from its first bytes, as far as the options left it open.
  public let detection: Detection
  /// The names of the columns; `column 1` and so on where the list has no header.
  public let header: [String]
  /// Whether the first record names the columns.
  public let hasHeader: Bool
  /// The list's first records, the header among them when there is one: evidence about all the others. How many does not depend on
  /// the size of chunks, so that nothing that is learned from them does.
  public let sample: RecordBatch
  /// The records of `sample` that are records of the list, the header left out.
  public var sampleRecords: Range<Int> { min(headerCount, sample.count)..<sample.count }

  private var chunks: ChunkReader<DecodingSource<SampledSource<Source>>>
  private let headerCount: Int
  /// Whether the list is one that was set aside, with guards to be taken off.
  private let removesGuards: Bool
  private var hasPassedHeader = false

  /// Opens a list: reads its first bytes and its header.
  ///
  /// - Parameter chunkSize: About how many bytes are read and handed to a worker at once.
  public init(
    _ source: consuming Source, options: ReadingOptions = ReadingOptions(), chunkSize: Int = 1 << 20
  ) throws(InputError) {
    var sample = RecordBatch()
    var detection: Detection?
    let chunks = try Self.open(source, options: options, chunkSize: chunkSize, sample: &sample, detection: &detection)
    guard let detection, !sample.isEmpty else { throw .empty }
    removesGuards = !options.keepsGuards && ReasonColumn.isSetAside(sample.strings(ofRecord: 0))
    if removesGuards { sample.removeGuards() }
    self.detection = detection
    self.chunks = chunks
    self.sample = sample
    let first = sample.strings(ofRecord: 0)
    // Cells of data are believed only where no name is known among them: a header taken for a record is worse than the reverse.
    // Where nothing speaks for either, a first record that is like the others is one of them.
    hasHeader =
      options.hasHeader
      ?? (detection.hasHeader == true || options.isHeader(first)
        || detection.hasHeader == nil && !ColumnSurvey().isData(0, below: min(1, sample.count)..<sample.count, of: sample))
    headerCount = hasHeader ? 1 : 0
    header = hasHeader ? first : first.indices.map { "column \($0 + 1)" }
  }

  private static func open(
    _ source: consuming Source, options: ReadingOptions, chunkSize: Int, sample: inout RecordBatch, detection: inout Detection?
  ) throws(InputError) -> ChunkReader<DecodingSource<SampledSource<Source>>> {
    do throws(ReadError) {
      var sampled = try SampledSource(source)
      let detected = DialectDetector().detect(sampled.sample, isWhole: sampled.isWhole, hints: options.hints)
      detection = detected
      while true {
        let first = try DecodingSource(MemorySource(sampled.sample), encoding: detected.encoding)
        var reader = RecordReader(source: first, dialect: detected.dialect, skippingLines: detected.preambleLines)
        _ = try reader.read(into: &sample, maxRecords: 1001)
        // A header that is longer than the sample would lose its last columns.
        guard sample.count < 2, !sampled.isWhole, sampled.sample.count <= ReaderLimits().recordBytes else { break }
        try sampled.extend(to: 8 * sampled.sample.count)
      }
      let decoded = try DecodingSource(sampled, encoding: detected.encoding)
      return ChunkReader(source: decoded, dialect: detected.dialect, skippingLines: detected.preambleLines, chunkSize: chunkSize)
    } catch {
      throw .unreadable(error)
    }
  }

  /// Takes the next part of the list.
  ///
  /// - Returns: false when the list has ended.
  mutating func next(into part: inout ListPart) throws(InputError) -> Bool {
    do throws(ReadError) {
      guard try chunks.read(into: &part.chunk) else { return false }
    } catch {
      throw .unreadable(error)
    }
    part.removesGuards = removesGuards
    part.headerCount = hasPassedHeader ? 0 : headerCount
    part.firstRowNumber = hasPassedHeader ? part.chunk.firstRecordIndex - headerCount + 1 : 1
    hasPassedHeader = true
    return true
  }
}

/// What is known of a list beside its records, for whoever reads them again.
struct ListFrame: Sendable {
  let detection: Detection
  let header: [String]
  let hasHeader: Bool
  let removesGuards: Bool
}

extension ListReader where Source: ~Copyable {
  var frame: ListFrame { ListFrame(detection: detection, header: header, hasHeader: hasHeader, removesGuards: removesGuards) }
}

extension ListReader where Source == SpoolSource {
  /// Opens a copy of a list's end: it has no sample, and its records are numbered as the list's.
  ///
  /// - Parameter start: the first chunk that was copied, without its bytes.
  init(_ source: consuming SpoolSource, from start: Chunk, like frame: ListFrame) throws(InputError) {
    detection = frame.detection
    header = frame.header
    hasHeader = frame.hasHeader
    removesGuards = frame.removesGuards
    sample = RecordBatch()
    headerCount = frame.hasHeader ? 1 : 0
    hasPassedHeader = start.firstRecordIndex > 0
    do throws(ReadError) {
      let decoded = try DecodingSource(SampledSource(source, sampleSize: 0), encoding: .utf8)
      chunks = ChunkReader(resuming: decoded, at: start, dialect: frame.detection.dialect)
    } catch {
      throw .unreadable(error)
    }
  }
}

/// A part of a list on its way to a worker: a chunk to be parsed.
struct ListPart {
  var chunk = Chunk()
  /// How many of the chunk's first records are no records of the list: the header, or none.
  var headerCount = 0
  /// The row number (1-based) of the part's first record.
  var firstRowNumber = 1
  /// Whether its cells are guarded against formulas.
  var removesGuards = false

  /// Parses the part into `batch` and returns which of its records are the list's.
  mutating func parse(with parser: inout ChunkParser, into batch: inout RecordBatch) -> Range<Int> {
    parser.parse(&chunk, into: &batch)
    if removesGuards { batch.removeGuards() }
    return min(headerCount, batch.count)..<batch.count
  }
}

/// Why a list cannot be read.
public enum InputError: Error, Sendable, Equatable {
  case unreadable(ReadError)
  /// There is not a single record, not even a header.
  case empty
}

extension RecordBatch {
  fileprivate func strings(ofRecord record: Int) -> [String] {
    (0..<fieldCount(ofRecord: record)).map { string(ofField: $0, inRecord: record) }
  }
}
