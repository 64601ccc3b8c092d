/// Whether names of a kind are best looked up in a memory before anything is done with them.
///
/// Most names need no more than their letters looked at, which takes as long as looking them up in vain. Where most come again, looking
/// them up spares that, and guessing what they are made of. So names are looked up first for a trial; where too many come to nothing, only
/// those are looked up that are no plain work, until the next trial.
struct LookupTrial {
  /// For how many names more it stays as it is.
  private var left = LookupTrial.length
  /// How many names of each kind were looked up in vain meanwhile, and then found to be plain.
  private var misses = InlineArray<3, Int>(repeating: 0)
  /// For how many trials more a kind is not looked up first, and for how many it was the last time: twice as many each time.
  private var pauses = InlineArray<3, Int>(repeating: 0)
  private var lastPauses = InlineArray<3, Int>(repeating: 0)

  private static let length = 8192
  private static let longestPause = 32

  /// Whether the next name, which is of this kind, is looked up first.
  @inline(__always)
  mutating func asksFirst(for kind: NameKind) -> Bool {
    left &-= 1
    if left < 0 { decide() }
    return pauses[kind.number] == 0
  }

  /// Counts a name that was looked up in vain and is plain.
  mutating func countMiss(of kind: NameKind) { misses[kind.number] += 1 }

  /// More than one name in eight of a kind that is looked up in vain is too much: one in four, where two kinds take turns.
  @inline(never)
  private mutating func decide() {
    for kind in 0..<3 {
      if pauses[kind] > 0 {
        pauses[kind] -= 1
      } else if misses[kind] > Self.length / 8 {
        lastPauses[kind] = min(max(1, 2 * lastPauses[kind]), Self.longestPause)
        pauses[kind] = lastPauses[kind]
      } else {
        lastPauses[kind] = 0
      }
      misses[kind] = 0
    }
    left = Self.length
  }
}

extension NameKind {
  /// Another number below three for each kind.
  @inline(__always)
  var number: Int {
    switch self {
    case .first: 0
    case .last: 1
    case .full: 2
    }
  }
}
