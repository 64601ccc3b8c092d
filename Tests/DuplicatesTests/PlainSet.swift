import Duplicates

/// The plain exact set: what every other one must answer like.
struct PlainSet {
  private var holders: [IdentityKey: Int] = [:]

  mutating func enter(_ key: IdentityKey, rowNumber: Int) -> Int? {
    if let holder = holders[key] { return holder }
    holders[key] = rowNumber
    return nil
  }

  /// The holder of each record, nil for a first one or one without a key.
  static func answers(_ keys: [IdentityKey?]) -> [Int?] {
    var set = PlainSet()
    return keys.enumerated().map { index, key in key.flatMap { set.enter($0, rowNumber: index + 1) } }
  }
}

/// Keys as a list has them: some twice, some missing, some like another.
func randomKeys(_ count: Int, distinct: Int, seed: UInt64) -> [IdentityKey?] {
  var random = SplitMix(state: seed)
  return (0..<count).map { _ in
    if random.chance(3) { return nil }
    let number = UInt64(random.below(distinct))
    switch random.below(3) {
    case 0: return IdentityKey(high: 0, low: number)
    case 1: return IdentityKey(high: number, low: 0)
    default: return IdentityKey(callingCode: 44, nationalNumber: 7_000_000_000 + number, leadingZeros: 0)
    }
  }
}
