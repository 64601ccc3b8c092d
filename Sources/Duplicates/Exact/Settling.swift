/// Decides the spilled records, a partition at a time, and collects the duplicates among them.
struct Settling: ~Copyable {
  struct Duplicate: BitwiseCopyable, Sendable {
    var rowNumber: Int
    var holder: Int
  }

  private var isDuplicate: RowSet
  private var duplicates: SpillRuns<Duplicate>
  private let memoryLimit: Int
  private var block: [SpillingExactSet.Entry] = []

  static let blockDuplicates = 512

  init(rows: ClosedRange<Int>, duplicates file: consuming SystemFile, memoryLimit: Int) {
    isDuplicate = RowSet(rows)
    duplicates = SpillRuns(file, streams: 0, blockItems: Self.blockDuplicates)
    self.memoryLimit = memoryLimit
  }

  /// Finds the duplicates of one partition. Within it, records are in the order of their rows.
  mutating func settle(_ partition: Int, of runs: borrowing SpillRuns<SpillingExactSet.Entry>) throws(SpillError) {
    let count = runs.count(of: partition)
    guard count > 0 else { return }
    // A partition too large for the limit is read several times, each time for a part of its keys.
    let passes = UInt64(max(1, count * 20 / max(memoryLimit / 2, 1 << 20)))
    for pass in 0..<passes {
      let stream = duplicates.addStream()
      var seen = ExactSet(expected: count / Int(passes) + 1)
      var position = 0
      let filler = SpillingExactSet.Entry(key: IdentityKey(high: 0, low: 0), rowNumber: 0)
      while try runs.read(position, of: partition, into: &block, filler: filler) {
        position += 1
        for entry in block {
          if passes > 1, (entry.key.hash >> 8) % passes != pass { continue }
          guard let holder = seen.enter(entry.key, rowNumber: entry.rowNumber) else { continue }
          isDuplicate.insert(entry.rowNumber)
          try duplicates.append(Duplicate(rowNumber: entry.rowNumber, holder: holder), to: stream)
        }
      }
      try duplicates.close(stream)
    }
  }

  consuming func survivors() throws(SpillError) -> Survivors {
    let rows = isDuplicate
    return try Survivors(duplicateRows: rows, duplicates: duplicates)
  }
}

/// Row numbers in a range, a bit each.
struct RowSet: Sendable {
  private let first: Int
  private var words: [UInt64]

  init(_ rows: ClosedRange<Int>) {
    first = rows.lowerBound
    words = [UInt64](repeating: 0, count: (rows.upperBound - rows.lowerBound) / 64 + 1)
  }

  mutating func insert(_ rowNumber: Int) {
    let offset = rowNumber - first
    guard offset >= 0, offset / 64 < words.count else { return }
    words[offset / 64] |= 1 << UInt64(offset % 64)
  }

  func contains(_ rowNumber: Int) -> Bool {
    let offset = rowNumber - first
    guard offset >= 0, offset / 64 < words.count else { return false }
    return words[offset / 64] >> UInt64(offset % 64) & 1 == 1
  }
}
