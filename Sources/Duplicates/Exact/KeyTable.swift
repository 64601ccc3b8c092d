internal import CMemory

/// A hash table of keys and the row numbers that hold them: buckets of four in a cache line each, linear probing from a home that grows
/// with the key's hash.
///
/// A slot has 16 bytes, because it leaves out what its place says of the hash (Knuth, The Art of Computer Programming, exercise 6.4-13;
/// Cleary, Compact Hash Tables Using Bidirectional Linear Probing, 1984): the home is the bucket less the displacement, and the slot has
/// the displacement and the rest of the hash. In the bits that are left it keeps a part of the key's other word: 32 bits in a table that
/// begins with the fewest homes, one more for each time twice as many, 41 where ten million keys were expected. A table that grows keeps as
/// many as it began with.
///
/// It grows when `KeyTableGrowth` says so, from front to back, through the segments of a pool: what has been read is given back while what
/// is written is taken, so that growing needs no memory for a second table. No bucket that is full has room again, so a key is in the first
/// bucket from its home that has room, or before; or outside of the buckets, if 31 in a row are full. Unsafe inside, because a bucket is
/// found by address: every index is below `homes`, for which there are segments, and the pool, which is passed in, keeps them.
@safe struct KeyTable: ~Copyable {
  private(set) var count = 0
  /// Each bucket is the home of a part of all hashes.
  private let division: HashDivision
  private let growth: KeyTableGrowth
  /// The most keys before the table grows.
  private let limit: Int
  /// Which bits of a slot's first word are of the key's other word, the one that tells a number's key among them.
  private let kept: UInt64
  /// Which bits of it two slots of one number have in common: all but what is kept of a note.
  private let identity: UInt64
  private let segments: UnsafeMutablePointer<UnsafeMutablePointer<Slot>>
  /// Keys within whose reach all slots belong to keys of the same home or earlier ones: with nine of ten slots taken about one key in 10¹¹,
  /// as the waiting line of a counter is that long, unless somebody has crowded them.
  private var outside: [OutsideKey: OutsideHolder] = [:]

  /// A key and who holds it; all zero where there is none.
  private struct Slot: BitwiseCopyable {
    /// From the top: the rest of the hash; what is kept of the key's other word from bit 27 on; whether it is a number's (bit 5); one more
    /// than the buckets between it and its home (1 to 31).
    var key: UInt64
    /// The row number, and the other word's lower 26 bits.
    var row: UInt64
  }

  /// What two keys without room have in common when they are one.
  private struct OutsideKey: Hashable {
    /// Without the upper six bits, as `HashDivision` puts it together.
    let hash: UInt64
    let rest: UInt64
  }

  private struct OutsideHolder {
    let rest: UInt64
    let row: UInt64
  }

  /// The least homes of a table: a page of them.
  static let smallest = 64
  /// The largest row number that a slot has room for, 274 billion. A larger one is entered as this one: a later record is still known
  /// for a duplicate, but of this row.
  static let lastRow = 1 << 38 - 1
  /// How many buckets a segment has, as a power of two.
  private static let segmentShift = 10
  private static let slotShift = 2
  /// A cache line.
  static let bucketBytes = MemoryLayout<Slot>.stride << slotShift
  /// Of the key's other word, the bits that stand beside the row number.
  private static let lower: UInt64 = 1 << 26 - 1
  /// How far the others stand above their place in a slot's first word.
  private static let keptShift: UInt64 = 21
  private static let numberBit: UInt64 = 1 << 5
  private static let displacementMask: UInt64 = 1 << 5 - 1
  /// How many buckets a key can be in, its home and those behind it.
  private static let reach = 31

  /// The homes for a number of keys.
  static func homes(for keys: Int) -> Int { max(smallest, keys / KeyTableGrowth.tenthsWhenFull * 10 + 10) }

  /// How many bits of the key's other word a table keeps that begins with some homes.
  static func keptBits(homes: Int) -> Int { 26 + homes._binaryLogarithm() }

  /// - Parameter isForAll: whether all keys that were expected have room, so that it takes as many as it can before it grows.
  init(homes: Int, isForAll: Bool = false, growth: KeyTableGrowth = KeyTableGrowth(), from pool: inout SegmentPool) {
    self.init(
      homes: homes, limit: growth.limit(homes: homes, isForAll: isForAll), growth: growth,
      kept: 1 << UInt64(HashDivision.freeBits(homes: homes)) - Self.numberBit)
    for segment in 0..<segmentCount { takeSegment(segment, from: &pool) }
  }

  /// A table whose segments are still to be taken.
  private init(homes: Int, limit: Int, growth: KeyTableGrowth, kept: UInt64) {
    division = HashDivision(homes: homes)
    self.limit = limit
    self.growth = growth
    self.kept = kept
    identity = ~kept | Self.numberBit
    unsafe segments = .allocate(capacity: homes >> Self.segmentShift + 1)
  }

