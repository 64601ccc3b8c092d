internal import CScan

/// Finds where the last whole record of a run of bytes ends.
struct RecordSplitter: ~Copyable {
  private let scanner: RecordScanner
  private let structure: cscan_dialect?
  private let kernel: ScanKernel
  private let strictLimit: Int
  private var shape = RecordShape()

  init(dialect: Dialect, limits: ReaderLimits, kernel: ScanKernel = .best) {
    scanner = RecordScanner(dialect: dialect, limits: limits)
    structure = dialect.structure
    self.kernel = kernel
    strictLimit = min(limits.fieldBytes, limits.recordBytes)
  }

  struct Split {
    var reach = RecordIndexer.Reach()
    var records = 0
    var blankLines = 0
    /// Whether the last record was cut by its limit: who parses it has to see what follows.
    var isCut = false
  }

  private enum Step {
    case again, needsExact, needsMore
  }

  /// - Parameter size: About how many bytes to go for, where there are more.
  mutating func split(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, size: Int) -> Split {
    var split = Split()
    shape.quotes = QuoteMemory()
    // What a record of monstrous fields took is not kept while others work on the chunk.
    defer { RecordBatch.empty(&shape.drops) }
    while split.reach.end < min(bytes.count, size) {
      var step = Step.needsExact
      if let structure { step = unsafe passStrict(bytes, structure, isFinal, size, &split) }
      if case .needsMore = step { break }
      guard case .needsExact = step, split.reach.end < bytes.count else { continue }
      let outcome = unsafe scanner.scan(bytes, from: split.reach.end, isFinal: isFinal, into: &shape)
      switch outcome {
      case .needsMore: return split
      case .blank: split.blankLines += 1
      case .comment: break
      case .record: split.records += 1
      }
      split.reach.end = shape.end
      split.reach.lines += shape.lines
      split.isCut = shape.isCut
    }
    return split
  }

  private func passStrict(
    _ bytes: UnsafeBufferPointer<UInt8>, _ structure: cscan_dialect, _ isFinal: Bool, _ size: Int, _ split: inout Split
  ) -> Step {
    guard let base = bytes.baseAddress else { return .needsMore }
    // What a limit could stop is the exact automaton's; no record within so many bytes is.
    let start = split.reach.end
    let end = min(bytes.count, start + min(strictLimit, max(size - start, size / 2)))
    var boundary = cscan_boundary()
    let stop = unsafe cscan_find_boundary(kernel.raw, base, start, end, isFinal && end == bytes.count, structure, &boundary)
    if boundary.end > start { split.isCut = false }
    split.reach.end = boundary.end
    split.reach.lines += boundary.lines
    split.records += boundary.records
    split.blankLines += boundary.blankLines
    if stop == cscan_stop_malformed { return .needsExact }
    if end < bytes.count { return boundary.end > start ? .again : .needsExact }
    let rest = bytes.count - boundary.end
    return isFinal || rest > scanner.limits.recordBytes ? .needsExact : .needsMore
  }
}
