internal import CMemory

/// Gives every distinct text a small number, in the order of first appearance, so that texts are compared as integers.
///
/// Number 0 is the empty text. Costs one hash and, for a new text, its bytes and 16 more.
struct TextInterner: Sendable {
  private(set) var bytes: [UInt8] = []
  private var entries = [Entry(end: 0, uses: 0, letters: 0)]
  /// A hash in the upper half and the text's number in the lower: a search touches no text but the right one.
  private var slots: [UInt64]
  private var mask: Int

  private struct Entry: Sendable {
    var end: UInt32
    /// How many records of the list have the text.
    var uses: UInt32
    /// Which letters the text has: a bit for each letter, whatever its place.
    var letters: UInt32
  }

  init() {
    slots = [UInt64](repeating: 0, count: 64)
    mask = 63
  }

  var count: Int { entries.count }

  func range(_ id: UInt32) -> Range<Int> {
    id == 0 ? 0..<0 : Int(entries[Int(id) - 1].end)..<Int(entries[Int(id)].end)
  }

  /// How many records of the list have a text, as far as they were counted.
  @inline(__always)
  func uses(of id: UInt32) -> UInt32 { entries[Int(id)].uses }

  /// Counts a record that has a text.
  @inline(__always)
  mutating func count(_ id: UInt32) { entries[Int(id)].uses &+= 1 }

  /// Sets how many records have a text, where others counted.
  mutating func setUses(of id: UInt32, to uses: UInt32) { entries[Int(id)].uses = uses }

  /// The `textHash` of a text: what stands for it where several lists of numbers have to agree.
  func hash(of id: UInt32) -> UInt64 { textHash(bytes.span, range(id)) }

  /// In how many letters two texts differ, counted without their places: an edit makes at most two of them.
  @inline(__always)
  func unsharedLetters(_ a: UInt32, _ b: UInt32) -> Int { (entries[Int(a)].letters ^ entries[Int(b)].letters).nonzeroBitCount }

  /// The number of a text, new or known.
  mutating func intern(_ text: [UInt8]) -> UInt32 {
    intern(text.span, 0..<text.count)
  }

  mutating func intern(_ text: [UInt8], _ part: Range<Int>) -> UInt32 {
    intern(text.span, part)
  }

  mutating func intern(_ text: Span<UInt8>, _ part: Range<Int>) -> UInt32 {
    intern(text, part, hash: textHash(text, part))
  }

  /// Asks for the place where the search for a text of this hash begins, ahead of `intern`.
  @inline(__always)
  func prefetch(hash: UInt64) {
    unsafe slots.withUnsafeBufferPointer { slots in
      guard let start = slots.baseAddress else { return }
      unsafe cmemory_prefetch(start + Int(hash >> 32) & mask)
    }
  }

  /// The same for a text whose hash (`textHash`) is known.
  mutating func intern(_ text: Span<UInt8>, _ part: Range<Int>, hash: UInt64) -> UInt32 {
    guard !part.isEmpty else { return 0 }
    let tag = hash >> 32
    var slot = Int(tag) & mask
    while true {
      let held = slots[slot]
      if held == 0 { break }
      let id = UInt32(truncatingIfNeeded: held)
      if held >> 32 == tag, equals(id, text, part) { return id }
      slot = (slot + 1) & mask
    }
    // Past 4 GB of distinct text or 3 billion of them the list is told apart no further: the new text counts as absent.
    guard bytes.count + part.count <= Int(UInt32.max), entries.count < 3 << 30 else { return 0 }
    let id = UInt32(entries.count)
    bytes.makeRoom(part.count)
    entries.makeRoom(1)
    var letters: UInt32 = 0
    for index in part {
      bytes.append(text[index])
      letters |= 1 << UInt32(text[index] & 31)
    }
    entries.append(Entry(end: UInt32(bytes.count), uses: 0, letters: letters))
    slots[slot] = tag << 32 | UInt64(id)
    if entries.count * 4 > slots.count * 3 { grow() }
    return id
  }

  private func equals(_ id: UInt32, _ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
    let known = range(id)
    guard known.count == part.count else { return false }
    var position = known.lowerBound
    for index in part {
      if bytes[position] != text[index] { return false }
      position += 1
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    mask = old.count * 2 - 1
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for held in old where held != 0 {
      var slot = Int(held >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = held
    }
  }
}

extension Array {
  /// Makes room for more elements, a quarter more than there are: an array that doubles wastes half its memory at worst, and
  /// the arrays of a large list are most of what matching has.
  @inline(__always)
  mutating func makeRoom(_ more: Int) {
    if count + more > capacity { reserveCapacity(count + Swift.max(more, count / 4 + 16)) }
  }
}

/// Folds 64 bits twice as wide and back: every input bit reaches every output bit.
@inline(__always)
func foldedProduct(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

/// A fast hash of bytes, the same in every run: the results of matching must not depend on the run.
@inline(__always)
func textHash(_ text: Span<UInt8>, _ part: Range<Int>) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: part.count)
  var index = part.lowerBound
  while index < part.upperBound {
    var word: UInt64 = 0
    let end = min(index + 8, part.upperBound)
    while index < end {
      word = word << 8 | UInt64(text[index])
      index += 1
    }
    hash = foldedProduct(hash ^ word, 0xD6E8_FEB8_6659_FD93)
  }
  return foldedProduct(hash, 0xA076_1D64_78BD_642F)
}

/// Mixes a number into a running hash.
@inline(__always)
func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
  foldedProduct(hash ^ value ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
}
