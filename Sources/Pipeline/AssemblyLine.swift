internal import CSV
internal import Duplicates

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
    let jobs = list.isOnePart ? 1 : jobs
    let (plan, encoder, dialect, people) = (plan, encoder, list.detection.dialect, search?.columns)
    // Whoever only looks at the list has nothing to say about its records.
    let keepsFindings = settlement.outcomes.wantsFindings && !settlement.settler.isLooking
    let observation = settlement.settler.isLooking ? Observation() : settlement.outcomes.observation
    let line = AssemblyLine(
      list: list, settlement: consume settlement, copiesChunks: copiesChunks && plan.identity != nil, passing: passing, jobs: jobs,
      onProgress: onProgress)
    let work: @Sendable () -> Void = {
      // Before anything is made: whoever asks the system for memory waits for those who populate some.
      line.populateKeyMemory()
      line.work(
        parser: ChunkParser(dialect: dialect),
        normalizer: Normalizer(plan: plan, encoder: encoder, keepsFindings: keepsFindings, people: people, observation: observation))
    }
    if jobs > 1 { onThreads(jobs, work) } else { work() }
    return try line.finish()
  }
}

/// What the workers of a run share: the list at one end, which hands out tickets, and the outcomes at the other, in their order.
///
/// A class, because threads share it. Each end is touched by one worker at a time: the list under its lock, the settlement only by
/// the worker that settles.
private final class AssemblyLine<Source: ByteSource & ~Copyable, Outcomes: OutcomeSink & ~Copyable>: @unchecked Sendable {
  private struct Intake: ~Copyable {
    var list: ListReader<Source>
    var nextTicket = 0
    var hasEnded = false
    /// What is still to be populated.
    var keyMemory: [KeyMemory]
  }

  private let intakeLock = Lock()
  private var intake: Intake
  private let handover: Handover<PartLoad>
  private var settlement: Settlement<Outcomes>?
  private let copiesChunks: Bool
  private let passing: Int
  private var failure: RunError?
  private let onProgress: (@Sendable (RunProgress) -> Void)?

  init(
    list: consuming ListReader<Source>, settlement: consuming Settlement<Outcomes>, copiesChunks: Bool, passing: Int, jobs: Int,
    onProgress: (@Sendable (RunProgress) -> Void)?
  ) {
    intake = Intake(list: list, keyMemory: settlement.settler.keyMemory)
    self.settlement = consume settlement
    self.copiesChunks = copiesChunks
    self.passing = passing
    self.onProgress = onProgress
    // A worker has one load in hand, and one more may wait for its turn.
    handover = Handover((0..<(jobs > 1 ? 2 * jobs : 1)).map { _ in PartLoad() })
  }

  /// Populates the keys' memory piece by piece until all pieces are taken: each worker does, before its work.
  func populateKeyMemory() {
    while let memory = intakeLock.withLock({ intake.keyMemory.popLast() }) { memory.populate() }
  }

  /// A worker's life: take the next part, clean it, hand it over.
  func work(parser: consuming ChunkParser, normalizer: consuming Normalizer) {
    while true {
      let load = handover.takeEmpty()
      guard let ticket = take(into: load) else { return handover.giveBack(load) }
      if load.error == nil { load.clean(with: &parser, &normalizer, copiesChunk: copiesChunks, passing: passing) }
      handover.finish(load, ticket: ticket, settle: settle)
    }
  }

  /// Takes the next part of the list, and returns its ticket; nil when there is none. An error that is met takes a ticket like a part, so
  /// that what stands before it in the list is written first.
  private func take(into load: PartLoad) -> Int? {
    intakeLock.withLock {
      guard !intake.hasEnded else { return nil }
      load.error = nil
      do throws(InputError) {
        guard try intake.list.next(into: &load.part) else {
          intake.hasEnded = true
          return nil
        }
      } catch {
        intake.hasEnded = true
        load.error = .input(error)
      }
      intake.nextTicket += 1
      return intake.nextTicket - 1
    }
  }

  private func settle(_ load: PartLoad) {
    guard failure == nil else { return }
    failure = load.error
    if failure == nil {
      do throws(RunError) {
        try settlement?.settle(load)
        if let onProgress { onProgress(RunProgress(bytes: load.end, records: load.firstRowNumber - 1 + load.records.count)) }
      } catch {
        failure = error
      }
    }
    if failure != nil || settlement?.settler.isDone == true { intakeLock.withLock { intake.hasEnded = true } }
  }

  /// Hands the settlement back when every worker has gone home.
  func finish() throws(RunError) -> Settlement<Outcomes> {
    if let failure { throw failure }
    guard let settlement = settlement.take() else { preconditionFailure("a line is finished once") }
    return settlement
  }
}

extension Settlement where Outcomes: ~Copyable {
  fileprivate mutating func settle(_ load: PartLoad) throws(RunError) {
    try settler.settle(
      load.normalized, of: load.batch, records: load.records, firstRowNumber: load.firstRowNumber, chunk: load.copy, to: &outcomes)
  }
}

/// A part of the list on its way through a run, with its room, which is used again.
///
/// A class, because it goes from worker to worker; one of them has it at a time.
private final class PartLoad {
  var part = ListPart()
  private(set) var batch = RecordBatch()
  private(set) var normalized = NormalizedBatch()
  /// Which of the batch's records are the list's and not passed over.
  private(set) var records = 0..<0
  /// The row number (1-based) of the first of them.
  private(set) var firstRowNumber = 1
  /// The bytes that they were read from, when nobody can read them again.
  private(set) var copy: Chunk?
  /// Where the part ends in the list, in bytes.
  private(set) var end = 0
  var error: RunError?

  /// - Parameter passing: how many records at the list's beginning are passed over.
  func clean(with parser: inout ChunkParser, _ normalizer: inout Normalizer, copiesChunk: Bool, passing: Int) {
    end = part.chunk.byteOffset + part.chunk.bytes.count
    // The batch shares the copy's bytes, unless it has to edit them.
    if copiesChunk { copy = part.chunk }
    records = part.parse(with: &parser, into: &batch)
    let passed = min(max(passing - part.firstRowNumber + 1, 0), records.count)
    records = records.lowerBound + passed..<records.upperBound
    firstRowNumber = part.firstRowNumber + passed
    normalizer.normalize(batch, records: records, firstRowNumber: firstRowNumber, into: &normalized)
  }
}
