/// Pulls records from a source, batch after batch.
///
/// Input is UTF-8; a byte order mark at its very beginning is not content. A line without a single byte is not a record, and neither
/// is a comment line. Everything else becomes a record exactly as it stands there: nothing is trimmed, padded or joined. Malformed
/// quoting is kept as content, with a finding; it never stops the reading.
///
/// Memory stays at some multiple of the longest record, and at about two megabytes where records are short.
public struct RecordReader<Source: ByteSource & ~Copyable>: ~Copyable {
  private var input: TextBuffer<Source>
  private var indexer: RecordIndexer
  private let kernel: ScanKernel
  private let checksText: Bool
  private let pieceSize: Int

  /// The number of lines without a byte that were passed over so far.
  public private(set) var blankLineCount = 0

  /// - Parameters:
  ///   - source: Where the text comes from.
  ///   - dialect: How records and fields are written.
  ///   - limits: From which size on a field or a record is cut, with a finding.
  ///   - skippingLines: The number of physical lines before the first record that are not read as records (a preamble).
  ///   - checksText: Whether fields with zero bytes or with ill-formed UTF-8 are found.
  public init(
    source: consuming Source, dialect: Dialect, limits: ReaderLimits = ReaderLimits(), skippingLines: Int = 0, checksText: Bool = true
  ) {
    self.init(
      source: source, dialect: dialect, limits: limits, skippingLines: skippingLines, checksText: checksText, kernel: .best)
  }

  init(
    source: consuming Source, dialect: Dialect, limits: ReaderLimits = ReaderLimits(), skippingLines: Int = 0, checksText: Bool = true,
    kernel: ScanKernel,
    pieceSize: Int = 1 << 18
  ) {
    input = TextBuffer(source: source, dialect: dialect, limits: limits, skippingLines: skippingLines, pieceSize: pieceSize)
    indexer = RecordIndexer(dialect: dialect, limits: limits, kernel: kernel)
    self.kernel = kernel
    self.checksText = checksText
    self.pieceSize = pieceSize
  }

  /// Replaces the content of `batch` by the next records: as many as are at hand, at least one, at most `maxRecords`.
  ///
  /// - Returns: `false` when the input has ended and the batch is empty.
  public mutating func read(into batch: inout RecordBatch, maxRecords: Int = .max) throws(ReadError) -> Bool {
    precondition(maxRecords > 0, "a batch holds at least one record")
    try input.begin()
    while true {
      batch.restart(line: input.lineNumber, offset: input.offset, delimiter: indexer.dialect.delimiter)
      let reach = unsafe input.rest { bytes in
        unsafe indexer.index(bytes, isFinal: input.hasEnded, size: pieceSize, maxRecords: maxRecords, into: &batch)
      }
      blankLineCount += batch.blankLineCount
      if batch.isEmpty {
        input.pass(reach)
        guard reach.end == 0 else { continue }
        if input.hasEnded { return false }
        try input.fill()
      } else {
        input.hand(over: reach, lookahead: 0, to: &batch.bytes)
        batch.finish(kernel: kernel, dialect: indexer.dialect, checksText: checksText)
        return true
      }
    }
  }
}
