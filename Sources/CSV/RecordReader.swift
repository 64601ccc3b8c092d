/// Pulls records from a source, batch after batch.
///
/// Input is UTF-8; a byte order mark at its very beginning is not content. A line without a single byte is not a record, and neither
/// is a comment line. Everything else becomes a record exactly as it stands there: nothing is trimmed, padded or joined. Malformed
/// quoting is kept as content, with a finding; it never stops the reading.
public struct RecordReader<Source: ByteSource & ~Copyable>: ~Copyable {
  private var source: Source
  private var parser: RecordParser
  private let limits: ReaderLimits
  private var buffer: [UInt8] = []
  private var position = 0
  /// The input offset of `buffer[0]`.
  private var base = 0
  private var lineNumber = 1
  private var hasEnded = false
  private var linesToSkip: Int
  private var isAtStart = true

  /// The number of lines without a byte that were passed over so far.
  public private(set) var blankLineCount = 0

  /// - Parameter skippingLines: The number of physical lines before the first record that are not read as records (a preamble).
  public init(source: consuming Source, dialect: Dialect, limits: ReaderLimits = ReaderLimits(), skippingLines: Int = 0) {
    self.source = source
    self.limits = limits
    parser = RecordParser(dialect: dialect)
    linesToSkip = skippingLines
  }

  /// Replaces the content of `batch` by the next records, at most `maxRecords`.
  ///
  /// - Returns: `false` when the input has ended and the batch is empty.
  public mutating func read(into batch: inout RecordBatch, maxRecords: Int) throws(ReadError) -> Bool {
    batch.removeAll()
    if isAtStart { try passBegin() }
    while batch.count < maxRecords {
      let isCut = hasEnded || buffer.count - position >= limits.recordBytes
      let outcome = parser.parse(buffer, from: position, offset: base, lineNumber: lineNumber, isFinal: isCut, limits: limits, into: &batch)
      switch outcome {
      case .needsMore:
        try fill()
      case .end:
        if hasEnded { return batch.count > 0 }
        try fill()
      case .record(let end, let lines):
        position = end
        lineNumber += lines
      case .skipped(let end, let isBlank):
        position = end
        lineNumber += 1
        if isBlank { blankLineCount += 1 }
      }
    }
    return true
  }

  /// Passes over the byte order mark and the preamble.
  private mutating func passBegin() throws(ReadError) {
    isAtStart = false
    while buffer.count < 3, !hasEnded { try fill() }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while linesToSkip > 0 {
      if let end = parser.endOfLine(in: buffer, from: position, isFinal: hasEnded) {
        position = end
        lineNumber += 1
        linesToSkip -= 1
      } else if hasEnded {
        position = buffer.count
        return
      } else {
        try fill()
      }
    }
  }

  private mutating func fill() throws(ReadError) {
    if position > 0 {
      buffer.removeFirst(position)
      base += position
      position = 0
    }
    // Doubling keeps the work on one long record linear, since it is looked at again from its start.
    if try source.read(into: &buffer, upTo: max(1 << 16, buffer.count)) == 0 { hasEnded = true }
  }
}
