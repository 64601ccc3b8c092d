/// Remembers every identity that was seen, and who had it first.
///
/// Made of partitions that grow alone, each through pieces of memory that they pass to one another, so that growing needs no memory for
/// a second copy. A key costs 26 bytes, 18 when `expected` was right. Entering one costs a cache miss; a batch asks for its cache lines
/// ahead.
///
/// Telephone numbers are compared whole. Of other keys 96 bits are compared, more when `expected` is large (105 for ten million), as they
/// come out of a mixing under words that are drawn in each run, so that a list can't be made to collide: among a billion keys some two
/// count as the same by chance in one set of 160 billion, in one of 10¹⁶ when a billion were expected. Row numbers have 38 bits: one above
/// 274 billion is remembered as the largest of these.
public struct ExactSet: Sendable {
  private var storage: Storage

  /// - Parameter expected: about how many distinct keys will come; 0 when that is not known. A good guess halves the cost of
  ///   entering.
  public init(expected: Int = 0) { self.init(expected: expected, byteLimit: nil, secret: .ofProcess) }

  /// - Parameters:
  ///   - byteLimit: how much memory the keys may take: up to that the set takes more than it must, to be fast; nil when it is to be
  ///     sparing. It goes beyond when there are more keys.
  ///   - secret: what keys are mixed under; copies of the set have the same.
  init(expected: Int, byteLimit: Int? = nil, secret: MixingSecret = .ofProcess) {
    storage = Storage(KeyPartitions(expected: expected, byteLimit: byteLimit, secret: secret))
  }

  /// The number of distinct identities.
  public var count: Int { storage.partitions.count }

  /// The memory that the keys take, in bytes.
  public var byteCount: Int { storage.partitions.byteCount }

  /// The memory that is there for the keys that were expected, as far as it is much. It is the set's as long as that neither ends nor is
  /// copied.
  public var memory: [KeyMemory] { storage.partitions.memory }

  /// Enters a record. Returns the row number (1-based) of the record that already holds the key, or nil when this one is the
  /// first.
  public mutating func enter(_ key: IdentityKey, rowNumber: Int) -> Int? {
    makeUnique()
    let holder = storage.partitions.enter(MixedKey(key, storage.partitions.secret), rowNumber).row
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
    let holder = storage.partitions.holder(MixedKey(key, storage.partitions.secret)).row
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
  /// How many probes are under way at once: as many as a core has line fill buffers, and some. Mixed keys stand in arrays of as many, of
  /// which places are not checked: each is less than a window behind its start.
  private static let window = 64

  private var pool: SegmentPool
  private var tables: InlineArray<64, KeyTable>
  let secret: MixingSecret

  init(expected: Int, byteLimit: Int?, secret: MixingSecret) {
    self.secret = secret
    let each = max(expected, 0) / 64
    // A partition has its share, as chance makes it: four standard deviations more at most.
    var deviation = 1
    while deviation * deviation < each { deviation += 1 }
    let homes = expected > 0 ? KeyTable.homes(for: each + 4 * deviation) : KeyTable.smallest
    let growth = KeyTableGrowth(upTo: byteLimit.map { $0 / 64 })
    var pool = SegmentPool(initialBytes: 64 * KeyTable.poolBytes(homes: homes))
    // Of different sizes when nothing is expected, so that they do not all grow at the same moment.
    tables = InlineArray { index in
      KeyTable(homes: expected > 0 ? homes : homes + index, isForAll: expected > 0, growth: growth, from: &pool)
    }
    self.pool = pool
  }

  private init(copying other: borrowing KeyPartitions) {
    var pool = SegmentPool()
    tables = InlineArray { index in other.tables[index].copy(&pool) }
    self.pool = pool
    secret = other.secret
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

  var memory: [KeyMemory] { pool.memory }

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
    var mixed = InlineArray<64, MixedKey>(repeating: .none)
    let secret = secret
    var start = 0
    while start < keys.count {
      let end = min(start + Self.window, keys.count)
      for index in start..<end {
        guard let key = keys[index] else { continue }
        let words = MixedKey(key, note: notes.isEmpty ? 0 : notes[index], secret)
        unsafe mixed[unchecked: index &- start] = words
        tables[Int(words.hash >> 58)].prefetchWhereItIs(words)
      }
      for index in start..<end {
        found(keys[index] == nil ? .nobody : unsafe enter(mixed[unchecked: index &- start], firstRowNumber &+ index))
      }
      start = end
    }
  }

  func holders(_ keys: Span<IdentityKey?>, _ results: inout [Int?]) {
    var mixed = InlineArray<64, MixedKey>(repeating: .none)
    let secret = secret
    var start = 0
    while start < keys.count {
      let end = min(start + Self.window, keys.count)
      for index in start..<end {
        guard let key = keys[index] else { continue }
        let words = MixedKey(key, secret)
        unsafe mixed[unchecked: index &- start] = words
        tables[Int(words.hash >> 58)].prefetch(words)
      }
      for index in start..<end {
        let holder = keys[index] == nil ? 0 : unsafe self.holder(mixed[unchecked: index &- start]).row
        results.append(holder == 0 ? nil : holder)
      }
      start = end
    }
  }
}
