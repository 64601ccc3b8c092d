internal import CMemory

/// A hash table of 128-bit keys and the row numbers that hold them: buckets of three in a cache line each, linear probing from a home
/// that grows with the key's hash.
///
/// It grows by a quarter, from front to back, through the segments of a pool: what has been read is given back while what is written is
/// taken, so that growing needs no memory for a second table. Nothing is ever removed, so a key is in the first bucket from its home that
/// has room, or before. Unsafe inside, because a bucket is found by address: every index is below `homes`, for which there are segments,
/// and the pool, which is passed in, keeps them.
@safe struct KeyTable: ~Copyable {
  private(set) var count = 0
  /// How many buckets there are, each the home of a part of all hashes.
  private let homes: Int
  /// The most keys before the table grows.
  private let limit: Int
  /// Which bits of the second word belong to the key: all, or none where it is a note.
  private let mask: UInt64
  private let segments: UnsafeMutablePointer<UnsafeMutablePointer<Bucket>>

  /// One cache line.
  private struct Bucket: BitwiseCopyable {
    var keys: (MixedKey, MixedKey, MixedKey)
    /// The lower 32 bits of the row numbers.
    var rows: (UInt32, UInt32, UInt32)
    /// The next eight bits of them, and how many of the three are taken in the uppermost byte.
    var rest: UInt32
  }

  /// The least homes of a table: a page of them.
  static let smallest = 64
  /// How many buckets a segment has, as a power of two.
  private static let segmentShift = 10

  /// The homes for a number of keys.
  static func homes(for keys: Int) -> Int { max(smallest, keys / 27 * 10 + 10) }

  /// - Parameter keepsNotes: whether keys are `MixedKey`s of numbers, with notes.
  init(homes: Int, keepsNotes: Bool, from pool: inout SegmentPool) {
    self.init(homes: homes, mask: keepsNotes ? 0 : .max)
    for segment in 0..<segmentCount { takeSegment(segment, from: &pool) }
  }

  /// A table whose segments are still to be taken.
  private init(homes: Int, mask: UInt64) {
    self.homes = homes
    self.mask = mask
    // Nine of ten slots: a search then looks at two or three buckets side by side.
    limit = homes * 27 / 10
    unsafe segments = .allocate(capacity: homes >> Self.segmentShift + 1)
  }

  deinit { unsafe segments.deallocate() }

  /// The memory of its buckets; the last segment may have more.
  var byteCount: Int { homes * MemoryLayout<Bucket>.stride }

  private var segmentCount: Int { (homes - 1) >> Self.segmentShift + 1 }

  private func takeSegment(_ segment: Int, from pool: inout SegmentPool) {
    let start = unsafe pool.take().bindMemory(to: Bucket.self, capacity: 1 << Self.segmentShift)
    unsafe (segments + segment).initialize(to: start)
  }

  @inline(__always)
  private func bucket(_ index: Int) -> UnsafeMutablePointer<Bucket> {
    unsafe segments[index >> Self.segmentShift] + (index & (1 << Self.segmentShift - 1))
  }

  /// The bucket where the search for a key begins: the hash as a fraction of the homes, so any number of them will do. The upper six bits
  /// have chosen the table among 64 already.
  @inline(__always)
  private func home(_ key: MixedKey) -> Int {
    Int(truncatingIfNeeded: (key.hash << 6).multipliedFullWidth(by: UInt64(homes)).high)
  }

  /// Asks for the home of a key and the bucket behind it, where the search ends more often than not.
  @inline(__always)
  func prefetch(_ key: MixedKey) {
    let home = unsafe bucket(home(key))
    unsafe cmemory_prefetch(home)
    unsafe cmemory_prefetch(UnsafeRawPointer(home) + MemoryLayout<Bucket>.stride)
  }

  /// The same, mutating in name only: a table that is read out of a list of tables that may change is reached through a copy of the
  /// whole list, two kilobytes for each key.
  @inline(__always)
  mutating func prefetchWhereItIs(_ key: MixedKey) { prefetch(key) }

