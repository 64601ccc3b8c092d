internal import CMemory

/// A hash table of 128-bit keys and the row numbers that hold them: open addressing, linear probing, 20 bytes a slot.
///
/// Unsafe inside, because probing a million slots through an array's checks costs twice the time: every index is below
/// `capacity`, which both blocks have as their length, and the table alone owns them.
@safe struct KeyTable: ~Copyable {
  private(set) var count = 0
  private(set) var capacity: Int
  private var limit: Int
  private var keys: UnsafeMutablePointer<IdentityKey>
  private var rows: UnsafeMutablePointer<UInt32>
  /// The bits of row numbers past 32, once there are any.
  private var highRows: UnsafeMutablePointer<UInt8>?

  /// The least slots of a table.
  static let smallest = 64
  /// Bytes of a slot.
  static let slotBytes = 20

  init(capacity wanted: Int) {
    capacity = max(wanted, Self.smallest)
    limit = capacity / 5 * 4
    unsafe keys = zeroed(capacity)
    unsafe rows = zeroed(capacity)
    unsafe highRows = nil
  }

  deinit {
    unsafe release(keys, capacity)
    unsafe release(rows, capacity)
    if let highRows = unsafe highRows { unsafe release(highRows, capacity) }
  }

  var byteCount: Int { unsafe capacity * (Self.slotBytes + (highRows == nil ? 0 : 1)) }

  /// The slot where the search for a hash begins: the hash as a fraction of the capacity, so any capacity will do. The upper
  /// six bits have chosen the table among 64 already.
  @inline(__always)
  private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash << 6).multipliedFullWidth(by: UInt64(capacity)).high)
  }

  @inline(__always)
  func prefetch(_ hash: UInt64) { unsafe cmemory_prefetch(keys + home(hash)) }

  /// Enters a key that is not zero, unless it is there. Returns the row number of the one that was there before, or 0.
  @inline(__always)
  mutating func enter(_ key: IdentityKey, _ hash: UInt64, _ rowNumber: Int) -> Int {
    var slot = home(hash)
    while true {
      let held = unsafe keys[slot]
      if held == key { return row(slot) }
      if held.isZero { break }
      slot += 1
      if slot == capacity { slot = 0 }
    }
    if count == limit { return enterGrowing(key, hash, rowNumber) }
    put(key, rowNumber, slot)
    count += 1
    return 0
  }

  /// The row number that holds a key, or 0.
  @inline(__always)
  func holder(_ key: IdentityKey, _ hash: UInt64) -> Int {
    var slot = home(hash)
    while true {
      let held = unsafe keys[slot]
      if held == key { return row(slot) }
      if held.isZero { return 0 }
      slot += 1
      if slot == capacity { slot = 0 }
    }
  }

  @inline(never)
  private mutating func enterGrowing(_ key: IdentityKey, _ hash: UInt64, _ rowNumber: Int) -> Int {
    grow(to: capacity + capacity / 2)
    return enter(key, hash, rowNumber)
  }

  /// Makes room for `capacity` slots. Costs one probe for each key that is held.
  mutating func grow(to capacity: Int) {
    var larger = KeyTable(capacity: capacity)
    copyKeys(into: &larger)
    self = larger
  }

  /// A table of its own with the same keys.
  func copy() -> KeyTable {
    var other = KeyTable(capacity: capacity)
    copyKeys(into: &other)
    return other
  }

  private func copyKeys(into other: inout KeyTable) {
    for slot in 0..<capacity {
      let key = unsafe keys[slot]
      if !key.isZero { _ = other.enter(key, key.hash, row(slot)) }
    }
  }

  @inline(__always)
  private func row(_ slot: Int) -> Int {
    let low = unsafe Int(rows[slot])
    guard let highRows = unsafe highRows else { return low }
    return unsafe Int(highRows[slot]) << 32 | low
  }

  @inline(__always)
  private mutating func put(_ key: IdentityKey, _ rowNumber: Int, _ slot: Int) {
    unsafe keys[slot] = key
    unsafe rows[slot] = UInt32(truncatingIfNeeded: rowNumber)
    if rowNumber > Int(UInt32.max) { putHigh(rowNumber, slot) }
  }

  @inline(never)
  private mutating func putHigh(_ rowNumber: Int, _ slot: Int) {
    let high = unsafe highRows ?? zeroed(capacity)
    unsafe high[slot] = UInt8(truncatingIfNeeded: rowNumber >> 32)
    unsafe highRows = high
  }
}

private func zeroed<T: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<T> {
  guard let start = unsafe cmemory_allocate(count * MemoryLayout<T>.stride) else {
    preconditionFailure("out of memory for a table of \(count) slots")
  }
  return unsafe start.bindMemory(to: T.self, capacity: count)
}

private func release<T: BitwiseCopyable>(_ start: UnsafeMutablePointer<T>, _ count: Int) {
  unsafe cmemory_free(start, count * MemoryLayout<T>.stride)
}

extension IdentityKey {
  @inline(__always)
  var isZero: Bool { high | low == 0 }

  /// All 128 bits mixed into 64. Only where a key is sought depends on it: keys are compared whole.
  @inline(__always)
  var hash: UInt64 {
    foldedProduct(foldedProduct(low ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) ^ high, 0xA076_1D64_78BD_642F)
  }
}
