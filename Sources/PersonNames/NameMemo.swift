internal import Bytes

/// Remembers what became of names: a list has the same ones over and over.
///
/// A name is looked up with all that its result depends on: its bytes, its kind, its region, and whether it stands beside a given name;
/// or, where the result depends on neither of the last two, without them (`Key.among`): a list of thirty countries has few names thirty
/// times.
/// Names over 31 bytes and results over 24 are not remembered: 15 letters of Greek or Cyrillic, and 12 where their case is changed. An entry
/// is a cache line; a name has two places side by side, and whoever
/// comes later takes the second one, from which the next use moves it to the first. A megabyte, of which a list with few names touches
/// little.
@safe struct NameMemo: ~Copyable {
  /// What a result depends on: equal for the same name in the same circumstances alone.
  struct Key: Equatable, BitwiseCopyable {
    fileprivate var head: UInt64 = 0
    fileprivate var second: UInt64 = 0
    fileprivate var third: UInt64 = 0
    /// The last seven bytes, and how many there are in all. Zero for no name.
    fileprivate var tail: UInt64 = 0
    fileprivate var circumstances: UInt32 = 0

    @inline(__always)
    static func == (one: Key, other: Key) -> Bool {
      // All at once: which of the words differs is not to be guessed.
      (one.head ^ other.head) | (one.second ^ other.second) | (one.third ^ other.third) | (one.tail ^ other.tail)
        | UInt64(one.circumstances ^ other.circumstances) == 0
    }

    /// The same name of the same kind in all regions of some habits and whatever stands beside it, for a result that depends on no more.
    @inline(__always)
    func among(_ habits: NameCaser.LetterHabits) -> Key {
      var key = self
      key.circumstances = circumstances & 0b110 | 1 << 24 | UInt32(habits.rawValue) << 25
      return key
    }

    @inline(__always)
    fileprivate var hash: Int {
      let ends = (head ^ tail.byteSwapped ^ UInt64(circumstances) << 8) &* 0xD6E8_FEB8_6659_FD93
      let inside = (second ^ third.byteSwapped) &* 0xA076_1D64_78BD_642F
      let mixed = ends ^ inside
      return Int(truncatingIfNeeded: ((mixed ^ mixed >> 32) &* 0xE703_7ED1_A0B4_28DB) >> 44)
    }
  }

  private struct Entry: BitwiseCopyable {
    var key = Key()
    /// The findings; above them the number of the result's bytes, whether the name is one word (bit 30), and whether it was right as it was.
    var outcome: UInt32 = 0
    var result = InlineArray<3, UInt64>(repeating: 0)
  }

  /// Of which kinds names are looked up before anything is done with them, a bit each.
  ///
  /// Most names need no more than their letters looked at, which takes as long as looking them up in vain. Where most come again, looking
  /// them up saves that, and guessing what they are made of; where they don't, only those are looked up that are no plain work.
  private var askedFirst: UInt8 = 0b111
  /// For how many names more that stays as it is.
  private var left = NameMemo.trialLength
  /// How many names of each kind were looked up in vain meanwhile, and then found to be plain.
  private var misses = InlineArray<3, Int>(repeating: 0)
  /// How often more it stays as it is for a kind that is not asked for first, and how often it did last: twice as often each time.
  private var pauses = InlineArray<3, Int>(repeating: 0)
  private var lastPauses = InlineArray<3, Int>(repeating: 0)

  private static let trialLength = 8192
  private static let longestPause = 32

  private static let placeCount = 16384
  private static let longestName = 31
  private static let longestResult = 24
  /// Findings are below this bit.
  private static let countShift: UInt32 = 24
  // Sound: nil, or `placeCount` entries, allocated by `remember` and freed by deinit; a place is masked to their number.
  private var entries: UnsafeMutablePointer<Entry>?

  init() {}

  deinit { unsafe entries?.deallocate() }

  /// The key of a name; nil for one that is not remembered.
  @inline(__always)
  static func key(of name: PaddedText, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool) -> Key? {
    let count = name.count
    guard count > 0, count <= longestName else { return nil }
    var key = Key()
    // What is behind the name is zero, and its length tells a name from one that ends in zeros.
    (key.head, key.second, key.third, key.tail) = name.words
    key.tail |= UInt64(count) << 56
    key.circumstances = UInt32(region?.code ?? 0) << 8 | UInt32(number(of: kind)) << 1 | (isBesideGivenName ? 1 : 0)
    return key
  }