  /// Who holds a key.
  struct Holder: BitwiseCopyable {
    /// The row number (1-based), or 0 where nobody does.
    let row: Int
    /// Whether its note is the same too.
    let isAlike: Bool

    static var nobody: Holder { Holder(row: 0, isAlike: false) }
  }

  /// Enters a key unless it is there. Returns who was there before.
  @inline(__always)
  mutating func enter(_ key: MixedKey, _ rowNumber: Int, _ pool: inout SegmentPool) -> Holder {
    var index = home(key)
    while true {
      let bucket = unsafe bucket(index)
      let taken = unsafe bucket.pointee.rest >> 24
      if unsafe taken > 0 && bucket.pointee.keys.0.isKey(key, mask) { return unsafe holder(bucket, 0, bucket.pointee.keys.0, key) }
      if unsafe taken > 1 && bucket.pointee.keys.1.isKey(key, mask) { return unsafe holder(bucket, 1, bucket.pointee.keys.1, key) }
      if unsafe taken > 2 && bucket.pointee.keys.2.isKey(key, mask) { return unsafe holder(bucket, 2, bucket.pointee.keys.2, key) }
      if taken < 3 {
        if count == limit { return enterGrowing(key, rowNumber, &pool) }
        unsafe put(key, rowNumber, bucket, taken)
        count += 1
        return .nobody
      }
      index += 1
      if index == homes { index = 0 }
    }
  }

  /// Who holds a key.
  @inline(__always)
  func holder(_ key: MixedKey) -> Holder {
    var index = home(key)
    while true {
      let bucket = unsafe bucket(index)
      let taken = unsafe bucket.pointee.rest >> 24
      if unsafe taken > 0 && bucket.pointee.keys.0.isKey(key, mask) { return unsafe holder(bucket, 0, bucket.pointee.keys.0, key) }
      if unsafe taken > 1 && bucket.pointee.keys.1.isKey(key, mask) { return unsafe holder(bucket, 1, bucket.pointee.keys.1, key) }
      if unsafe taken > 2 && bucket.pointee.keys.2.isKey(key, mask) { return unsafe holder(bucket, 2, bucket.pointee.keys.2, key) }
      if taken < 3 { return .nobody }
      index += 1
      if index == homes { index = 0 }
    }
  }

  @inline(never)
  private mutating func enterGrowing(_ key: MixedKey, _ rowNumber: Int, _ pool: inout SegmentPool) -> Holder {
    var larger = KeyTable(homes: homes + homes / 4, mask: mask)
    move(to: &larger, &pool)
    self = larger
    return enter(key, rowNumber, &pool)
  }

  /// Homes keep their order in a larger table, so that moving the keys reads and writes memory from front to back; but for those who found
  /// no room before the end and stand at the beginning.
  private mutating func move(to larger: inout KeyTable, _ pool: inout SegmentPool) {
    var hasSegment = [Bool](repeating: false, count: larger.segmentCount)
    for segment in 0..<segmentCount {
      let first = segment << Self.segmentShift
      for index in first..<min(first + 1 << Self.segmentShift, homes) {
        let bucket = unsafe bucket(index)
        let taken = unsafe bucket.pointee.rest >> 24
        if taken > 0 { unsafe larger.place(bucket.pointee.keys.0, row(bucket, 0), &hasSegment, &pool) }
        if taken > 1 { unsafe larger.place(bucket.pointee.keys.1, row(bucket, 1), &hasSegment, &pool) }
        if taken > 2 { unsafe larger.place(bucket.pointee.keys.2, row(bucket, 2), &hasSegment, &pool) }
      }
      unsafe pool.give(segments[segment])
    }
    for segment in hasSegment.indices where !hasSegment[segment] { larger.takeSegment(segment, from: &pool) }
  }