  deinit { unsafe segments.deallocate() }

  /// How many buckets there are.
  private var homes: Int { division.homes }

  /// The memory of its buckets, of which the last segment may have more, and about that of the keys outside of them.
  var byteCount: Int { homes * Self.bucketBytes + outside.capacity * 48 }

  /// The number of keys outside of the buckets.
  var outsideCount: Int { outside.count }

  private var segmentCount: Int { Self.poolBytes(homes: homes) / SegmentPool.segmentBytes }

  /// The memory that a table with some homes takes of a pool, in bytes.
  static func poolBytes(homes: Int) -> Int { ((homes - 1) >> segmentShift + 1) * SegmentPool.segmentBytes }

  private func takeSegment(_ segment: Int, from pool: inout SegmentPool) {
    let start = unsafe pool.take().bindMemory(to: Slot.self, capacity: 1 << (Self.segmentShift + Self.slotShift))
    unsafe (segments + segment).initialize(to: start)
  }

  /// The first slot of a bucket.
  @inline(__always)
  private func bucket(_ index: Int) -> UnsafeMutablePointer<Slot> {
    unsafe segments[index >> Self.segmentShift] + (index & (1 << Self.segmentShift - 1)) << Self.slotShift
  }

  /// A slot's first word for a key in its home.
  @inline(__always)
  private func word(_ key: MixedKey, _ rest: UInt64) -> UInt64 { rest & division.mask | key.rest >> Self.keptShift & kept | 1 }

  /// Asks for the home of a key and the bucket behind it, where the search ends more often than not.
  @inline(__always)
  func prefetch(_ key: MixedKey) {
    let home = unsafe bucket(division.split(key.hash).home)
    unsafe cmemory_prefetch(home)
    unsafe cmemory_prefetch(home + 1 << Self.slotShift)
  }

  /// The same, mutating in name only: a table that is read out of a list of tables that may change is reached through a copy of the
  /// whole list, four kilobytes for each key.
  @inline(__always)
  mutating func prefetchWhereItIs(_ key: MixedKey) { prefetch(key) }

  /// Who holds a key.
  struct Holder: BitwiseCopyable {
    /// The row number (1-based), or 0 where nobody does.
    let row: Int
    /// Whether the key is a number's and its note is the same too, as far as it is kept: two that differ count as the same once in 2³²
    /// pairs in a set that began small, once in 2⁴¹ in one for ten million keys.
    let isAlike: Bool

    static var nobody: Holder { Holder(row: 0, isAlike: false) }
  }

  /// Where a search ended: at the key, at the first room for it, or without any.
  @safe private struct Place {
    let slot: UnsafeMutablePointer<Slot>?
    /// The slot's first word when it is the key's.
    let word: UInt64
    let isTaken: Bool
  }

  @inline(__always)
  private func search(_ key: MixedKey) -> Place {
    var (index, rest) = division.split(key.hash)
    var word = word(key, rest)
    while true {
      let slots = unsafe bucket(index)
      let words = unsafe (slots[0].key, slots[1].key, slots[2].key, slots[3].key)
      if unsafe (words.0 ^ word) & identity == 0 && isKey(slots[0], key, word) {
        return unsafe Place(slot: slots, word: word, isTaken: true)
      }
      if unsafe (words.1 ^ word) & identity == 0 && isKey(slots[1], key, word) {
        return unsafe Place(slot: slots + 1, word: word, isTaken: true)
      }
      if unsafe (words.2 ^ word) & identity == 0 && isKey(slots[2], key, word) {
        return unsafe Place(slot: slots + 2, word: word, isTaken: true)
      }
      if unsafe (words.3 ^ word) & identity == 0 && isKey(slots[3], key, word) {
        return unsafe Place(slot: slots + 3, word: word, isTaken: true)
      }
      if words.3 == 0 {
        return unsafe Place(slot: slots + Self.taken(words.0, words.1, words.2), word: word, isTaken: false)
      }
      if word & Self.displacementMask == Self.displacementMask { return unsafe Place(slot: nil, word: word, isTaken: false) }
      word &+= 1
      index &+= 1
      if index == homes { index = 0 }
    }
  }