  @inline(__always)
  private static func number(of kind: NameKind) -> Int {
    switch kind {
    case .first: 0
    case .last: 1
    case .full: 2
    }
  }

  /// Whether a name of a kind is best looked up before it is looked at.
  @inline(__always)
  mutating func isWorthAskingFirst(for kind: NameKind) -> Bool {
    left &-= 1
    if left < 0 { decide() }
    return askedFirst &>> UInt8(truncatingIfNeeded: Self.number(of: kind)) & 1 != 0
  }

  /// More than one name in eight of a kind that is looked up in vain is too much: one in four, where two kinds take turns.
  @inline(never)
  private mutating func decide() {
    for kind in 0..<3 {
      let bit: UInt8 = 1 << UInt8(kind)
      if askedFirst & bit == 0 {
        pauses[kind] -= 1
        if pauses[kind] == 0 { askedFirst |= bit }
      } else if misses[kind] > Self.trialLength / 8 {
        askedFirst &= ~bit
        lastPauses[kind] = min(max(1, 2 * lastPauses[kind]), Self.longestPause)
        pauses[kind] = lastPauses[kind]
      } else {
        lastPauses[kind] = 0
      }
      misses[kind] = 0
    }
    left = Self.trialLength
  }

  /// Counts a name that was looked up in vain and is plain.
  mutating func countMiss(of kind: NameKind) { misses[Self.number(of: kind)] += 1 }

  /// What became of a name, written to `target` from its first byte on unless the name is right as it is; nil when that is not remembered.
  ///
  /// - Parameter target: its first 24 bytes are written over.
  @inline(__always)
  mutating func recall(_ key: Key, into target: inout NameRoom) -> (outcome: NameOutcome, count: Int)? {
    guard let entry = unsafe entries.map({ unsafe $0 + (key.hash & (Self.placeCount - 2)) }) else { return nil }
    if unsafe entry[0].key != key {
      guard unsafe entry[1].key == key else { return nil }
      unsafe swap(&entry[0], &entry[1])
    }
    let outcome = unsafe entry[0].outcome
    let isAsWritten = outcome >> 31 != 0
    if !isAsWritten {
      let result = unsafe entry[0].result
      // Sound: a name's room has more bytes.
      unsafe withUnsafeMutableBytes(of: &target) { unsafe $0.storeBytes(of: result, as: InlineArray<3, UInt64>.self) }
    }
    let findings = NameFindings(rawValue: outcome & (1 << Self.countShift - 1))
    return (
      NameOutcome(findings: findings, isAsWritten: isAsWritten, isOneWord: outcome >> 30 & 1 != 0), Int(outcome >> Self.countShift & 0x3F)
    )
  }

  /// Remembers what became of a name.
  ///
  /// - Parameter result: what it came to; of no meaning where it is right as it is.
  mutating func remember(_ key: Key, _ result: Span<UInt8>, _ outcome: NameOutcome) {
    guard outcome.isAsWritten || result.count <= Self.longestResult, outcome.findings.rawValue >> Self.countShift == 0 else { return }
    var entry = Entry(key: key, outcome: outcome.findings.rawValue)
    if outcome.isOneWord { entry.outcome |= 1 << 30 }
    if outcome.isAsWritten {
      entry.outcome |= 1 << 31
    } else {
      entry.outcome |= UInt32(truncatingIfNeeded: result.count) << Self.countShift
      for index in result.indices { entry.result[index / 8] |= (UInt64(result[index]) << UInt64(8 * (index % 8))).littleEndian }
    }
    let places = unsafe entries ?? makeRoom()
    unsafe places[key.hash & (Self.placeCount - 2) + 1] = entry
  }

  @inline(never)
  private mutating func makeRoom() -> UnsafeMutablePointer<Entry> {
    let size = MemoryLayout<Entry>.stride
    let places = unsafe UnsafeMutableRawPointer.allocate(byteCount: Self.placeCount * size, alignment: size)
      .bindMemory(to: Entry.self, capacity: Self.placeCount)
    unsafe places.initialize(repeating: Entry(), count: Self.placeCount)
    unsafe entries = places
    return unsafe places
  }
}
