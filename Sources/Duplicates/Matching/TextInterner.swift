/// Gives every distinct text a small number, in the order of first appearance, so that texts are compared as integers.
///
/// Number 0 is the empty text. Costs one hash and, for a new text, its bytes and 16 more.
struct TextInterner: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]
  private var hashes: [UInt32] = [0]
  /// How often each text was asked for.
  private(set) var uses: [UInt32] = [0]
  /// Which letters each text has: a bit for each letter, whatever its place.
  private(set) var letters: [UInt32] = [0]
  private var slots: [UInt32]
  private var mask: Int

  init() {
    slots = [UInt32](repeating: 0, count: 64)
    mask = 63
  }

  var count: Int { ends.count }

  func range(_ id: UInt32) -> Range<Int> {
    id == 0 ? 0..<0 : Int(ends[Int(id) - 1])..<Int(ends[Int(id)])
  }

  /// In how many letters two texts differ, counted without their places: an edit makes at most two of them.
  @inline(__always)
  func unsharedLetters(_ a: UInt32, _ b: UInt32) -> Int { (letters[Int(a)] ^ letters[Int(b)]).nonzeroBitCount }

  /// The number of a text, new or known, counted as one use.
  mutating func intern(_ text: [UInt8]) -> UInt32 {
    intern(text.span, 0..<text.count)
  }

  mutating func intern(_ text: [UInt8], _ part: Range<Int>) -> UInt32 {
    intern(text.span, part)
  }

  mutating func intern(_ text: Span<UInt8>, _ part: Range<Int>) -> UInt32 {
    guard !part.isEmpty else { return 0 }
    let hash = textHash(text, part)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let id = slots[slot]
      if id == 0 { break }
      if hashes[Int(id)] == tag, equals(id, text, part) {
        uses[Int(id)] &+= 1
        return id
      }
      slot = (slot + 1) & mask
    }
    // Past 4 GB of distinct text or 4 billion of them the list is told apart no further: the new text counts as absent.
    guard bytes.count + part.count <= Int(UInt32.max), ends.count < Int(UInt32.max) else { return 0 }
    let id = UInt32(ends.count)
    bytes.makeRoom(part.count)
    ends.makeRoom(1)
    hashes.makeRoom(1)
    uses.makeRoom(1)
    letters.makeRoom(1)
    var mask: UInt32 = 0
    for index in part {
      bytes.append(text[index])
      mask |= 1 << UInt32(text[index] & 31)
    }
    letters.append(mask)
    ends.append(UInt32(bytes.count))
    hashes.append(tag)
    uses.append(1)
    slots[slot] = id
    if ends.count * 4 > slots.count * 3 { grow() }
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
    let size = slots.count * 2
    mask = size - 1
    slots = [UInt32](repeating: 0, count: size)
    for id in 1..<ends.count {
      var slot = Int(truncatingIfNeeded: textHash(bytes.span, range(UInt32(id)))) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id)
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
