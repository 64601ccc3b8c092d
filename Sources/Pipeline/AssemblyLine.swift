internal import CSV
internal import Synchronization

/// What the workers of a run share: the list at one end, which hands out tickets, and the outcomes at the other, in their order.
///
/// A class, because threads share it. Each end is touched by one worker at a time: the list under its mutex, the outcomes only by
/// the worker that settles.
final class AssemblyLine<Source: ByteSource & ~Copyable, Outcomes: OutcomeSink & ~Copyable>: @unchecked Sendable {
  private struct Intake: ~Copyable {
    var list: ListReader<Source>
    var nextTicket = 0
    var hasEnded = false
  }

  private let intakeLock = Mutex(())
  private var intake: Intake
  private let handover: Handover<PartLoad>
  private var settler: Settler
  private var outcomes: Outcomes
  private var failure: RunError?
  private let onProgress: (@Sendable (RunProgress) -> Void)?

  /// - Parameter jobs: the number of workers.
  init(
    list: consuming ListReader<Source>, outcomes: consuming Outcomes, settler: Settler, jobs: Int,
    onProgress: (@Sendable (RunProgress) -> Void)?
  ) {
    intake = Intake(list: list)
    self.outcomes = outcomes
    self.settler = settler
    self.onProgress = onProgress
    // A worker has one load in hand, and one more may wait for its turn.
    handover = Handover((0..<(jobs > 1 ? 2 * jobs : 1)).map { _ in PartLoad() })
  }

  /// A worker's life: take the next part, clean it, hand it over.
  func work(parser: consuming ChunkParser, normalizer: consuming Normalizer) {
    while true {
      let load = handover.takeEmpty()
      guard let ticket = take(into: load) else { return handover.giveBack(load) }
      if load.error == nil { load.clean(with: &parser, &normalizer) }
      handover.finish(load, ticket: ticket, settle: settle)
    }
  }

  /// Takes the next part of the list, and returns its ticket; nil when there is none. An error that is met takes a ticket like a part, so
  /// that what stands before it in the list is written first.
  private func take(into load: PartLoad) -> Int? {
    intakeLock.withLock { _ in
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
        try settler.settle(
          load.normalized, of: load.batch, records: load.records, firstRowNumber: load.part.firstRowNumber, to: &outcomes)
        onProgress?(RunProgress(bytes: load.end, records: settler.tally.read))
      } catch {
        failure = error
      }
    }
    if failure != nil { intakeLock.withLock { _ in intake.hasEnded = true } }
  }

  /// Ends the outcomes when every worker has gone home.
  func finish(_ closing: [UInt8]) throws(RunError) -> Tally {
    if let failure { throw failure }
    try outcomes.end(closing, tally: settler.tally)
    return settler.tally
  }
}

/// A part of the list on its way through a run, with its room, which is used again.
///
/// A class, because it goes from worker to worker; one of them has it at a time.
private final class PartLoad {
  var part = ListPart()
  private(set) var batch = RecordBatch()
  private(set) var normalized = NormalizedBatch()
  /// Which of the batch's records are the list's.
  private(set) var records = 0..<0
  /// Where the part ends in the list, in bytes.
  private(set) var end = 0
  var error: RunError?

  func clean(with parser: inout ChunkParser, _ normalizer: inout Normalizer) {
    end = part.chunk.byteOffset + part.chunk.bytes.count
    records = part.parse(with: &parser, into: &batch)
    normalizer.normalize(batch, records: records, firstRowNumber: part.firstRowNumber, into: &normalized)
  }
}
