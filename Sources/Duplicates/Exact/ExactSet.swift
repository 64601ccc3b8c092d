/// Remembers every identity that was seen, and who had it first.
///
/// Made of partitions that grow alone, each through pieces of memory that they pass to one another, so that growing needs no memory for
/// a second copy. A key costs 24 to 30 bytes, 27 on the average, 24 when `expected` was right. Entering one costs a cache miss; a batch
/// asks for its cache lines ahead.
public struct ExactSet: Sendable {
  private var storage: Storage

  /// - Parameter expected: about how many distinct keys will come; 0 when that is not known. A good guess halves the cost of
  ///   entering.
  public init(expected: Int = 0) { self.init(expected: expected, keepsNotes: false) }

  /// - Parameter keepsNotes: whether the keys are of telephone numbers, each with a note of its first record. It takes no room: a
  ///   number's key leaves half of it free.
  init(expected: Int, keepsNotes: Bool) { storage = Storage(KeyPartitions(expected: expected, keepsNotes: keepsNotes)) }

  /// The number of distinct identities.
  public var count: Int { storage.partitions.count }

  /// The memory that the keys take, in bytes.
  public var byteCount: Int { storage.partitions.byteCount }

  /// Enters a record. Returns the row number (1-based) of the record that already holds the key, or nil when this one is the
  /// first.
  public mutating func enter(_ key: IdentityKey, rowNumber: Int) -> Int? {
    makeUnique()
    let holder = storage.partitions.enter(MixedKey(key), rowNumber).row
    return holder == 0 ? nil : holder
  }

  /// Enters a batch of records in their order: the first has `firstRowNumber` (1-based), the next ones follow. A record
  /// without a key is nobody's duplicate.
  ///
  /// - Parameters:
  ///   - keys: the identity of each record, nil where it has none.
  ///   - firstRowNumber: the row number (1-based) of the batch's first record.
  ///   - results: emptied and filled with the row number of each record's holder, nil for a first one.
  public mutating func enter(_ keys: Span<IdentityKey?>, firstRowNumber: Int, results: inout [Int?]) {
    makeUnique()
    results.removeAll(keepingCapacity: true)
    results.reserveCapacity(keys.count)
    storage.partitions.enter(keys, firstRowNumber) { results.append($0.row == 0 ? nil : $0.row) }
  }

  /// The same, with what is known of each holder.
  ///
  /// - Parameter notes: what is noted of each record; nothing for a set that keeps no notes.
  mutating func enter(_ keys: Span<IdentityKey?>, notes: Span<UInt64>, firstRowNumber: Int, results: inout [KeyTable.Holder]) {
    makeUnique()
    results.removeAll(keepingCapacity: true)
    results.reserveCapacity(keys.count)
    storage.partitions.enter(keys, notes: notes, firstRowNumber) { results.append($0) }
  }

  /// The row number (1-based) that holds a key, or nil.
  public func holder(of key: IdentityKey) -> Int? {
    let holder = storage.partitions.holder(MixedKey(key)).row
    return holder == 0 ? nil : holder
  }

  /// The holder of each key of a batch, nil where there is none.
  func holders(of keys: Span<IdentityKey?>, results: inout [Int?]) {
    results.removeAll(keepingCapacity: true)
    results.reserveCapacity(keys.count)
    storage.partitions.holders(keys, &results)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.partitions.copy()) }
  }

  /// A class, so that copies of the set share the tables until one of them changes. Not changed while it is shared: that
  /// makes it safe to send.
  private final class Storage: @unchecked Sendable {
    var partitions: KeyPartitions

    init(_ partitions: consuming KeyPartitions) { self.partitions = partitions }
  }
}

/// The tables of an exact set, chosen by the upper six bits of a key's hash.
struct KeyPartitions: ~Copyable {
  /// How many probes are under way at once: as many as a core has line fill buffers, and some.
  private static let window = 64

  private var pool = SegmentPool()
  private var tables: InlineArray<64, KeyTable>
  private let keepsNotes: Bool

  init(expected: Int, keepsNotes: Bool) {
    self.keepsNotes = keepsNotes
    let each = max(expected, 0) / 64
    // A partition has its share, as chance makes it: four standard deviations more at most.
    var deviation = 1
    while deviation * deviation < each { deviation += 1 }
    let keys = each + 4 * deviation
    var pool = SegmentPool()
    // Of different sizes when nothing is expected, so that they do not all grow at the same moment.
    tables = InlineArray { index in
      KeyTable(
        homes: expected > 0 ? KeyTable.homes(for: keys) : KeyTable.smallest + index / 4, keepsNotes: keepsNotes, from: &pool)
    }
    self.pool = pool
  }

  private init(copying other: borrowing KeyPartitions) {
    var pool = SegmentPool()
    tables = InlineArray { index in other.tables[index].copy(&pool) }
    self.pool = pool
    keepsNotes = other.keepsNotes
  }

  func copy() -> KeyPartitions { KeyPartitions(copying: self) }

  var count: Int {
    var count = 0
    for index in tables.indices { count += tables[index].count }
    return count
  }

  var byteCount: Int {
    var bytes = 0
    for index in tables.indices { bytes += tables[index].byteCount }
    return bytes
  }

  @inline(__always)
  mutating func enter(_ key: MixedKey, _ rowNumber: Int) -> KeyTable.Holder {
    tables[Int(key.hash >> 58)].enter(key, rowNumber, &pool)
  }

  @inline(__always)
  func holder(_ key: MixedKey) -> KeyTable.Holder { tables[Int(key.hash >> 58)].holder(key) }

  /// Enters keys in their order, and hands each one's holder to `found`.
  ///
  /// - Parameter notes: what is noted of each record, in a set that keeps notes.
  @inline(__always)
  mutating func enter(
    _ keys: Span<IdentityKey?>, notes: Span<UInt64> = Span(), _ firstRowNumber: Int, found: (KeyTable.Holder) -> Void
  ) {
    var mixed = InlineArray<64, MixedKey>(repeating: MixedKey(IdentityKey(high: 0, low: 0)))
    var start = 0
    while start < keys.count {
      let end = min(start + Self.window, keys.count)
      for index in start..<end {
        guard let key = keys[index] else { continue }
        let words = notes.isEmpty ? self.mixed(key) : MixedKey(key, note: notes[index])
        mixed[index - start] = words
        tables[Int(words.hash >> 58)].prefetchWhereItIs(words)
      }
      for index in start..<end {
        found(keys[index] == nil ? .nobody : enter(mixed[index - start], firstRowNumber + index))
      }
      start = end
    }
  }

  func holders(_ keys: Span<IdentityKey?>, _ results: inout [Int?]) {
    var mixed = InlineArray<64, MixedKey>(repeating: MixedKey(IdentityKey(high: 0, low: 0)))
    var start = 0
    while start < keys.count {
      let end = min(start + Self.window, keys.count)
      for index in start..<end {
        guard let key = keys[index] else { continue }
        let words = self.mixed(key)
        mixed[index - start] = words
        tables[Int(words.hash >> 58)].prefetch(words)
      }
      for index in start..<end {
        let holder = keys[index] == nil ? 0 : self.holder(mixed[index - start]).row
        results.append(holder == 0 ? nil : holder)
      }
      start = end
    }
  }

  @inline(__always)
  private func mixed(_ key: IdentityKey) -> MixedKey { keepsNotes ? MixedKey(key, note: 0) : MixedKey(key) }
}
