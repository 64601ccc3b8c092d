/// Makes the key of an identity that is not a telephone number: any fields, in any number.
///
/// Fields of up to 15 bytes together, two more for the end of each, are in the key as they are: two of them never share one.
/// Longer ones are hashed to 120 bits with SipHash-1-3 (Aumasson and Bernstein 2012): among a billion records, two share a
/// key by chance in one list of 10¹⁸. An `ExactSet` compares fewer bits of either, 96 to 112, and says how often that is too
/// few. Where even that is too often, compare the fields of a record and its holder.
public struct IdentityKeyBuilder: Sendable {
  private var short: (high: UInt64, low: UInt64) = (0, 0)
  private var shortCount = 0
  private var word: UInt64 = 0
  private var count = 0
  private var v0, v1, v2, v3: UInt64

  /// - Parameter seed: any two words; different ones keep a list that was made to collide from doing so.
  public init(seed: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)) {
    v0 = seed.0 ^ 0x736F_6D65_7073_6575
    v1 = seed.1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
    v2 = seed.0 ^ 0x6C79_6765_6E65_7261
    v3 = seed.1 ^ 0x7465_6462_7974_6573
  }

  /// Adds a field. Fields are told apart: `ab`, `c` is another identity than `a`, `bc`.
  public mutating func add(_ field: Span<UInt8>) {
    for index in field.indices {
      append(field[index])
      // 0xFF is no byte of UTF-8, and where it occurs all the same it is doubled.
      if field[index] == 0xFF { append(0xFF) }
    }
    append(0xFF)
    append(0)
  }

  /// The key of the fields that were added.
  public var key: IdentityKey {
    if shortCount <= 15 { return IdentityKey(high: 1 << 63 | UInt64(shortCount) << 56 | short.high, low: short.low) }
    var end = self
    end.compress(end.word | UInt64(truncatingIfNeeded: count) << 56)
    end.v2 ^= 0xEE
    for _ in 0..<3 { end.round() }
    let low = end.v0 ^ end.v1 ^ end.v2 ^ end.v3
    end.v1 ^= 0xDD
    for _ in 0..<3 { end.round() }
    return IdentityKey(high: 1 << 63 | 0x7F << 56 | (end.v0 ^ end.v1 ^ end.v2 ^ end.v3) & (1 << 56 - 1), low: low)
  }

  private mutating func append(_ byte: UInt8) {
    if shortCount < 15 {
      short = (short.high << 8 | short.low >> 56, short.low << 8 | UInt64(byte))
    }
    if shortCount <= 15 { shortCount += 1 }
    word |= UInt64(byte) << UInt64(count % 8 * 8)
    count += 1
    if count % 8 == 0 {
      compress(word)
      word = 0
    }
  }

  private mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    v0 ^= word
  }

  private mutating func round() {
    v0 &+= v1
    v1 = v1 << 13 | v1 >> 51
    v1 ^= v0
    v0 = v0 << 32 | v0 >> 32
    v2 &+= v3
    v3 = v3 << 16 | v3 >> 48
    v3 ^= v2
    v0 &+= v3
    v3 = v3 << 21 | v3 >> 43
    v3 ^= v0
    v2 &+= v1
    v1 = v1 << 17 | v1 >> 47
    v1 ^= v2
    v2 = v2 << 32 | v2 >> 32
  }
}
