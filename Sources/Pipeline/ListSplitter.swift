public import CSV

/// Cuts a list into parts of whole records, wherever its quotes and line ends are, in one pass at the speed of the scan.
///
/// A part is a run of the list's own bytes, from the first byte of a record to the first of the part that follows. The header, lines
/// before it and a byte order mark are in none of them. Parts that are cleaned apart make the records that the whole would.
public struct ListSplitter<Source: ByteSource & ~Copyable>: ~Copyable {
  /// How large a part is.
  public enum Size: Sendable, Equatable {
    /// So many parts of about the same size, in a list of `bytes` bytes; fewer where there are fewer records.
    case parts(Int, bytes: Int)
    /// As many records as fit in so many bytes. A longer record is a part of its own.
    case bytes(Int)
  }

  /// What was understood of the list from its first bytes.
  public let detection: Detection
  /// The record that names the columns, as it stands there; empty where the list has none. Known once the first piece was read.
  public private(set) var header: [UInt8] = []
  /// Whether the parts are the list's own bytes, so that their places are places in the file. What cannot be cut without being
  /// decoded (UTF-16) is handed out as UTF-8, and the places are such as it would have then.
  public let keepsEncoding: Bool
  /// Where the part ends that the last piece belongs to.
  public private(set) var end = 0

  private let size: Size
  private let hasHeader: Bool
  private var chunks: ChunkReader<DecodingSource<SampledSource<Source>>>
  private var parser: ChunkParser
  private var chunk = Chunk()
  /// The bytes of the chunk whose records are looked at one by one, and the records.
  private var bytes: [UInt8] = []
  private var batch = RecordBatch()
  private var nextRecord = 0
  private var partCount = 0
  /// Where the list's first record begins.
  private var dataStart: Int?
  /// The place that ends the part: the first record that begins there or behind, or (where bytes are counted) that ends behind it,
  /// is the next part's.
  private var limit = 0
  /// Whether the record before was cut by its limit: what follows has a say in how it reads, so they stay together.
  private var isCut = false

  /// Reads the list's first bytes.
  ///
  /// - Parameter chunkSize: About how many bytes are read at once.
  public init(
    _ source: consuming Source, options: ReadingOptions = ReadingOptions(), size: Size, chunkSize: Int = Chunk.usualSize
  ) throws(InputError) {
    var list: (detection: Detection, hasHeader: Bool, keepsEncoding: Bool) = (Detection(), false, false)
    let chunks = try Self.open(source, options: options, chunkSize: chunkSize, list: &list)
    (detection, hasHeader, keepsEncoding) = list
    self.chunks = chunks
    self.size = size
    parser = ChunkParser(dialect: list.detection.dialect, checksText: false)
  }

  private static func open(
    _ source: consuming Source, options: ReadingOptions, chunkSize: Int,
    list: inout (detection: Detection, hasHeader: Bool, keepsEncoding: Bool)
  ) throws(InputError) -> ChunkReader<DecodingSource<SampledSource<Source>>> {
    let sampled = try SampledSource.opened(source)
    let head = try ListReader(MemorySource(sampled.sample), options: options)
    let dialect = head.detection.dialect
    do throws(ReadError) {
      let keepsEncoding = try head.detection.encoding.isSplittable(in: dialect)
      list = (head.detection, head.hasHeader, keepsEncoding)
      let text = try DecodingSource(sampled, encoding: keepsEncoding ? .utf8 : head.detection.encoding)
      return ChunkReader(source: text, dialect: dialect, skippingLines: head.detection.preambleLines, chunkSize: chunkSize)
    } catch {
      throw .unreadable(error)
    }
  }

  /// Replaces the content of `piece` by the next records of a part.
  ///
  /// - Returns: false when the list has ended.
  public mutating func next(into piece: inout ListPiece) throws(InputError) -> Bool {
    piece.begins = nil
    piece.bytes.removeAll(keepingCapacity: true)
    while nextRecord == batch.count {
      guard try readChunk() else { return false }
      let chunkEnd = chunk.byteOffset + chunk.recordBytes
      if partCount > 0, chunkEnd <= limit {
        end = chunkEnd
        isCut = chunk.isCut
        piece.bytes += chunk.bytes.prefix(chunk.recordBytes)
        return true
      }
      parseChunk()
    }
    let start = batch.sourceRange(ofRecord: nextRecord).lowerBound
    if beginsPart(nextRecord) { piece.begins = begin(at: nextRecord) }
    repeat {
      isCut = batch.isCut(record: nextRecord)
      nextRecord += 1
    } while nextRecord < batch.count && !beginsPart(nextRecord)
    end = nextRecord < batch.count ? batch.sourceRange(ofRecord: nextRecord).lowerBound : chunk.byteOffset + bytes.count
    piece.bytes += bytes[(start - chunk.byteOffset)..<(end - chunk.byteOffset)]
    return true
  }

  private mutating func readChunk() throws(InputError) -> Bool {
    do { return try chunks.read(into: &chunk) } catch { throw .unreadable(error) }
  }

  private mutating func parseChunk() {
    bytes.removeAll(keepingCapacity: true)
    bytes += chunk.bytes.prefix(chunk.recordBytes)
    parser.parse(&chunk, into: &batch)
    nextRecord = 0
    guard hasHeader, partCount == 0, chunk.firstRecordIndex == 0, !batch.isEmpty else { return }
    let place = batch.sourceRange(ofRecord: 0)
    header += bytes[(place.lowerBound - chunk.byteOffset)..<(place.upperBound - chunk.byteOffset)]
    nextRecord = 1
  }

  private func beginsPart(_ record: Int) -> Bool {
    guard partCount > 0 else { return true }
    let place = batch.sourceRange(ofRecord: record)
    switch size {
    case .parts: return place.lowerBound >= limit && canBegin(record)
    case .bytes: return place.upperBound > limit && canBegin(record)
    }
  }

  /// Whether a record reads the same where it is the first. A byte order mark, which a list has inside when others were put together
  /// to make it, would be taken off.
  private func canBegin(_ record: Int) -> Bool {
    let start = batch.sourceRange(ofRecord: record).lowerBound - chunk.byteOffset
    return !isCut && !bytes[start...].starts(with: [0xEF, 0xBB, 0xBF])
  }

  private mutating func begin(at record: Int) -> ListRange {
    let start = batch.sourceRange(ofRecord: record).lowerBound
    let first = dataStart ?? start
    dataStart = first
    partCount += 1
    switch size {
    case .parts(let count, let bytes):
      // The next of the places that cut the records into equal shares; those that one long record reaches over are passed over.
      let whole = max(1, bytes - first)
      let share = (start - first) * count / whole + 1
      limit = share < count ? first + (whole * share + count - 1) / count : .max
    case .bytes(let count):
      limit = start + count
    }
    return ListRange(
      start: start, end: start, firstRow: chunk.firstRecordIndex + record + (hasHeader ? 0 : 1),
      firstLine: batch.lineNumber(ofRecord: record))
  }
}

/// Some of a part's records, one after the other.
public struct ListPiece: Sendable {
  /// Whole records with their line ends.
  public internal(set) var bytes: [UInt8] = []
  /// The part that begins with the piece, its end not known yet; nil when the piece goes on with the part before.
  public internal(set) var begins: ListRange?

  public init() {}
}

extension RecordBatch {
  fileprivate func isCut(record: Int) -> Bool {
    findings.contains { $0.code == .overlongRecord && $0.recordIndex == record }
  }
}
