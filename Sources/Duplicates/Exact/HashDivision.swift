/// Splits a hash of 58 bits into the home where its key is sought in a table, and what that leaves open; and puts it together again.
///
/// The hash as a fraction of the homes, so any number of them will do. With that fraction times the homes as home and rest, hashes of one
/// home have rests that are as far apart as there are homes, so the rest's lower bits say nothing: below the largest power of two that is
/// no more than the homes they are left out. The arithmetic is exact.
struct HashDivision: BitwiseCopyable {
  /// Below 2²⁹, or a slot would have too few bits.
  let homes: Int
  /// The bits of a rest that are kept, the uppermost ones: 64 less `freeBits`.
  let mask: UInt64

  init(homes: Int) {
    precondition(homes > 0 && homes < 1 << 29, "too many keys for a set")
    self.homes = homes
    mask = .max << UInt64(Self.freeBits(homes: homes))
  }

  /// How many bits of 64 the rest of a hash leaves free.
  static func freeBits(homes: Int) -> Int { 6 + homes._binaryLogarithm() }

  /// - Parameter hash: of 64 bits, of which the upper six do not count: they have chosen the table among 64 already.
  /// - Returns: the home and the rest, below which the bits that are free are not cleared.
  @inline(__always)
  func split(_ hash: UInt64) -> (home: Int, rest: UInt64) {
    let product = (hash << 6).multipliedFullWidth(by: UInt64(truncatingIfNeeded: homes))
    return (Int(truncatingIfNeeded: product.high), product.low)
  }

  /// The home and the rest with twice as many homes: what was the rest's uppermost bit is the home's lowest one.
  @inline(__always)
  static func doubled(home: Int, rest: UInt64) -> (home: Int, rest: UInt64) { (2 &* home &+ Int(rest >> 63), rest << 1) }

  /// The hash of a home and a rest, without its upper six bits.
  @inline(__always)
  func join(_ home: Int, _ rest: UInt64) -> UInt64 {
    // Of whole numbers one alone is split into this home and a rest with these upper bits: the least that does not come before them.
    let part = (UInt64(homes) << 6).dividingFullWidth((UInt64(home), rest & mask))
    return part.remainder == 0 ? part.quotient : part.quotient + 1
  }
}
