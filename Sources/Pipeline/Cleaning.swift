public import CSV
public import Rules

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
  /// Is told how far the run is, after every part of the list; on any thread, but never on two at once.
  public var onProgress: (@Sendable (RunProgress) -> Void)?

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
    let settler = Settler(
      plan: plan, maxRejects: maxRejects, separator: encoder.separator, present: present, search: search, merges: merges,
      expected: list.expectedRecords ?? 0)
    let line = AssemblyLine(list: list, outcomes: outcomes, settler: settler, jobs: jobs, onProgress: onProgress)
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

/// How far a run is.
public struct RunProgress: Sendable {
  /// The bytes of the list that were cleaned, as UTF-8.
  public let bytes: Int
  /// The records that were cleaned.
  public let records: Int
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
