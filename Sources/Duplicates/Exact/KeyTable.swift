internal import CMemory

/// A hash table of 128-bit keys and the row numbers that hold them: buckets of three in a cache line each, linear probing
/// from bucket to bucket.
///
/// Nothing is ever removed, so a key is in the first bucket from its home that has room, or before. Unsafe inside, because a
/// bucket is found by address: every index is below `bucketCount`, which the block has as its length, and the table alone
/// owns it.
@safe struct KeyTable: ~Copyable {
  private(set) var count = 0
  private(set) var bucketCount: Int
  private var limit: Int
  private var buckets: UnsafeMutablePointer<Bucket>

  /// One cache line.
  private struct Bucket: BitwiseCopyable {
    var keys: (IdentityKey, IdentityKey, IdentityKey)
    /// The lower 32 bits of the row numbers.
    var rows: (UInt32, UInt32, UInt32)
    /// The next eight bits of them, and how many of the three are taken in the uppermost byte.
    var rest: UInt32
  }

  /// The least buckets of a table: a page of them.
  static let smallest = 64

  /// Makes room for a number of keys.
  init(keys: Int) { self.init(buckets: keys / 12 * 5 + 5) }

  init(buckets wanted: Int) {
    bucketCount = max(wanted, Self.smallest)
    // Four of five slots: two of three buckets are then less than full, and a search looks at 1.2 of them.
    limit = bucketCount * 12 / 5
    guard let start = unsafe cmemory_allocate(bucketCount * MemoryLayout<Bucket>.stride) else {
      preconditionFailure("out of memory for a table of \(bucketCount) buckets")
    }
    unsafe buckets = start.bindMemory(to: Bucket.self, capacity: bucketCount)
  }

  deinit { unsafe cmemory_free(buckets, bucketCount * MemoryLayout<Bucket>.stride) }

  var byteCount: Int { bucketCount * MemoryLayout<Bucket>.stride }

  /// The bucket where the search for a hash begins: the hash as a fraction of the buckets, so any number of them will do. The
  /// upper six bits have chosen the table among 64 already.
  @inline(__always)
  private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash << 6).multipliedFullWidth(by: UInt64(bucketCount)).high)
  }

  @inline(__always)
  func prefetch(_ hash: UInt64) { unsafe cmemory_prefetch(buckets + home(hash)) }

  /// Enters a key unless it is there. Returns the row number of the one that was there before, or 0.
  @inline(__always)
  mutating func enter(_ key: IdentityKey, _ hash: UInt64, _ rowNumber: Int) -> Int {
    var index = home(hash)
    while true {
      let bucket = unsafe buckets + index
      let taken = unsafe bucket.pointee.rest >> 24
      if unsafe taken > 0 && bucket.pointee.keys.0 == key { return unsafe row(bucket, 0) }
      if unsafe taken > 1 && bucket.pointee.keys.1 == key { return unsafe row(bucket, 1) }
      if unsafe taken > 2 && bucket.pointee.keys.2 == key { return unsafe row(bucket, 2) }
      if taken < 3 {
        if count == limit { return enterGrowing(key, hash, rowNumber) }
        unsafe put(key, rowNumber, bucket, taken)
        count += 1
        return 0
      }
      index += 1
      if index == bucketCount { index = 0 }
    }
  }

  /// The row number that holds a key, or 0.
  func holder(_ key: IdentityKey, _ hash: UInt64) -> Int {
    var index = home(hash)
    while true {
      let bucket = unsafe buckets + index
      let taken = unsafe bucket.pointee.rest >> 24
      if unsafe taken > 0 && bucket.pointee.keys.0 == key { return unsafe row(bucket, 0) }
      if unsafe taken > 1 && bucket.pointee.keys.1 == key { return unsafe row(bucket, 1) }
      if unsafe taken > 2 && bucket.pointee.keys.2 == key { return unsafe row(bucket, 2) }
      if taken < 3 { return 0 }
      index += 1
      if index == bucketCount { index = 0 }
    }
  }

  @inline(never)
  private mutating func enterGrowing(_ key: IdentityKey, _ hash: UInt64, _ rowNumber: Int) -> Int {
    // Homes keep their order in a larger table, so that moving the keys reads and writes memory from front to back.
    var larger = KeyTable(buckets: bucketCount + bucketCount / 2)
    copyKeys(into: &larger)
    self = larger
    return enter(key, hash, rowNumber)
  }

  /// A table of its own with the same keys.
  func copy() -> KeyTable {
    var other = KeyTable(buckets: bucketCount)
    copyKeys(into: &other)
    return other
  }

  private func copyKeys(into other: inout KeyTable) {
    for index in 0..<bucketCount {
      let bucket = unsafe buckets + index
      let taken = unsafe bucket.pointee.rest >> 24
      if taken > 0 { unsafe copy(bucket.pointee.keys.0, row(bucket, 0), into: &other) }
      if taken > 1 { unsafe copy(bucket.pointee.keys.1, row(bucket, 1), into: &other) }
      if taken > 2 { unsafe copy(bucket.pointee.keys.2, row(bucket, 2), into: &other) }
    }
  }

  @inline(__always)
  private func copy(_ key: IdentityKey, _ row: Int, into other: inout KeyTable) {
    _ = other.enter(key, key.hash, row)
  }

  @inline(__always)
  private func row(_ bucket: UnsafeMutablePointer<Bucket>, _ slot: UInt32) -> Int {
    let low = unsafe slot == 0 ? bucket.pointee.rows.0 : slot == 1 ? bucket.pointee.rows.1 : bucket.pointee.rows.2
    return unsafe Int(bucket.pointee.rest >> (slot * 8) & 0xFF) << 32 | Int(low)
  }

  @inline(__always)
  private func put(_ key: IdentityKey, _ rowNumber: Int, _ bucket: UnsafeMutablePointer<Bucket>, _ slot: UInt32) {
    let low = UInt32(truncatingIfNeeded: rowNumber)
    switch slot {
    case 0: unsafe (bucket.pointee.keys.0, bucket.pointee.rows.0) = (key, low)
    case 1: unsafe (bucket.pointee.keys.1, bucket.pointee.rows.1) = (key, low)
    default: unsafe (bucket.pointee.keys.2, bucket.pointee.rows.2) = (key, low)
    }
    // Adding one to the uppermost byte takes the slot.
    unsafe bucket.pointee.rest += ((UInt32(truncatingIfNeeded: rowNumber >> 32) & 0xFF) << (slot * 8)) + (1 << 24)
  }
}

extension IdentityKey {
  /// All 128 bits mixed into 64. Only where a key is sought depends on it: keys are compared whole.
  @inline(__always)
  var hash: UInt64 {
    foldedProduct(foldedProduct(low ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) ^ high, 0xA076_1D64_78BD_642F)
  }
}
