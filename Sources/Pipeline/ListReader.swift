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

  /// The line (1-based) that the header begins on; nil where the list has none here.
  public var headerLine: Int? { hasHeader && !sample.isEmpty ? sample.lineNumber(ofRecord: 0) : nil }

  /// How long the list is, in bytes; nil where that is not known before its end.
  public let byteCount: Int?

  /// About how many records the list has, if all of it is like the sample; a little less, so that nobody makes room for records that do
  /// not come. Zero where the list's length is not known.
  public var expectedRecords: Int {
    guard let byteCount, sample.count > 1 else { return 0 }
    let each = sample.sourceRange(ofRecord: sample.count - 1).upperBound / sample.count
    return byteCount / max(each, 1) / 16 * 15
  }

  /// Whether all of the list is in the first bytes that were read, and in one part: a single worker has nothing to share then.
  let isOnePart: Bool

  private var chunks: ChunkReader<DecodingSource<SampledSource<Source>>>
  /// The records of the sample that are none of the list.
  private let headerCount: Int
  /// Whether the list is one that was set aside, with guards to be taken off.
  private let removesGuards: Bool

  /// Opens a list: reads its first bytes and its header.
  ///
  /// - Parameter chunkSize: About how many bytes are read and handed to a worker at once.
  public init(
    _ source: consuming Source, options: ReadingOptions = ReadingOptions(), chunkSize: Int = Chunk.usualSize
  ) throws(InputError) {
    var sample = RecordBatch()
    var detection: Detection?
    byteCount = source.byteCount
    var isOnePart = false
    var chunks = try Self.open(
      source, options: options, chunkSize: chunkSize, sample: &sample, detection: &detection, isOnePart: &isOnePart)
    guard let detection, !sample.isEmpty else { throw .empty }
    // What columns stand for cannot be told where there are more than are read.
    if sample.findings.contains(where: { $0.code == .overwideRecord && $0.recordIndex == 0 }) {
      throw .tooManyColumns(limit: ReaderLimits().fieldCount)
    }
    let removesGuards = !options.keepsGuards && ReasonColumn.isSetAside(sample.strings(ofRecord: 0))
    if removesGuards { sample.removeGuards() }
    let first = sample.strings(ofRecord: 0)
    // Cells of data are believed only where no name is known among them: a header taken for a record is worse than the reverse.
    // Where nothing speaks for either, a first record that is like the others is one of them.
    let hasHeader =
      options.hasHeader
      ?? (detection.hasHeader == true || options.isHeader(first)
        || detection.hasHeader == nil && !ColumnSurvey().isData(0, below: min(1, sample.count)..<sample.count, of: sample))
    if hasHeader { try Self.passHeader(&chunks) }
    self.detection = detection
    self.isOnePart = isOnePart
    self.chunks = chunks
    self.sample = sample
    self.hasHeader = hasHeader
    self.removesGuards = removesGuards
    headerCount = hasHeader ? 1 : 0
    header = hasHeader ? first : first.indices.map { "column \($0 + 1)" }
  }

  /// Opens a list, or a part of one, about which everything was decided before.
  ///
  /// - Parameters:
  ///   - hasHeaderRecord: whether the header stands before the records here. It has to be the one that was decided about; the lines
  ///     that stood before it may be gone.
  ///   - continues: whether the source begins in the middle of the list.
  ///   - firstRow: the row number (1-based) of the first record in the whole list.
  ///   - firstLine: the physical line (1-based) of the first record in the whole list; nil where it is counted from the input's start.
  public init(
    _ source: consuming Source, decisions: ListDecisions, hasHeaderRecord: Bool, continues: Bool = false, firstRow: Int = 1,
    firstLine: Int? = nil, chunkSize: Int = Chunk.usualSize
  ) throws(InputError) {
    var chunks = try Self.open(
      source, decisions: decisions, hasHeaderRecord: hasHeaderRecord, continues: continues, chunkSize: chunkSize)
    if hasHeaderRecord { try Self.passHeader(&chunks) }
    chunks.renumber(line: firstLine ?? chunks.lineNumber, records: firstRow - 1)
    // Of a part, the file's length says nothing.
    byteCount = nil
    isOnePart = false
    detection = decisions.detection
    header = decisions.header
    hasHeader = decisions.hasHeader
    removesGuards = ReasonColumn.isSetAside(decisions.header)
    self.chunks = chunks
    sample = RecordBatch()
    headerCount = 0
  }

  private static func open(
    _ source: consuming Source, options: ReadingOptions, chunkSize: Int, sample: inout RecordBatch, detection: inout Detection?,
    isOnePart: inout Bool
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
      isOnePart = sampled.isWhole && sampled.sample.count <= chunkSize
      let decoded = try DecodingSource(sampled, encoding: detected.encoding)
      return ChunkReader(source: decoded, dialect: detected.dialect, skippingLines: detected.preambleLines, chunkSize: chunkSize)
    } catch {
      throw .unreadable(error)
    }
  }

  private static func open(
    _ source: consuming Source, decisions: ListDecisions, hasHeaderRecord: Bool, continues: Bool, chunkSize: Int
  ) throws(InputError) -> ChunkReader<DecodingSource<SampledSource<Source>>> {
    let sampled = try SampledSource.opened(source)
    let lines = hasHeaderRecord ? try preambleLines(of: sampled.sample, decisions: decisions) : 0
    do throws(ReadError) {
      let text = try DecodingSource(sampled, encoding: decisions.detection.encoding)
      let dialect = decisions.detection.dialect
      if continues { return ChunkReader(resuming: text, at: Chunk(), dialect: dialect, chunkSize: chunkSize) }
      return ChunkReader(source: text, dialect: dialect, skippingLines: lines, chunkSize: chunkSize)
    } catch {
      throw .unreadable(error)
    }
  }

  /// How many lines stand before the header: as many as was decided, or none where the lines before it were cut off.
  private static func preambleLines(of sample: [UInt8], decisions: ListDecisions) throws(InputError) -> Int {
    var found: [String]?
    for lines in Set([decisions.detection.preambleLines, 0]).sorted(by: >) {
      var first = RecordBatch()
      do throws(ReadError) {
        let text = try DecodingSource(MemorySource(sample), encoding: decisions.detection.encoding)
        var reader = RecordReader(source: text, dialect: decisions.detection.dialect, skippingLines: lines)
        guard try reader.read(into: &first, maxRecords: 1) else { continue }
      } catch {
        throw .unreadable(error)
      }
      if ReasonColumn.isSetAside(decisions.header) { first.removeGuards() }
      found = first.strings(ofRecord: 0)
      if found == decisions.header { return lines }
    }
    throw found.map { .otherHeader($0, expected: decisions.header) } ?? .empty
  }

  /// Passes over the record that names the columns, so that what is counted from here on are records of the list.
  private static func passHeader(_ chunks: inout ChunkReader<DecodingSource<SampledSource<Source>>>) throws(InputError) {
    var chunk = Chunk()
    do throws(ReadError) { _ = try chunks.readOne(into: &chunk) } catch { throw .unreadable(error) }
    chunks.renumber(line: chunks.lineNumber, records: 0)
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
    part.firstRowNumber = part.chunk.firstRecordIndex + 1
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
    byteCount = nil
    isOnePart = false
    sample = RecordBatch()
    headerCount = 0
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
  /// The row number (1-based) of the part's first record.
  var firstRowNumber = 1
  /// Whether its cells are guarded against formulas.
  var removesGuards = false

  /// Parses the part into `batch` and returns which of its records are the list's.
  mutating func parse(with parser: inout ChunkParser, into batch: inout RecordBatch) -> Range<Int> {
    parser.parse(&chunk, into: &batch)
    if removesGuards { batch.removeGuards() }
    return 0..<batch.count
  }
}

extension SampledSource where Base: ~Copyable {
  /// Reads the sample of a list.
  static func opened(_ source: consuming Base) throws(InputError) -> SampledSource {
    do { return try SampledSource(source) } catch { throw .unreadable(error) }
  }
}

/// Why a list cannot be read.
public enum InputError: Error, Sendable, Equatable {
  case unreadable(ReadError)
  /// There is not a single record, not even a header.
  case empty
  /// The list begins with other names of columns than those that were decided about.
  case otherHeader([String], expected: [String])
  /// The list has more columns than are read of any.
  case tooManyColumns(limit: Int)
}
