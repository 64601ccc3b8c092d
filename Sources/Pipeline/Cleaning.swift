public import CSV
public import Duplicates

/// One run over one list: read, normalize, settle, write.
public struct Cleaning: Sendable {
  /// What is done with every record.
  public let plan: Plan
  let encoder: any RecordEncoder
  /// More rejected records than this end the run; nil for no limit.
  let maxRejects: Int?
  let present: PresentContacts
  let memory: SettlingMemory
  /// Takes the records that are written, to find people among them who stand there more than once; nil when nobody asks.
  public var search: PersonSearch?
  /// Records that are made one.
  public var merges = PersonMerges()
  /// Is told how far a reading of the list is, after every part of it; on any thread, but never on two at once.
  public var onProgress: (@Sendable (RunProgress) -> Void)?

  /// - Parameters:
  ///   - present: contacts that the target has already; a record of one of them is a duplicate.
  ///   - memory: how much of what was read is kept in memory to find duplicates by.
  public init(
    plan: Plan, encoder: any RecordEncoder, maxRejects: Int? = nil, present: PresentContacts = PresentContacts(),
    memory: SettlingMemory = SettlingMemory()
  ) {
    self.plan = plan
    self.encoder = encoder
    self.maxRejects = maxRejects
    self.present = present
    self.memory = memory
  }

  /// Runs to the end of the list.
  ///
  /// The outcomes are the same, byte for byte, for every number of workers, every size of chunk and every limit of memory.
  ///
  /// - Parameters:
  ///   - again: opens the list once more, where that can be done. It is read twice when the plan keeps another record of a contact than
  ///     the first, or when there are more keys than memory may hold; what cannot be opened again is copied to a file without a name.
  ///   - outcomes: takes each record's outcome, in the list's order, and is told when the run has ended well.
  ///   - jobs: the number of workers. One is a plain loop on this thread.
  /// - Returns: the counts, whose outcomes add up to the records read.
  public func run<Source: ByteSource & SendableMetatype & ~Copyable, Outcomes: OutcomeSink & SendableMetatype & ~Copyable>(
    _ list: consuming ListReader<Source>, again: (() throws(InputError) -> ListReader<Source>)? = nil,
    to outcomes: consuming Outcomes, jobs: Int = 1
  ) throws(RunError) -> Tally {
    let settlement = try settle(
      list, again: again, Settlement(settler: Settler(self, observation: outcomes.observation), outcomes: outcomes), jobs: jobs)
    return try settlement.end(encoder.closing)
  }

  /// Settles every record of a list, in one reading or two.
  func settle<Source: ByteSource & SendableMetatype & ~Copyable, Outcomes: OutcomeSink & SendableMetatype & ~Copyable>(
    _ list: consuming ListReader<Source>, again: (() throws(InputError) -> ListReader<Source>)?,
    _ settlement: consuming Settlement<Outcomes>, jobs: Int
  ) throws(RunError) -> Settlement<Outcomes> {
    let frame = list.frame
    try settlement.outcomes.begin(encoder.opening)
    var settlement = try assemble(list, settlement, copiesChunks: again == nil, jobs: jobs)
    guard settlement.settler.isLooking else { return settlement }
    do { try settlement.settler.ledger?.decide() } catch { throw .settling(error) }
    let settledRows = settlement.settler.ledger?.settledRows ?? 0
    if let again {
      let second: ListReader<Source>
      do { second = try again() } catch { throw .input(error) }
      settlement = try assemble(second, settlement, passing: settledRows, jobs: jobs)
    } else if let spool = settlement.settler.ledger?.takeSpool() {
      let second: ListReader<SpoolSource>
      do { second = try spool.list(like: frame) } catch { throw .input(error) }
      settlement = try assemble(second, settlement, passing: settledRows, jobs: jobs)
    }
    if settlement.settler.ledger?.agrees == false { throw .listChanged }
    return settlement
  }
}

extension Cleaning {
  /// Runs to the end of the list and writes nothing: for `search`, which is then asked what it found.
  public func look<Source: ByteSource & SendableMetatype & ~Copyable>(
    through list: consuming ListReader<Source>, again: (() throws(InputError) -> ListReader<Source>)? = nil, jobs: Int = 1
  ) throws(RunError) {
    _ = try run(list, again: again, to: NoOutcomes(), jobs: jobs)
  }

  /// How groups of records (row numbers, 1-based) are made one each. Reads the list, and cleans those records alone.
  public func merges<Source: ByteSource & ~Copyable>(
    of groups: [[Int]], in list: consuming ListReader<Source>
  ) throws(InputError) -> PersonMerges {
    try PersonMerges(of: groups, in: list, plan: plan, encoder: encoder)
  }
}

/// How far a reading of a list is.
public struct RunProgress: Sendable {
  /// The bytes of the list that were read, as UTF-8.
  public let bytes: Int
  /// The records that were read.
  public let records: Int

  public init(bytes: Int, records: Int) {
    self.bytes = bytes
    self.records = records
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
  /// A record holds a text that the output's form has to be free of.
  case forbiddenText(String)
  /// What finding duplicates needed beyond memory was refused.
  case settling(SettlingError)
  /// The list was read twice and was another one the second time.
  case listChanged
}
