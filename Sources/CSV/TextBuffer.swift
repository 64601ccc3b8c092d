/// The part of an input that is being read: what came from the source and was not passed yet.
struct TextBuffer<Source: ByteSource & ~Copyable>: ~Copyable {
  private var source: Source
  private let terminator: LineTerminator
  private var linesToSkip: Int
  private let pieceSize: Int
  private let recordLimit: Int
  private(set) var bytes: [UInt8] = []
  private(set) var position = 0
  private var isAtStart = true

  /// Whether nothing comes after `bytes`.
  private(set) var hasEnded = false
  /// The physical line at `position`, 1-based.
  private(set) var lineNumber = 1
  /// The place of `position` in the input, in bytes.
  private(set) var offset = 0

  init(source: consuming Source, dialect: Dialect, limits: ReaderLimits, skippingLines: Int, pieceSize: Int) {
    self.source = source
    terminator = dialect.terminator
    linesToSkip = skippingLines
    self.pieceSize = pieceSize
    recordLimit = limits.recordBytes
  }

  /// The bytes that were not passed yet.
  var restCount: Int { bytes.count - position }

  func rest<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe bytes.withUnsafeBufferPointer { unsafe body(UnsafeBufferPointer(rebasing: $0[position...])) }
  }

  /// Passes over the byte order mark and the preamble, the first time.
  mutating func begin() throws(ReadError) {
    guard isAtStart else { return }
    isAtStart = false
    try fill()
    while restCount < 3, !hasEnded { try fill() }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { pass(.init(end: 3)) }
    while linesToSkip > 0 {
      guard let length = lineLength() else {
        if hasEnded { return pass(.init(end: restCount)) }
        // What was looked at need not be kept, but for a CR that may be half a line end.
        pass(.init(end: max(0, restCount - 1)))
        try fill()
        continue
      }
      pass(.init(end: length, lines: 1))
      linesToSkip -= 1
    }
  }

  /// Begins at a place that is not the input's beginning: what looks like a byte order mark there is text.
  mutating func resume(line: Int, offset: Int) {
    isAtStart = false
    lineNumber = line
    self.offset = offset
  }

  private func lineLength() -> Int? {
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      switch terminator {
      case .byte(let terminator):
        if byte == terminator { return index + 1 - position }
      case .anyLineEnd:
        if byte == 0x0A { return index + 1 - position }
        if byte == 0x0D {
          if index + 1 < bytes.count { return index + (bytes[index + 1] == 0x0A ? 2 : 1) - position }
          return hasEnded ? index + 1 - position : nil
        }
      }
      index += 1
    }
    return nil
  }

  /// Gives the line at `position` another number.
  mutating func renumber(line: Int) { lineNumber = line }

  /// Moves on by an index's reach.
  mutating func pass(_ reach: RecordIndexer.Reach) {
    position += reach.end
    offset += reach.end
    lineNumber += reach.lines
  }

  /// Moves on by an index's reach and hands the bytes over: a copy, or the buffer they are in where that leaves less to copy.
  ///
  /// - Parameter lookahead: The bytes after it that the target is given too, as far as there are any.
  mutating func hand(over reach: RecordIndexer.Reach, lookahead: Int, to target: inout [UInt8]) {
    let end = min(reach.end + lookahead, restCount)
    if position > 0 || reach.end < bytes.count / 2 {
      target.append(contentsOf: bytes[position..<position + end])
      return pass(reach)
    }
    swap(&bytes, &target)
    bytes.append(contentsOf: target[reach.end...])
    target.removeLast(target.count - end)
    offset += reach.end
    lineNumber += reach.lines
  }

  /// Takes more from the source: a piece, or up to 4 MiB where a long record fills the buffer and is looked at again each time.
  mutating func fill() throws(ReadError) {
    if position > 0 {
      bytes.removeFirst(position)
      position = 0
    }
    let target = max(pieceSize, bytes.count + min(bytes.count, 4 << 20))
    if target > RecordBatch.usualSize {
      // Room for as much as one record may need, at one go: what is not filled costs no memory, growing by steps would cost it twice.
      bytes.reserveCapacity(max(target, min(recordLimit, 8 * target) + RecordBatch.usualSize))
    } else {
      bytes.reserveCapacity(target)
    }
    while bytes.count < target, !hasEnded {
      hasEnded = try source.read(into: &bytes, upTo: target - bytes.count) == 0
    }
  }
}
