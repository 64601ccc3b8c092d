internal import CSV
internal import Synchronization

/// The end of an assembly line: who decides about records, and who takes the outcomes.
struct Settlement<Outcomes: OutcomeSink & ~Copyable>: ~Copyable {
  var settler: Settler
  var outcomes: Outcomes

  consuming func end(_ closing: [UInt8]) throws(RunError) -> Tally {
    let tally = settler.tally
    try outcomes.end(closing, tally: tally)
    return tally
  }
}

extension Cleaning {
  /// Reads a list once, on some workers.
  ///
  /// - Parameters:
  ///   - copiesChunks: whether the settler is given the bytes that records were read from, since nobody can read them again.
  ///   - passing: how many records at the list's beginning are passed over.
  func assemble<Source: ByteSource & SendableMetatype & ~Copyable, Outcomes: OutcomeSink & SendableMetatype & ~Copyable>(
    _ list: consuming ListReader<Source>, _ settlement: consuming Settlement<Outcomes>, copiesChunks: Bool = false, passing: Int = 0,
    jobs: Int
  ) throws(RunError) -> Settlement<Outcomes> {
    let (plan, encoder, dialect, people) = (plan, encoder, list.detection.dialect, search?.columns)
    // Whoever only looks at the list has nothing to say about its records.
    let keepsFindings = settlement.outcomes.wantsFindings && !settlement.settler.isLooking
    let line = AssemblyLine(
      list: list, settlement: consume settlement, copiesChunks: copiesChunks && plan.identity != nil, passing: passing)
    let work: @Sendable () -> Void = {
      line.work(
        parser: ChunkParser(dialect: dialect),
        normalizer: Normalizer(plan: plan, encoder: encoder, keepsFindings: keepsFindings, people: people))
    }
    if jobs > 1 { onThreads(jobs, work) } else { work() }
    return try line.finish()
  }
}

/// What the workers of a run share: the list at one end, which hands out tickets, and the outcomes at the other, in their order.
///
/// A class, because threads share it. Each end is touched by one worker at a time: the list under its mutex, the settlement only by
/// the worker whose ticket's turn it is.
private final class AssemblyLine<Source: ByteSource & ~Copyable, Outcomes: OutcomeSink & ~Copyable>: @unchecked Sendable {
  private struct Intake: ~Copyable {
    var list: ListReader<Source>
    var nextTicket = 0
    var hasEnded = false
  }

  private let intakeLock = Mutex(())
  private var intake: Intake
  private let turnstile = Turnstile()
  private var settlement: Settlement<Outcomes>?
  private let copiesChunks: Bool
  private let passing: Int
  private var failure: RunError?

  init(list: consuming ListReader<Source>, settlement: consuming Settlement<Outcomes>, copiesChunks: Bool, passing: Int) {
    intake = Intake(list: list)
    self.settlement = consume settlement
    self.copiesChunks = copiesChunks
    self.passing = passing
  }

  /// A worker's life: take the next part, clean it, wait for its turn, settle it.
  func work(parser: consuming ChunkParser, normalizer: consuming Normalizer) {
    var part = ListPart()
    var batch = RecordBatch()
    var normalized = NormalizedBatch()
    var copy: Chunk?
    while let taken = take(&part) {
      var records = 0..<0
      var firstRowNumber = part.firstRowNumber
      if taken.error == nil {
        // The batch shares the copy's bytes, unless it has to edit them.
        if copiesChunks { copy = part.chunk }
        records = part.parse(with: &parser, into: &batch)
        let passed = min(max(passing - firstRowNumber + 1, 0), records.count)
        records = records.lowerBound + passed..<records.upperBound
        firstRowNumber += passed
        normalizer.normalize(batch, records: records, firstRowNumber: firstRowNumber, into: &normalized)
      }
      turnstile.enter(ticket: taken.ticket)
      if failure == nil {
        failure = taken.error ?? settle(normalized, of: batch, records: records, firstRowNumber: firstRowNumber, chunk: copy)
      }
      if failure != nil || settlement?.settler.isDone == true { stop() }
      turnstile.leave()
    }
  }

  /// The next part of the list and its ticket; nil when there is none. An error that is met takes a ticket like a part, so that what
  /// stands before it in the list is written first.
  private func take(_ part: inout ListPart) -> (ticket: Int, error: RunError?)? {
    intakeLock.withLock { _ in
      guard !intake.hasEnded else { return nil }
      let ticket = intake.nextTicket
      do throws(InputError) {
        guard try intake.list.next(into: &part) else {
          intake.hasEnded = true
          return nil
        }
        intake.nextTicket += 1
        return (ticket, nil)
      } catch {
        intake.hasEnded = true
        intake.nextTicket += 1
        return (ticket, .input(error))
      }
    }
  }

  private func stop() {
    intakeLock.withLock { _ in intake.hasEnded = true }
  }

  private func settle(
    _ normalized: NormalizedBatch, of batch: RecordBatch, records: Range<Int>, firstRowNumber: Int, chunk: Chunk?
  ) -> RunError? {
    do throws(RunError) {
      try settlement?.settle(normalized, of: batch, records: records, firstRowNumber: firstRowNumber, chunk: chunk)
      return nil
    } catch {
      return error
    }
  }

  /// Hands the settlement back when every worker has gone home.
  func finish() throws(RunError) -> Settlement<Outcomes> {
    if let failure { throw failure }
    guard let settlement = settlement.take() else { preconditionFailure("a line is finished once") }
    return settlement
  }
}

extension Settlement where Outcomes: ~Copyable {
  fileprivate mutating func settle(
    _ normalized: NormalizedBatch, of batch: RecordBatch, records: Range<Int>, firstRowNumber: Int, chunk: Chunk?
  ) throws(RunError) {
    try settler.settle(
      normalized, of: batch, records: records, firstRowNumber: firstRowNumber, chunk: chunk, to: &outcomes)
  }
}
