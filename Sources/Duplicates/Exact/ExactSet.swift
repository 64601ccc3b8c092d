/// Remembers every identity that was seen, and who had it first.
///
/// Made of partitions that grow alone, so that growing never needs the memory of the whole set a second time. A key costs 25
/// to 38 bytes, 25 when `expected` was right. Entering one costs a cache miss; a batch asks for its cache lines ahead.
public struct ExactSet: Sendable {
  private var storage: Storage

  /// - Parameter expected: about how many distinct keys will come; 0 when that is not known.
  public init(expected: Int = 0) { storage = Storage(expected: expected) }

  /// The number of distinct identities.
  public var count: Int { storage.count }

  /// The memory that the keys take, in bytes.
  public var byteCount: Int { storage.byteCount }

  /// Enters a record. Returns the row number (1-based) of the record that already holds the key, or nil when this one is the
  /// first.
  public mutating func enter(_ key: IdentityKey, rowNumber: Int) -> Int? {
    makeUnique()
    let holder = storage.enter(key, key.hash, rowNumber)
    return holder == 0 ? nil : holder
  }

  /// Enters a batch of records in their order: the first has `firstRowNumber` (1-based), the next ones follow. A record
  /// without a key is nobody's duplicate.
  ///
  /// - Parameter results: emptied and filled with the row number of each record's holder, nil for a first one.
  public mutating func enter(_ keys: Span<IdentityKey?>, firstRowNumber: Int, results: inout [Int?]) {
    makeUnique()
    results.removeAll(keepingCapacity: true)
    results.reserveCapacity(keys.count)
    var hashes = InlineArray<64, UInt64>(repeating: 0)
    var start = 0
    while start < keys.count {
      let end = min(start + 64, keys.count)
      for index in start..<end {
        guard let key = keys[index] else { continue }
        let hash = key.hash
        hashes[index - start] = hash
        storage.prefetch(hash)
      }
      for index in start..<end {
        guard let key = keys[index] else {
          results.append(nil)
          continue
        }
        let holder = storage.enter(key, hashes[index - start], firstRowNumber + index)
        results.append(holder == 0 ? nil : holder)
      }
      start = end
    }
  }

  /// The row number (1-based) that holds a key, or nil.
  public func holder(of key: IdentityKey) -> Int? {
    let holder = storage.holder(key, key.hash)
    return holder == 0 ? nil : holder
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }
}

extension ExactSet {
  /// A class, so that copies of the set share the tables until one of them changes. Not changed while it is shared: that
  /// makes it safe to send.
  private final class Storage: @unchecked Sendable {
    /// By the upper six bits of the hash.
    private var partitions: InlineArray<64, KeyTable>
    /// The holder of the key that a table cannot hold, all zero; 0 when none does.
    private var zeroHolder = 0

    init(expected: Int) {
      let each = max(expected, 0) / 64
      // A partition is as full as chance makes it: a few standard deviations more than its share, at four slots of five.
      var deviation = 1
      while deviation * deviation < each { deviation += 1 }
      let wanted = (each + 4 * deviation) / 4 * 5
      // Of different sizes at first, so that they do not all grow at the same moment.
      partitions = InlineArray { index in KeyTable(capacity: expected > 0 ? wanted : KeyTable.smallest + index) }
    }

    private init(copyOf other: Storage) {
      partitions = InlineArray { index in other.partitions[index].copy() }
      zeroHolder = other.zeroHolder
    }

    func copy() -> Storage { Storage(copyOf: self) }

    var count: Int {
      var count = zeroHolder == 0 ? 0 : 1
      for index in partitions.indices { count += partitions[index].count }
      return count
    }

    var byteCount: Int {
      var bytes = 0
      for index in partitions.indices { bytes += partitions[index].byteCount }
      return bytes
    }

    @inline(__always)
    func prefetch(_ hash: UInt64) { partitions[Int(hash >> 58)].prefetch(hash) }

    @inline(__always)
    func enter(_ key: IdentityKey, _ hash: UInt64, _ rowNumber: Int) -> Int {
      if key.isZero {
        if zeroHolder == 0 {
          zeroHolder = rowNumber
          return 0
        }
        return zeroHolder
      }
      return partitions[Int(hash >> 58)].enter(key, hash, rowNumber)
    }

    @inline(__always)
    func holder(_ key: IdentityKey, _ hash: UInt64) -> Int {
      key.isZero ? zeroHolder : partitions[Int(hash >> 58)].holder(key, hash)
    }
  }
}
