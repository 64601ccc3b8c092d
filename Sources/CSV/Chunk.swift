/// A run of whole records as they stand in the input, to be parsed anywhere. Reused from read to read.
public struct Chunk: Sendable {
  /// The records, line ends included, and perhaps a few bytes of what follows.
  public internal(set) var bytes: [UInt8] = []
  /// The physical line at which the chunk begins, 1-based.
  public internal(set) var lineNumber = 1
  /// The number of records before the chunk, which is the index of its first record in the input.
  public internal(set) var firstRecordIndex = 0
  /// Where the chunk begins in the input, in bytes.
  public internal(set) var byteOffset = 0
  /// The bytes at the end of `bytes` that belong to the next chunk. Where a record was cut at its limit, what follows has a say in how
  /// it reads: whether a quote at its very end closes a field.
  var lookahead = 0

  /// Whether the last record was cut by its limit, so that what follows has a say in how it reads.
  public var isCut: Bool { lookahead > 0 }

  /// About how many bytes a chunk holds unless somebody asks for another size: with its index and what is made of it, it stays in a core's
  /// second cache from its reading to its last byte's writing.
  public static let usualSize = 1 << 17

  /// More than a CRLF after a character of four bytes.
  static let lookaheadSize = 8

  public init() {}

  /// The number of bytes at the beginning of `bytes` that are the chunk's records.
  public var recordBytes: Int { bytes.count - lookahead }

  /// The chunk's place in the input, without its bytes.
  public var position: Chunk {
    var position = Chunk()
    position.lineNumber = lineNumber
    position.firstRecordIndex = firstRecordIndex
    position.byteOffset = byteOffset
    return position
  }
}

/// Cuts an input at record ends, so that its chunks can be parsed on different cores with the same result as in one go.
///
/// A chunk is found by the same structural scan and the same exact automaton that parse it, only without noting fields, and what
/// either makes of a record depends on nothing before it. So malformed quoting comes out the same for every size of chunk and every
/// number of workers. A worker reads under a lock and parses outside of it.
public struct ChunkReader<Source: ByteSource & ~Copyable>: ~Copyable {
  private var input: TextBuffer<Source>
  private var splitter: RecordSplitter
  private let chunkSize: Int
  private var recordCount = 0

  /// The number of lines without a byte that were passed over so far.
  public private(set) var blankLineCount = 0

  /// - Parameters:
  ///   - source: Where the text comes from.
  ///   - dialect: How records and fields are written.
  ///   - limits: From which size on a field or a record is cut, with a finding.
  ///   - skippingLines: The number of physical lines before the first record that are not read as records (a preamble).
  ///   - chunkSize: About how many bytes a chunk holds; a longer record makes it longer.
  public init(
    source: consuming Source, dialect: Dialect, limits: ReaderLimits = ReaderLimits(), skippingLines: Int = 0,
    chunkSize: Int = Chunk.usualSize
  ) {
    self.init(source: source, dialect: dialect, limits: limits, skippingLines: skippingLines, chunkSize: chunkSize, kernel: .best)
  }

  /// Goes on in the middle of an input: `source` has what stands there from the beginning of a chunk on.
  public init(resuming source: consuming Source, at start: Chunk, dialect: Dialect, chunkSize: Int = Chunk.usualSize) {
    self.init(source: source, dialect: dialect, chunkSize: chunkSize)
    input.resume(line: start.lineNumber, offset: start.byteOffset)
    recordCount = start.firstRecordIndex
  }

  init(
    source: consuming Source, dialect: Dialect, limits: ReaderLimits = ReaderLimits(), skippingLines: Int = 0, chunkSize: Int,
    kernel: ScanKernel
  ) {
    input = TextBuffer(source: source, dialect: dialect, limits: limits, skippingLines: skippingLines, pieceSize: chunkSize)
    splitter = RecordSplitter(dialect: dialect, limits: limits, kernel: kernel)
    self.chunkSize = chunkSize
  }

  /// Numbers lines and records anew: what comes next is on line `line` (1-based) and has `records` records before it.
  public mutating func renumber(line: Int, records: Int) {
    input.renumber(line: line)
    recordCount = records
  }

  /// The physical line (1-based) at which the next chunk begins, or blank lines before it.
  public var lineNumber: Int { input.lineNumber }

  /// Replaces the content of `chunk` by the next record alone; what `read(into:)` does otherwise.
  public mutating func readOne(into chunk: inout Chunk) throws(ReadError) -> Bool { try read(into: &chunk, size: 1) }

  /// Replaces the content of `chunk` by the next whole records.
  ///
  /// - Returns: `false` when the input has ended and the chunk is empty.
  public mutating func read(into chunk: inout Chunk) throws(ReadError) -> Bool { try read(into: &chunk, size: chunkSize) }

  private mutating func read(into chunk: inout Chunk, size: Int) throws(ReadError) -> Bool {
    try input.begin()
    while true {
      if input.restCount < size, !input.hasEnded { try input.fill() }
      let split = unsafe input.rest { bytes in unsafe splitter.split(bytes, isFinal: input.hasEnded, size: size) }
      chunk.lineNumber = input.lineNumber
      chunk.byteOffset = input.offset
      chunk.firstRecordIndex = recordCount
      RecordBatch.empty(&chunk.bytes)
      recordCount += split.records
      blankLineCount += split.blankLines
      if split.records == 0 {
        input.pass(split.reach)
        guard split.reach.end == 0 else { continue }
        if input.hasEnded { return false }
        try input.fill()
      } else {
        input.hand(over: split.reach, lookahead: split.isCut ? Chunk.lookaheadSize : 0, to: &chunk.bytes)
        chunk.lookahead = chunk.bytes.count - split.reach.end
        return true
      }
    }
  }
}

/// Parses chunks; one for each worker, since it keeps its room from chunk to chunk.
public struct ChunkParser: ~Copyable {
  private var indexer: RecordIndexer
  private let kernel: ScanKernel
  private let checksText: Bool

  /// Dialect and limits are the `ChunkReader`'s.
  public init(dialect: Dialect, limits: ReaderLimits = ReaderLimits(), checksText: Bool = true) {
    self.init(dialect: dialect, limits: limits, checksText: checksText, kernel: .best)
  }

  init(dialect: Dialect, limits: ReaderLimits = ReaderLimits(), checksText: Bool = true, kernel: ScanKernel) {
    indexer = RecordIndexer(dialect: dialect, limits: limits, kernel: kernel)
    self.kernel = kernel
    self.checksText = checksText
  }

  /// Replaces the content of `batch` by the chunk's records. The chunk is empty afterwards: its bytes become the batch's, uncopied.
  public mutating func parse(_ chunk: inout Chunk, into batch: inout RecordBatch) {
    batch.restart(line: chunk.lineNumber, offset: chunk.byteOffset, delimiter: indexer.dialect.delimiter)
    _ = unsafe chunk.bytes.withUnsafeBufferPointer { bytes in
      unsafe indexer.index(bytes, isFinal: true, lookahead: chunk.lookahead, size: bytes.count, maxRecords: .max, into: &batch)
    }
    swap(&chunk.bytes, &batch.bytes)
    batch.finish(kernel: kernel, dialect: indexer.dialect, checksText: checksText)
  }
}
