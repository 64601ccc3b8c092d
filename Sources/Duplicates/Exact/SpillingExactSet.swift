/// An exact set that stays within a memory limit, however many records come.
///
/// Up to the limit it answers at once, like `ExactSet`. Past it the keys in memory stay where they are and answer for
/// themselves; every other key goes with its row number to a partition on disk, 24 bytes a record, and its record is
/// undecided until `finish()`, which settles each partition by itself. The answers are those of one set in memory, record by
/// record.
public struct SpillingExactSet: ~Copyable {
  public enum Answer: Equatable, Sendable {
    /// The first record with its key, or one without a key.
    case first
    /// The record with this row number (1-based) has the key.
    case duplicate(of: Int)
    /// The record with this row number has the key and the same note.
    case alike(Int)
    /// `Survivors` will tell.
    case undecided

    public var isFirst: Bool { if case .first = self { true } else { false } }
  }

  struct Entry: BitwiseCopyable, Sendable {
    var key: IdentityKey
    var rowNumber: Int
  }

  private var held: ExactSet
  private var runs: SpillRuns<Entry>?
  private let budget: Int
  private let blockEntries: Int
  private let memoryLimit: Int
  private let directory: String
  private let openFile: @Sendable (String) throws(SpillError) -> SystemFile
  private var firstUndecided = Int.max
  private var lastUndecided = 0
  private var holders: [Int?] = []
  private var noted: [KeyTable.Holder] = []

  static let partitions = 256

  /// - Parameters:
  ///   - memoryLimit: the most bytes that keys may take, where up to 43 a key are used to be fast and 19 are enough; below 8 MB some of it
  ///     goes to buffers, and what is left is little.
  ///   - directory: where partition files are made, without a name and for the owner alone; nothing is made before the limit
  ///     is reached.
  ///   - expected: about how many distinct keys will come; 0 when that is not known.
  public init(memoryLimit: Int, directory: String, expected: Int = 0) {
    self.init(memoryLimit: memoryLimit, directory: directory, expected: expected) { directory throws(SpillError) in
      try SystemFile(in: directory)
    }
  }

  init(
    memoryLimit: Int, directory: String, expected: Int,
    openFile: @escaping @Sendable (String) throws(SpillError) -> SystemFile
  ) {
    self.memoryLimit = max(memoryLimit, 0)
    self.directory = directory
    self.openFile = openFile
    // A quarter of the limit, 12 KB a partition at most, holds what waits to be written. The table has the rest, less an
    // eighth: the last pieces of its partitions are not full, and settling needs a bit for each row.
    let entryBytes = MemoryLayout<Entry>.stride
    blockEntries = max(16, min(512, self.memoryLimit / 4 / Self.partitions / entryBytes))
    budget = max(0, self.memoryLimit - Self.partitions * blockEntries * entryBytes) / 64 * 56
    // A table for as many as were expected takes up to 19 bytes a key.
    held = ExactSet(expected: min(max(expected, 0), budget / 19), byteLimit: budget)
  }

  /// Whether some keys had to leave memory, so that some answers are not there yet.
  public private(set) var hasSpilled = false

  /// The memory that is there for the keys that were expected, as far as it is much; the set's until it is finished.
  public var memory: [KeyMemory] { held.memory }

  /// Enters a batch of records in their order: the first has `firstRowNumber` (1-based), the next ones follow. Batches come
  /// in the order of their rows.
  ///
  /// - Parameters:
  ///   - keys: the identity of each record, nil where it has none.
  ///   - notes: where keys are of telephone numbers, what is noted of each record: bits that are equal where two records say the same. Of
  ///     64, as many are kept as have room beside a key: 32, or one more for each time twice as many keys were expected (41 for ten million,
  ///     all of them in memory). A key that is on disk has none, and neither has one that is no number's. Or nothing.
  ///   - firstRowNumber: the row number (1-based) of the batch's first record.
  ///   - answers: emptied and filled, one for each record.
  /// - Throws: when the disk is full or fails; the set is then of no further use.
  public mutating func enter(
    _ keys: Span<IdentityKey?>, notes: Span<UInt64> = Span(), firstRowNumber: Int, answers: inout [Answer]
  ) throws(SpillError) {
    answers.removeAll(keepingCapacity: true)
    if !hasSpilled {
      held.enter(keys, notes: notes, firstRowNumber: firstRowNumber, results: &noted)
      answers.append(addingCapacity: noted.count) { output in
        for holder in noted {
          let isAlike = holder.isAlike && !notes.isEmpty
          output.append(holder.row == 0 ? .first : isAlike ? .alike(holder.row) : .duplicate(of: holder.row))
        }
      }
      if held.byteCount > budget { try beginSpilling() }
      return
    }
    held.holders(of: keys, results: &holders)
    for index in keys.indices {
      guard let key = keys[index] else {
        answers.append(.first)
        continue
      }
      if let holder = holders[index] {
        answers.append(.duplicate(of: holder))
        continue
      }
      let rowNumber = firstRowNumber + index
      let partition = Int(truncatingIfNeeded: key.hash & UInt64(Self.partitions - 1))
      try runs?.append(Entry(key: key, rowNumber: rowNumber), to: partition)
      firstUndecided = min(firstUndecided, rowNumber)
      lastUndecided = rowNumber
      answers.append(.undecided)
    }
  }

  private mutating func beginSpilling() throws(SpillError) {
    runs = SpillRuns(try openFile(directory), streams: Self.partitions, blockItems: blockEntries)
    hasSpilled = true
  }

  /// Settles what is undecided. Reads each partition once, or a few times when it alone is larger than the memory limit.
  public consuming func finish() throws(SpillError) -> Survivors {
    let limit = memoryLimit
    let directory = directory
    let openFile = openFile
    let (first, last) = (firstUndecided, lastUndecided)
    guard var runs = takeRuns() else { return Survivors() }
    var settling = try Settling(
      rows: first...max(first == Int.max ? Int.max : last, first), duplicates: openFile(directory), memoryLimit: limit)
    for partition in 0..<Self.partitions {
      try runs.close(partition)
      try settling.settle(partition, of: runs)
    }
    return try settling.survivors()
  }

  private mutating func takeRuns() -> SpillRuns<Entry>? {
    held = ExactSet()
    return runs.take()
  }
}
