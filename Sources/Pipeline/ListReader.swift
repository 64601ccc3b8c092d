public import CSV

/// A list that has been opened: how it is written, its header, and its records to come.
public struct ListReader<Source: ByteSource & ~Copyable>: ~Copyable {
  /// What was understood of the list from its first bytes, with whatever the options pinned.
  public let detection: Detection
  /// The names of the columns; `column 1` and so on where the list has no header.
  public let header: [String]
  private var reader: RecordReader<DecodingSource<SampledSource<Source>>>
  /// The first record of a list without a header, which has been read to count its columns.
  private var pending: RecordBatch?
  private var recordsRead = 0

  /// Opens a list. Reads its first bytes and its header.
  public init(_ source: consuming Source, options: ReadingOptions = ReadingOptions()) throws(InputError) {
    var batch = RecordBatch()
    var detection: Detection?
    let reader = try Self.open(source, options: options, first: &batch, detection: &detection)
    guard let detection, !batch.isEmpty else { throw .empty }
    self.detection = detection
    self.reader = reader
    let fieldCount = batch.fieldCount(ofRecord: 0)
    if options.hasHeader {
      header = (0..<fieldCount).map { batch.string(ofField: $0, inRecord: 0) }
      pending = nil
    } else {
      header = (1...max(fieldCount, 1)).map { "column \($0)" }
      pending = batch
    }
  }

  private static func open(
    _ source: consuming Source, options: ReadingOptions, first batch: inout RecordBatch, detection: inout Detection?
  ) throws(InputError) -> RecordReader<DecodingSource<SampledSource<Source>>> {
    do throws(ReadError) {
      let sampled = try SampledSource(source)
      let detected = options.pinned(DialectDetector().detect(sampled.sample, isWhole: sampled.isWhole))
      detection = detected
      let decoded = try DecodingSource(sampled, encoding: detected.encoding)
      var reader = RecordReader(source: decoded, dialect: detected.dialect, skippingLines: detected.preambleLines)
      _ = try reader.read(into: &batch, maxRecords: 1)
      return reader
    } catch {
      throw .unreadable(error)
    }
  }

  /// Replaces `batch` by the next records, at most `maxRecords`.
  ///
  /// - Returns: the row number (1-based) of the batch's first record, or nil when the list has ended.
  public mutating func read(into batch: inout RecordBatch, maxRecords: Int = 1024) throws(InputError) -> Int? {
    let first = recordsRead + 1
    if let pending = pending.take() {
      batch = pending
    } else {
      do throws(ReadError) {
        guard try reader.read(into: &batch, maxRecords: maxRecords) else { return nil }
      } catch {
        throw .unreadable(error)
      }
    }
    recordsRead += batch.count
    return first
  }
}

/// Why a list cannot be read.
public enum InputError: Error, Sendable, Equatable {
  case unreadable(ReadError)
  /// There is not a single record, not even a header.
  case empty
}

/// What the caller knows about a list, so that it need not be detected.
public struct ReadingOptions: Sendable {
  public var delimiter: UInt8?
  /// `.some(nil)` turns quoting off.
  public var quote: UInt8??
  public var escape: UInt8?
  public var comment: UInt8?
  public var encoding: TextEncoding?
  public var hasLazyQuotes = false
  /// Whether the first record names the columns.
  public var hasHeader = true

  public init() {}

  /// A detection's result with what is known put in its place.
  func pinned(_ detection: Detection) -> Detection {
    var pinned = detection
    if let delimiter { pinned.dialect.delimiter = delimiter }
    if let quote { pinned.dialect.quote = quote }
    if let escape { pinned.dialect.escape = escape }
    if let comment { pinned.dialect.comment = comment }
    if let encoding { pinned.encoding = encoding }
    if hasLazyQuotes { pinned.dialect.hasLazyQuotes = true }
    return pinned
  }
}