  /// How many slots of a bucket are taken that has room, by the first words of its first three: without a guess, which would be wrong
  /// every other time.
  @inline(__always)
  private static func taken(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> Int {
    let isHalfFull = second != 0
    return (isHalfFull ? 2 : 0) &+ ((isHalfFull ? third : first) == 0 ? 0 : 1)
  }

  /// Whether a slot that has a key's hash has the key: it has if that is a number's, and else if what is kept is the same too.
  @inline(__always)
  private func isKey(_ slot: Slot, _ key: MixedKey, _ word: UInt64) -> Bool { key.isNumber || isAlike(slot, key, word) }

  /// Whether a slot has all of a key that one can have.
  @inline(__always)
  private func isAlike(_ slot: Slot, _ key: MixedKey, _ word: UInt64) -> Bool {
    (slot.key ^ word) | (slot.row ^ key.rest) & Self.lower == 0
  }

  @inline(__always)
  private func holder(_ slot: Slot, _ key: MixedKey, _ word: UInt64) -> Holder {
    Holder(row: Int(truncatingIfNeeded: slot.row >> 26), isAlike: key.isNumber && isAlike(slot, key, word))
  }

  /// Enters a key unless it is there. Returns who was there before.
  @inline(__always)
  mutating func enter(_ key: MixedKey, _ rowNumber: Int, _ pool: inout SegmentPool) -> Holder {
    let place = search(key)
    guard let slot = unsafe place.slot else { return enterBeyondReach(key, rowNumber, &pool) }
    if place.isTaken { return unsafe holder(slot.pointee, key, place.word) }
    if count == limit { return enterGrowing(key, rowNumber, &pool) }
    unsafe slot.pointee = slotWith(place.word, key, rowNumber)
    count &+= 1
    return .nobody
  }

  /// Who holds a key.
  @inline(__always)
  func holder(_ key: MixedKey) -> Holder {
    let place = search(key)
    guard let slot = unsafe place.slot else { return outsideHolder(key) }
    return unsafe place.isTaken ? holder(slot.pointee, key, place.word) : .nobody
  }

  @inline(__always)
  private func slotWith(_ word: UInt64, _ key: MixedKey, _ rowNumber: Int) -> Slot {
    Slot(key: word, row: min(UInt64(truncatingIfNeeded: rowNumber), UInt64(Self.lastRow)) << 26 | key.rest & Self.lower)
  }

  @inline(never)
  private mutating func enterGrowing(_ key: MixedKey, _ rowNumber: Int, _ pool: inout SegmentPool) -> Holder {
    let homes = growth.next(homes: homes)
    var larger = KeyTable(homes: homes, limit: growth.limit(homes: homes), growth: growth, kept: kept)
    move(to: &larger, &pool)
    self = larger
    return enter(key, rowNumber, &pool)
  }

  /// Homes keep their order in a larger table, so that moving the keys reads and writes memory from front to back; but for those who found
  /// no room before the end and stand at the beginning.
  private mutating func move(to larger: inout KeyTable, _ pool: inout SegmentPool) {
    var hasSegment = [Bool](repeating: false, count: larger.segmentCount)
    let doubles = larger.homes == 2 * homes
    for segment in 0..<segmentCount {
      let first = segment << Self.segmentShift
      for index in first..<min(first + 1 << Self.segmentShift, homes) {
        let slots = unsafe bucket(index)
        for slot in 0..<(1 << Self.slotShift) {
          let held = unsafe slots[slot]
          if held.key == 0 { break }
          let home = home(of: held, in: index)
          larger.place(
            held, doubles ? HashDivision.doubled(home: home, rest: held.key) : larger.division.split(division.join(home, held.key)),
            &hasSegment, &pool)
        }
      }
      unsafe pool.give(segments[segment])
    }
    for segment in hasSegment.indices where !hasSegment[segment] { larger.takeSegment(segment, from: &pool) }
    // Now that there are all buckets, ways can be made.
    let beyondReach = Array(larger.outside) + Array(outside)
    larger.outside = [:]
    larger.count = count
    for (key, held) in beyondReach { larger.put(MixedKey(hash: key.hash, rest: held.rest), Int(held.row)) }
  }

  /// The home of the key that a slot of a bucket holds.
  @inline(__always)
  private func home(of slot: Slot, in bucket: Int) -> Int {
    let home = bucket - Int(slot.key & Self.displacementMask) + 1
    return home < 0 ? home + homes : home
  }

  /// The key that a slot of a bucket holds: its hash without the upper six bits, and of the other word what was kept.
  private func key(of slot: Slot, in bucket: Int) -> MixedKey {
    MixedKey(
      hash: division.join(home(of: slot, in: bucket), slot.key), rest: (slot.key & kept) << Self.keptShift | slot.row & Self.lower)
  }

  /// Puts a slot of a smaller table into the first bucket from its home here that has room, or outside for the time being.
  @inline(__always)
  private mutating func place(
    _ held: Slot, _ hash: (home: Int, rest: UInt64), _ hasSegment: inout [Bool], _ pool: inout SegmentPool
  ) {
    var index = hash.home
    var slot = Slot(key: hash.rest & division.mask | held.key & (kept | Self.numberBit) | 1, row: held.row)
    while true {
      if !hasSegment[index >> Self.segmentShift] {
        takeSegment(index >> Self.segmentShift, from: &pool)
        hasSegment[index >> Self.segmentShift] = true
      }
      let slots = unsafe bucket(index)
      if unsafe slots[3].key == 0 {
        unsafe slots[Self.taken(slots[0].key, slots[1].key, slots[2].key)] = slot
        return
      }
      if slot.key & Self.displacementMask == Self.displacementMask {
        return putOutside(key(of: slot, in: index), Int(slot.row >> 26))
      }
      slot.key &+= 1
      index &+= 1
      if index == homes { index = 0 }
    }
  }

  /// A table of its own with the same keys.
  func copy(_ pool: inout SegmentPool) -> KeyTable {
    var other = KeyTable(homes: homes, limit: limit, growth: growth, kept: kept)
    for segment in 0..<segmentCount {
      let first = segment << Self.segmentShift
      other.takeSegment(segment, from: &pool)
      unsafe other.segments[segment].update(
        from: segments[segment], count: min(homes - first, 1 << Self.segmentShift) << Self.slotShift)
    }
    other.outside = outside
    other.count = count
    return other
  }
}

// MARK: - Keys beyond reach

/// Where 31 buckets in a row are full, a key takes the place of one that can move on; where none can, it goes to a dictionary. So however a
/// list crowds a table, a search looks at no more than 31 buckets.
extension KeyTable {
  @inline(never)
  private mutating func enterBeyondReach(_ key: MixedKey, _ rowNumber: Int, _ pool: inout SegmentPool) -> Holder {
    let holder = outsideHolder(key)
    if holder.row > 0 { return holder }
    if count == limit { return enterGrowing(key, rowNumber, &pool) }
    makeWay(for: key, rowNumber)
    count += 1
    return .nobody
  }