  /// Puts a key that is not there yet into the first bucket from its home that has room.
  @inline(__always)
  private mutating func place(_ key: MixedKey, _ rowNumber: Int, _ hasSegment: inout [Bool], _ pool: inout SegmentPool) {
    var index = home(key)
    while true {
      if !hasSegment[index >> Self.segmentShift] {
        takeSegment(index >> Self.segmentShift, from: &pool)
        hasSegment[index >> Self.segmentShift] = true
      }
      let bucket = unsafe bucket(index)
      let taken = unsafe bucket.pointee.rest >> 24
      if taken < 3 {
        unsafe put(key, rowNumber, bucket, taken)
        count += 1
        return
      }
      index += 1
      if index == homes { index = 0 }
    }
  }

  /// A table of its own with the same keys.
  func copy(_ pool: inout SegmentPool) -> KeyTable {
    var other = KeyTable(homes: homes, keepsNotes: mask == 0, from: &pool)
    for segment in 0..<segmentCount {
      let first = segment << Self.segmentShift
      unsafe other.segments[segment].update(from: segments[segment], count: min(homes - first, 1 << Self.segmentShift))
    }
    other.count = count
    return other
  }

  @inline(__always)
  private func holder(_ bucket: UnsafeMutablePointer<Bucket>, _ slot: UInt32, _ held: MixedKey, _ key: MixedKey) -> Holder {
    unsafe Holder(row: row(bucket, slot), isAlike: held.low == key.low)
  }

  @inline(__always)
  private func row(_ bucket: UnsafeMutablePointer<Bucket>, _ slot: UInt32) -> Int {
    let low = unsafe slot == 0 ? bucket.pointee.rows.0 : slot == 1 ? bucket.pointee.rows.1 : bucket.pointee.rows.2
    return unsafe Int(bucket.pointee.rest >> (slot * 8) & 0xFF) << 32 | Int(low)
  }

  @inline(__always)
  private func put(_ key: MixedKey, _ rowNumber: Int, _ bucket: UnsafeMutablePointer<Bucket>, _ slot: UInt32) {
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

/// A key whose one half has become its hash. No two keys are mixed alike: each step can be undone by who knows the other half, so mixed
/// keys are compared in the place of keys, whole.
///
/// A number fits into 64 bits, and then the hash alone is the whole key: each of its steps can be undone. The other half is free for a
/// note, which says something of the record that has the number.
struct MixedKey: BitwiseCopyable {
  /// All bits of the key mixed into 64.
  let hash: UInt64
  /// The key's lower half, or a note.
  let low: UInt64

  @inline(__always)
  init(_ key: IdentityKey) {
    low = key.low
    let word = foldedProduct(key.low ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) ^ key.high
    hash = (word ^ word >> 32) &* 0xA076_1D64_78BD_642F
  }

  /// - Parameter note: what is kept beside the key of a number.
  @inline(__always)
  init(_ key: IdentityKey, note: UInt64) {
    low = note
    guard let number = key.number else {
      // More digits than E.164 has: two of those share a hash by chance in one list of a billion billions.
      hash = MixedKey(key).hash
      return
    }
    // The finalizer of MurmurHash3 with Stafford's constants (mix 13), undone step by step.
    var word = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    hash = word ^ word >> 31
  }

  /// Whether two keys are one.
  ///
  /// - Parameter mask: the bits of the second word that belong to the key.
  @inline(__always)
  func isKey(_ other: MixedKey, _ mask: UInt64) -> Bool { (hash ^ other.hash) | (low ^ other.low) & mask == 0 }
}

extension IdentityKey {
  /// All 128 bits mixed into 64. Only where a key is sought depends on it: keys are compared whole.
  @inline(__always)
  var hash: UInt64 { MixedKey(self).hash }

  /// A telephone number's key in 64 bits: as many as 15 digits, a calling code and up to 15 leading zeros take. Nil for other keys.
  @inline(__always)
  fileprivate var number: UInt64? {
    let (code, zeros) = (high >> 8, high & 0xFF)
    guard low < 1 << 50, code < 1 << 10, zeros < 1 << 4 else { return nil }
    return low | code << 50 | zeros << 60
  }
}
