public import CSV

/// One run over one list: read, normalize, settle, write.
public struct Cleaning<Encoder: RecordEncoder>: Sendable {
  private let plan: Plan
  private let encoder: Encoder
  /// More rejected records than this end the run; nil for no limit.
  private let maxRejects: Int?

  public init(plan: Plan, encoder: Encoder, maxRejects: Int? = nil) {
    self.plan = plan
    self.encoder = encoder
    self.maxRejects = maxRejects
  }

  /// Runs to the end of the list.
  ///
  /// - Parameters:
  ///   - list: is read to its end.
  ///   - outcomes: takes each record's outcome, in the list's order.
  /// - Returns: the counts, whose outcomes add up to the records read.
  public func run<Source: ByteSource & ~Copyable>(
    _ list: inout ListReader<Source>, to outcomes: inout some OutcomeSink & ~Copyable
  ) throws(RunError) -> Tally {
    var normalizer = Normalizer(plan: plan, encoder: encoder, keepsFindings: outcomes.wantsFindings)
    var settler = Settler(maxRejects: maxRejects)
    var batch = RecordBatch()
    var normalized = NormalizedBatch()
    try outcomes.begin(encoder.opening)
    while let firstRowNumber = try Self.next(&list, &batch) {
      normalizer.normalize(batch, firstRowNumber: firstRowNumber, into: &normalized)
      try settler.settle(normalized, of: batch, firstRowNumber: firstRowNumber, separator: encoder.separator, to: &outcomes)
    }
    try outcomes.end(encoder.closing)
    return settler.tally
  }

  private static func next<Source: ByteSource & ~Copyable>(
    _ list: inout ListReader<Source>, _ batch: inout RecordBatch
  ) throws(RunError) -> Int? {
    do { return try list.read(into: &batch) } catch { throw .input(error) }
  }
}

/// Why a run ended before the list did.
public enum RunError: Error, Sendable, Equatable {
  case input(InputError)
  case output(OutputError)
  /// More records were rejected than the rules allow.
  case tooManyRejects(limit: Int)
}