  /// Puts a key that is not there yet, and does not count it.
  private mutating func put(_ key: MixedKey, _ rowNumber: Int) {
    let place = search(key)
    guard let slot = unsafe place.slot else { return makeWay(for: key, rowNumber) }
    unsafe slot.pointee = slotWith(place.word, key, rowNumber)
  }

  /// Puts a key into the slot within reach whose key has its home farthest behind, and then that one, and so on until there is room. Ends,
  /// because each home is behind the one before and within its reach, and some bucket has room.
  @inline(never)
  private mutating func makeWay(for key: MixedKey, _ rowNumber: Int) {
    var (key, rowNumber) = (key, rowNumber)
    while true {
      let (home, rest) = division.split(key.hash)
      var (farthest, chosenStep, chosenSlot) = (0, 0, 0)
      for step in 0..<Self.reach {
        let slots = unsafe bucket(wrapped(home + step))
        for slot in 0..<(1 << Self.slotShift) {
          let distance = unsafe step - Int(slots[slot].key & Self.displacementMask) + 1
          if distance > farthest { (farthest, chosenStep, chosenSlot) = (distance, step, slot) }
        }
      }
      guard farthest > 0 else { return putOutside(key, rowNumber) }
      let index = wrapped(home + chosenStep)
      let slot = unsafe bucket(index) + chosenSlot
      let displaced = unsafe slot.pointee
      unsafe slot.pointee = slotWith(word(key, rest) + UInt64(chosenStep), key, rowNumber)
      (key, rowNumber) = (self.key(of: displaced, in: index), Int(displaced.row >> 26))
      let place = search(key)
      if let room = unsafe place.slot {
        unsafe room.pointee = slotWith(place.word, key, rowNumber)
        return
      }
    }
  }

  private func wrapped(_ index: Int) -> Int { index < homes ? index : index - homes }

  @inline(never)
  private func outsideHolder(_ key: MixedKey) -> Holder {
    guard !outside.isEmpty, let held = outside[outsideKey(key)] else { return .nobody }
    return Holder(row: Int(held.row), isAlike: key.isNumber && held.rest == keptRest(key))
  }

  private mutating func putOutside(_ key: MixedKey, _ rowNumber: Int) {
    outside[outsideKey(key)] = OutsideHolder(
      rest: keptRest(key), row: min(UInt64(truncatingIfNeeded: rowNumber), UInt64(Self.lastRow)))
  }

  private func outsideKey(_ key: MixedKey) -> OutsideKey {
    OutsideKey(hash: key.hash & (1 << 58 - 1), rest: key.isNumber ? MixedKey.numberBit : keptRest(key))
  }

  /// As much of the key's other word as a slot keeps: a key that moves between the buckets and here stays what it is.
  private func keptRest(_ key: MixedKey) -> UInt64 { key.rest & (kept << Self.keptShift | Self.lower) }
}
