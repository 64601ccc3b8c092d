/// A key mixed for the hash tables of a set: 64 bits that say where it is sought, and 64 more of which a table keeps some.
///
/// A number's key (`IdentityKey.number`) fits into 64 bits, and its hash is made by steps that can be undone: the hash alone is the whole
/// key. The other word is then free for a note, which says something of the record that has the number.
///
/// Any other key becomes both words, again by steps that can be undone. But a table keeps of the other word 32 bits or some more
/// (`KeyTable.keptBits`), so two of these keys can be taken for one by chance: among n of them some two are in one set of 2 · 2ᵇ / n²,
/// where b is 64 and those bits. That is one set of 160 billion for a billion keys in a set that began small (b = 96), and one of 10¹⁶
/// where a billion were expected (b = 112).
struct MixedKey: BitwiseCopyable {
  let hash: UInt64
  /// A note, or more of the key. Bit 26 tells which: a number's key and another one never are the same.
  let rest: UInt64

  static let numberBit: UInt64 = 1 << 26

  /// What stands for a record without a key, where something must.
  static var none: MixedKey { MixedKey(hash: 0, rest: 0) }

  init(hash: UInt64, rest: UInt64) { (self.hash, self.rest) = (hash, rest) }

  /// - Parameters:
  ///   - note: what is kept beside the key of a number, its bit 26 aside; beside other keys there is no room.
  ///   - secret: the same for all keys of a set.
  @inline(__always)
  init(_ key: IdentityKey, note: UInt64 = 0, _ secret: MixingSecret) {
    guard let number = key.number else {
      // Three rounds of Luby and Rackoff (1988): each half in turn is changed by what the other one is mixed to.
      let left = key.low ^ foldedProduct(key.high ^ secret.first, 0xD6E8_FEB8_6659_FD93)
      let right = key.high ^ foldedProduct(left ^ secret.second, 0xA076_1D64_78BD_642F)
      hash = left ^ foldedProduct(right ^ secret.first, 0xE703_7ED1_A0B4_28DB)
      rest = right & ~Self.numberBit
      return
    }
    // The finalizer of MurmurHash3 with Stafford's constants (mix 13), undone step by step.
    let seeded = number ^ secret.first
    var word = (seeded ^ seeded >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    hash = word ^ word >> 31
    rest = note | Self.numberBit
  }

  /// Whether the key is a number's, so that the hash is all of it.
  @inline(__always)
  var isNumber: Bool { rest & Self.numberBit != 0 }
}

/// Two words that keys are mixed under. Nobody who writes a list knows them, so nobody can write one whose keys crowd a table, or of which
/// two are taken for the same.
struct MixingSecret: Sendable {
  let first: UInt64
  let second: UInt64

  /// This run's, drawn once.
  static let ofProcess = MixingSecret(first: .random(in: .min ... .max), second: .random(in: .min ... .max))
}

extension IdentityKey {
  /// All 128 bits mixed into 64, the same in every run: which partition on disk a key belongs to.
  @inline(__always)
  var hash: UInt64 {
    let word = foldedProduct(low ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) ^ high
    return (word ^ word >> 32) &* 0xA076_1D64_78BD_642F
  }

  /// A telephone number's key in 64 bits: as many as 15 digits, a calling code and up to 15 leading zeros take. Nil for other keys.
  @inline(__always)
  fileprivate var number: UInt64? {
    // Ten bits of calling code and four of zeros.
    guard low >> 50 | high & ~0x3FF0F == 0 else { return nil }
    // The zeros in the uppermost four bits, the calling code below. The zeros' second place is among the digits, where they are told
    // from them by the first one.
    return low ^ high << 42 ^ high << 60
  }
}
