internal import CSV
internal import Duplicates
internal import Rules

/// Knows of every record whether another one has its identity, and what becomes of it then.
///
/// Where that follows from the records before it, it is said at once (`writing`). Where it does not (another survivor than the first, or
/// more keys than memory may hold), the rest of the list is only taken (`looking`), everything is decided together, and is said when the
/// list is read again (`rereading`).
struct IdentityLedger: ~Copyable {
  enum Stage {
    case writing, looking, rereading
  }

  /// What becomes of a record for the sake of its identity.
  enum Verdict {
    case written
    case merged(with: [Int])
    case duplicate(of: Int)
    case shared(with: Int, NumberSharing)
  }

  private(set) var stage = Stage.writing
  /// The number of records that were written before the rest had to be looked at first.
  private(set) var settledRows = 0
  let comparesNames: Bool
  private let needsFacts: Bool
  private let choice: ContactChoice
  private let memory: SettlingMemory
  private var seen: SpillingExactSet?
  private var people: NumberPeople
  /// For each record of the batch, whether another one has its key.
  private var answers: [SpillingExactSet.Answer] = []
  private var groups: GroupSettling?
  private var decisions: RowDecisions?
  private var spool: ListSpool?
  /// What the first and the second reading must agree on.
  private var looked = Checksum()
  private var reread = Checksum()

  /// - Parameters:
  ///   - comparesNames: whether records of one identity may be different people.
  ///   - needsFacts: whether deciding asks for more than the identity.
  init(choice: ContactChoice, comparesNames: Bool, needsFacts: Bool, memory: SettlingMemory) {
    self.choice = choice
    self.comparesNames = comparesNames
    self.needsFacts = needsFacts
    self.memory = memory
    seen = SpillingExactSet(memoryLimit: memory.limit, directory: memory.directory, expected: memory.expectedRecords)
    people = NumberPeople(comparesNames: comparesNames, memoryLimit: memory.facts, directory: memory.directory)
    if !choice.decidesAtOnce(comparingNames: comparesNames) { beginLooking() }
  }

  /// The memory that keys are going to fill, as far as it is much; the ledger's until it decides.
  var keyMemory: [KeyMemory] {
    switch seen {
    case .some(let seen): seen.memory
    case nil: []
    }
  }

  private mutating func beginLooking() {
    stage = .looking
    groups = GroupSettling(
      survivor: choice.survivorRule, merges: choice.merges, sharing: choice.sharingRule, memoryLimit: memory.groups,
      directory: memory.directory)
  }

  /// Takes a batch of records, which follow those that were taken before.
  ///
  /// - Parameter chunk: the bytes that they were read from, when nobody can read them again.
  mutating func take(_ keys: Span<IdentityKey?>, _ facts: borrowing RowFactsBuffer, firstRowNumber: Int, chunk: Chunk?)
    throws(SettlingError)
  {
    if case .rereading = stage { return reread.add(keys, firstRowNumber: firstRowNumber) }
    if needsFacts { try people.append(facts, firstRowNumber: firstRowNumber) }
    // Taken out for the call, which changes another part of this value.
    var answers: [SpillingExactSet.Answer] = []
    swap(&answers, &self.answers)
    do throws(SpillError) {
      // Who says the same about one number is one person, and need not be looked up.
      try seen?.enter(
        keys, notes: comparesNames ? facts.fingerprints : Span(), firstRowNumber: firstRowNumber, answers: &answers)
    } catch {
      throw .disk(error)
    }
    swap(&answers, &self.answers)
    if case .looking = stage { try look(keys, firstRowNumber: firstRowNumber, chunk: chunk) }
  }

