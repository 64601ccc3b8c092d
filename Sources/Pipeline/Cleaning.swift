public import CSV
public import Rules
internal import Synchronization

/// One run over one list: read, normalize, settle, write.
public struct Cleaning: Sendable {
  let plan: Plan
  let encoder: any RecordEncoder
  /// More rejected records than this end the run; nil for no limit.
  private let maxRejects: Int?
  let present: PresentContacts
  /// Takes the records that are written, to find people among them who stand there more than once; nil when nobody asks.
  public var search: PersonSearch?
  /// Records that are made one.
  public var merges = PersonMerges()

  /// - Parameter present: contacts that the target has already; a record of one of them is a duplicate.
  public init(plan: Plan, encoder: any RecordEncoder, maxRejects: Int? = nil, present: PresentContacts = PresentContacts()) {
    self.present = present
    self.plan = plan
    self.encoder = encoder
    self.maxRejects = maxRejects
  }

  /// Runs to the end of the list.
  ///
  /// The outcomes are the same, byte for byte, for every number of workers and every size of chunk.
  ///
  /// - Parameters:
  ///   - outcomes: takes each record's outcome, in the list's order, and is told when the run has ended well.
  ///   - jobs: the number of workers. One is a plain loop on this thread.
  /// - Returns: the counts, whose outcomes add up to the records read.
  public func run<Source: ByteSource & SendableMetatype & ~Copyable, Outcomes: OutcomeSink & SendableMetatype & ~Copyable>(
    _ list: consuming ListReader<Source>, to outcomes: consuming Outcomes, jobs: Int = 1
  ) throws(RunError) -> Tally {
    let dialect = list.detection.dialect
    let keepsFindings = outcomes.wantsFindings
    try outcomes.begin(encoder.opening)
    let line = AssemblyLine(
      list: list, outcomes: outcomes,
      settler: Settler(
        plan: plan, maxRejects: maxRejects, separator: encoder.separator, present: present, search: search, merges: merges))
    let work: @Sendable () -> Void = {
      line.work(
        parser: ChunkParser(dialect: dialect),
        normalizer: Normalizer(plan: plan, encoder: encoder, keepsFindings: keepsFindings, people: search?.columns))
    }
    if jobs > 1 { onThreads(jobs, work) } else { work() }
    return try line.finish(encoder.closing)
  }
}

extension Cleaning {
  /// Runs to the end of the list and writes nothing: for `search`, which is then asked what it found.
  public func look<Source: ByteSource & SendableMetatype & ~Copyable>(
    through list: consuming ListReader<Source>, jobs: Int = 1
  ) throws(RunError) {
    _ = try run(list, to: NoOutcomes(), jobs: jobs)
  }

  /// How groups of records (row numbers, 1-based) are made one each. Reads the list, and cleans those records alone.
  public func merges<Source: ByteSource & ~Copyable>(
    of groups: [[Int]], in list: consuming ListReader<Source>, survivor: Survivor
  ) throws(InputError) -> PersonMerges {
    try PersonMerges(of: groups, in: list, plan: plan, encoder: encoder, survivor: survivor)
  }
}

/// Why a run ended before the list did.
public enum RunError: Error, Sendable, Equatable {
  case input(InputError)
  case output(OutputError)
  /// More records were rejected than the rules allow.
  case tooManyRejects(limit: Int)
  /// A check of the rules that may not fail did.
  case aborted(Finding)
}

/// What the workers of a run share: the list at one end, which hands out tickets, and the outcomes at the other, in their order.
///
/// A class, because threads share it. Each end is touched by one worker at a time: the list under its mutex, the outcomes only by
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
  private var settler: Settler
  private var outcomes: Outcomes
  private var failure: RunError?

  init(list: consuming ListReader<Source>, outcomes: consuming Outcomes, settler: Settler) {
    intake = Intake(list: list)
    self.outcomes = outcomes
    self.settler = settler
  }

  /// A worker's life: take the next part, clean it, wait for its turn, settle it.
  func work(parser: consuming ChunkParser, normalizer: consuming Normalizer) {
    var part = ListPart()
    var batch = RecordBatch()
    var normalized = NormalizedBatch()
    while let taken = take(&part) {
      var records = 0..<0
      if taken.error == nil {
        records = part.parse(with: &parser, into: &batch)
        normalizer.normalize(batch, records: records, firstRowNumber: part.firstRowNumber, into: &normalized)
      }
      turnstile.enter(ticket: taken.ticket)
      if failure == nil { failure = taken.error ?? settle(normalized, of: batch, records: records, firstRowNumber: part.firstRowNumber) }
      if failure != nil { stop() }
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

  private func settle(_ normalized: NormalizedBatch, of batch: RecordBatch, records: Range<Int>, firstRowNumber: Int) -> RunError? {
    do throws(RunError) {
      try settler.settle(normalized, of: batch, records: records, firstRowNumber: firstRowNumber, to: &outcomes)
      return nil
    } catch {
      return error
    }
  }

  /// Ends the outcomes when every worker has gone home.
  func finish(_ closing: [UInt8]) throws(RunError) -> Tally {
    if let failure { throw failure }
    try outcomes.end(closing, tally: settler.tally)
    return settler.tally
  }
}
