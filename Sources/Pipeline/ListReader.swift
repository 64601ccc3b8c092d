public import CSV

/// A list that has been opened: how it is written, its header, its first records, and the rest to come in chunks.
public struct ListReader<Source: ByteSource & ~Copyable>: ~Copyable {
  /// What was understood of the list from its first bytes, with whatever the options pinned.
  public let detection: Detection
  /// The names of the columns; `column 1` and so on where the list has no header.
  public let header: [String]
  /// Whether the first record names the columns.
  public let hasHeader: Bool
  /// The list's first records (about a mebibyte of them), the header among them when there is one: evidence about all the others.
  public let sample: RecordBatch
  /// The records of `sample` that are records of the list, the header left out.
  public var sampleRecords: Range<Int> { min(headerCount, sample.count)..<sample.count }

  private var chunks: ChunkReader<DecodingSource<SampledSource<Source>>>
  private let headerCount: Int
  private var hasHandedOutSample = false

  /// Opens a list: reads its first bytes and its header.
  ///
  /// - Parameter chunkSize: About how many bytes are read and handed to a worker at once.
  public init(
    _ source: consuming Source, options: ReadingOptions = ReadingOptions(), chunkSize: Int = 1 << 20
  ) throws(InputError) {
    var batch = RecordBatch()
    var detection: Detection?
    let chunks = try Self.open(source, options: options, chunkSize: chunkSize, first: &batch, detection: &detection)
    guard let detection, !batch.isEmpty else { throw .empty }
    self.detection = detection
    self.chunks = chunks
    sample = batch
    let first = (0..<batch.fieldCount(ofRecord: 0)).map { batch.string(ofField: $0, inRecord: 0) }
    // Cells of data are believed only where no name is known among them: a header taken for a record is worse than the reverse.
    let hasHeader = options.hasHeader ?? (detection.hasHeader != false || options.isHeader(first))
    self.hasHeader = hasHeader
    headerCount = hasHeader ? 1 : 0
    header = hasHeader ? first : first.indices.map { "column \($0 + 1)" }
  }

  private static func open(
    _ source: consuming Source, options: ReadingOptions, chunkSize: Int, first batch: inout RecordBatch,
    detection: inout Detection?
  ) throws(InputError) -> ChunkReader<DecodingSource<SampledSource<Source>>> {
    do throws(ReadError) {
      let sampled = try SampledSource(source)
      let detected = options.pinned(DialectDetector().detect(sampled.sample, isWhole: sampled.isWhole))
      detection = detected
      let decoded = try DecodingSource(sampled, encoding: detected.encoding)
      var chunks = ChunkReader(
        source: decoded, dialect: detected.dialect, skippingLines: detected.preambleLines, chunkSize: chunkSize)
      var chunk = Chunk()
      if try chunks.read(into: &chunk) {
        var parser = ChunkParser(dialect: detected.dialect)
        parser.parse(&chunk, into: &batch)
      }
      return chunks
    } catch {
      throw .unreadable(error)
    }
  }

  /// Takes the next part of the list. The first is the sample, which is parsed already.
  ///
  /// - Returns: false when the list has ended.
  mutating func next(into part: inout ListPart) throws(InputError) -> Bool {
    part.sample = nil
    guard hasHandedOutSample else {
      hasHandedOutSample = true
      part.sample = sample
      part.records = sampleRecords
      part.firstRowNumber = 1
      return true
    }
    do throws(ReadError) {
      guard try chunks.read(into: &part.chunk) else { return false }
    } catch {
      throw .unreadable(error)
    }
    part.records = nil
    part.firstRowNumber = part.chunk.firstRecordIndex - headerCount + 1
    return true
  }
}

/// A part of a list on its way to a worker: a chunk to be parsed, or the sample.
struct ListPart {
  var chunk = Chunk()
  /// The records themselves, when they have been parsed already.
  var sample: RecordBatch?
  /// Which of the batch's records are the list's; nil for all of them.
  var records: Range<Int>?
  /// The row number (1-based) of the part's first record.
  var firstRowNumber = 1

  /// Parses the part into `batch` and returns which of its records are the list's.
  mutating func parse(with parser: inout ChunkParser, into batch: inout RecordBatch) -> Range<Int> {
    if let parsed = sample.take() {
      batch = parsed
    } else {
      parser.parse(&chunk, into: &batch)
    }
    return records ?? 0..<batch.count
  }
}

/// Why a list cannot be read.
public enum InputError: Error, Sendable, Equatable {
  case unreadable(ReadError)
  /// There is not a single record, not even a header.
  case empty
}