  private mutating func look(_ keys: Span<IdentityKey?>, firstRowNumber: Int, chunk: Chunk?) throws(SettlingError) {
    looked.add(keys, firstRowNumber: firstRowNumber)
    do throws(SpillError) {
      for index in answers.indices {
        switch answers[index] {
        case .duplicate(let holder), .alike(let holder): try groups?.add(firstRowNumber + index, holder: holder)
        case .first, .undecided: break
        }
      }
      if let chunk {
        if spool == nil { spool = try ListSpool(from: chunk, in: memory.directory) }
        try spool?.append(chunk)
      }
    } catch {
      throw .disk(error)
    }
  }

  /// Where a run of records ends of which each is the first of its identity: those of the batch that was taken last, from one on and no
  /// further than another (0-based). `verdict` need not be asked about them.
  func endOfWritten(from start: Int, to stop: Int) -> Int {
    guard case .writing = stage else { return start }
    var index = start
    while index < stop, answers[index].isFirst { index += 1 }
    return index
  }

  /// What becomes of a record of the batch that was taken last. Asked once of each record with a key, in their order; not while looking.
  mutating func verdict(on row: Int, _ index: Int, of facts: borrowing RowFactsBuffer) throws(SettlingError) -> Verdict {
    if case .rereading = stage { return try decision(about: row) }
    let holder: Int
    switch answers[index] {
    case .first, .undecided: return .written
    case .alike(let row): return .duplicate(of: row)
    case .duplicate(let row): holder = row
    }
    guard comparesNames else { return .duplicate(of: holder) }
    switch try people.place(row, index, of: facts, holder: holder) {
    case .person(let firstRow): return .duplicate(of: firstRow)
    case .newcomer(let kind): return choice.sharedNumber == .everyone ? .written : .shared(with: holder, kind)
    }
  }

  private mutating func decision(about row: Int) throws(SettlingError) -> Verdict {
    var others: [Int] = []
    do throws(SpillError) {
      while let decision = try decisions?.next(for: row) {
        switch decision.verdict {
        case .duplicate: return .duplicate(of: decision.other)
        case .shared(let kind): return .shared(with: decision.other, kind)
        case .merge: others.append(decision.other)
        }
      }
    } catch {
      throw .disk(error)
    }
    return others.isEmpty ? .written : .merged(with: others)
  }

  /// Ends a batch: from the next one on records are only looked at, when there is no more room for what would have to be known.
  mutating func endBatch(lastRowNumber: Int) {
    guard case .writing = stage, seen?.hasSpilled == true || people.byteCount > memory.people else { return }
    settledRows = lastRowNumber
    beginLooking()
  }

  /// Decides about all records that were looked at: the list has ended and is going to be read again.
  mutating func decide() throws(SettlingError) {
    stage = .rereading
    if let seen = seen.take() { try takeRest(of: seen) }
    if let groups = groups.take() { decisions = try groups.decide(by: &people) }
  }

  private mutating func takeRest(of seen: consuming SpillingExactSet) throws(SettlingError) {
    do throws(SpillError) {
      var survivors = try seen.finish()
      while let duplicate = try survivors.nextDuplicate() { try groups?.add(duplicate.rowNumber, holder: duplicate.holder) }
    } catch {
      throw .disk(error)
    }
  }

  /// The copy of what is to be read again, if one had to be made.
  mutating func takeSpool() -> ListSpool? { spool.take() }

  /// Whether the list was the same the second time, as far as it was read twice.
  var agrees: Bool { if case .rereading = stage { looked == reread } else { true } }

  /// The fields of a record, for merging.
  mutating func fields(of row: Int) throws(SettlingError) -> [[UInt8]] { try people.fields(of: row) }
}

/// What two readings of one list have in common: how many records, and their keys.
private struct Checksum: Equatable {
  private var rows = 0
  private var sum: UInt64 = 0

  mutating func add(_ keys: Span<IdentityKey?>, firstRowNumber: Int) {
    rows += keys.count
    for index in keys.indices {
      guard let key = keys[index] else { continue }
      sum &+= (key.low ^ key.high &* 0x9E37_79B9_7F4A_7C15) &* UInt64(truncatingIfNeeded: 2 * (firstRowNumber + index) + 1)
    }
  }
}
