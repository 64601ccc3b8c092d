internal import Bytes

/// Remembers what became of names: a list has the same ones over and over.
///
/// A name is looked up with all that its result depends on: its bytes, its kind, its region, and whether it stands beside a given name;
/// or, where letters alone decide, without the last two (`Key.among`): a list of thirty countries has few names thirty times. Most names of
/// which letters alone do not decide come to the same in nearly all regions, too: such an entry is for those regions for which it has been
/// found right.
///
/// Names over 31 bytes and results over 24 are not remembered: 15 letters of Greek or Cyrillic, and 12 where their case is changed. An
/// entry is a cache line; a name has two places side by side, and whoever comes later takes the second one, from which the next use moves
/// it to the first. A megabyte and a quarter.
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
    fileprivate var isBesideGivenName: Bool { circumstances & 1 != 0 }

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
    /// The findings; above them the number of the result's bytes, whether it is for some regions alone, whether the name is one word, and
    /// whether it was right as it was.
    var outcome: UInt32 = 0
    var result = InlineArray<3, UInt64>(repeating: 0)

    @inline(__always)
    static func == (one: Entry, other: Entry) -> Bool {
      one.key == other.key && one.outcome == other.outcome && one.result[0] == other.result[0] && one.result[1] == other.result[1]
        && one.result[2] == other.result[2]
    }
  }

  /// What is asked of a region.
  struct Region: BitwiseCopyable {
    /// Another one for each region, as long as there are few.
    let number: UInt8
    let letters: NameCaser.LetterHabits

    static let mostNumbers = 64
  }

  /// The regions that an entry is for: those in which the name stands alone, and those in which it stands beside a given name.
  private typealias Regions = (alone: UInt64, beside: UInt64)

  private static let placeCount = 16384
  private static let longestName = 31
  private static let longestResult = 24
  /// Findings are below this bit, and the number of the result's bytes is in this one and those above it.
  private static let countShift: UInt32 = 24
  private static let ofSomeRegions: UInt32 = 1 << 29
  private static let oneWord: UInt32 = 1 << 30
  private static let asWritten: UInt32 = 1 << 31
  // Sound: nil, or `placeCount` entries, allocated by `remember` and freed by deinit; a place is masked to their number.
  private var entries: UnsafeMutablePointer<Entry>?
  // Sound: as many, allocated and freed along.
  private var regions: UnsafeMutablePointer<Regions>?

  init() {}

  deinit {
    unsafe entries?.deallocate()
    unsafe regions?.deallocate()
  }

  /// The key of a name; nil for one that is not remembered.
  @inline(__always)
  static func key(of name: PaddedText, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool) -> Key? {
    let count = name.count
    guard count > 0, count <= longestName else { return nil }
    var key = Key()
    // What is behind the name is zero, and its length tells a name from one that ends in zeros.
    (key.head, key.second, key.third, key.tail) = name.words
    key.tail |= UInt64(count) << 56
    key.circumstances = UInt32(region?.code ?? 0) << 8 | UInt32(kind.number) << 1 | (isBesideGivenName ? 1 : 0)
    return key
  }

  /// What became of a name in a region, written to `target` from its first byte on unless the name is right as it is; nil when that is not
  /// remembered.
  ///
  /// - Parameter target: its first 24 bytes are written over.
  @inline(__always)
  mutating func recall(_ key: Key, _ region: Region, into target: inout NameRoom) -> (outcome: NameOutcome, count: Int)? {
    if region.letters != .others, let known = recall(key.among(region.letters), askedBy: key, of: region, into: &target) { return known }
    return recall(key, askedBy: key, of: region, into: &target)
  }

  @inline(__always)
  private mutating func recall(
    _ key: Key, askedBy name: Key, of region: Region, into target: inout NameRoom
  ) -> (outcome: NameOutcome, count: Int)? {
    let place = key.hash & (Self.placeCount - 2)
    guard let entry = unsafe entries.map({ unsafe $0 + place }) else { return nil }
    if unsafe entry[0].key != key {
      guard unsafe entry[1].key == key else { return nil }
      unsafe swap(&entry[0], &entry[1])
      if let regions = unsafe regions { unsafe swap(&regions[place], &regions[place + 1]) }
    }
    let outcome = unsafe entry[0].outcome
    if outcome & Self.ofSomeRegions != 0, !isFor(region, place, isBesideGivenName: name.isBesideGivenName) { return nil }
    let isAsWritten = outcome & Self.asWritten != 0
    if !isAsWritten {
      let result = unsafe entry[0].result
      // Sound: a name's room has more bytes.
      unsafe withUnsafeMutableBytes(of: &target) { unsafe $0.storeBytes(of: result, as: InlineArray<3, UInt64>.self) }
    }
    let findings = NameFindings(rawValue: outcome & (1 << Self.countShift - 1))
    return (
      NameOutcome(findings: findings, isAsWritten: isAsWritten, isOneWord: outcome & Self.oneWord != 0),
      Int(outcome >> Self.countShift & 0x1F)
    )
  }

  /// Whether the entry at a place has been found right for a region.
  @inline(__always)
  private func isFor(_ region: Region, _ place: Int, isBesideGivenName: Bool) -> Bool {
    guard Int(region.number) < Region.mostNumbers, let regions = unsafe regions else { return false }
    let all = unsafe isBesideGivenName ? regions[place].beside : regions[place].alone
    return all &>> UInt64(region.number) & 1 != 0
  }

  /// Remembers what became of a name.
  ///
  /// - Parameter result: what it came to; of no meaning where it is right as it is.
  mutating func remember(_ key: Key, _ result: Span<UInt8>, _ outcome: NameOutcome) {
    guard let entry = Self.entry(key, result, outcome) else { return }
    let places = unsafe entries ?? makeRoom()
    unsafe places[key.hash & (Self.placeCount - 2) + 1] = entry
  }

  /// Remembers what became of a name in a region, of which letters alone did not decide.
  mutating func remember(_ key: Key, of region: Region, _ result: Span<UInt8>, _ outcome: NameOutcome) {
    if region.letters == .others || Int(region.number) >= Region.mostNumbers || !share(key, region, result, outcome) {
      remember(key, result, outcome)
    }
  }

  /// Remembers it along with other regions, unless it came to something else in those.
  private mutating func share(_ name: Key, _ region: Region, _ result: Span<UInt8>, _ outcome: NameOutcome) -> Bool {
    let key = name.among(region.letters)
    guard var entry = Self.entry(key, result, outcome) else { return false }
    entry.outcome |= Self.ofSomeRegions
    let place = key.hash & (Self.placeCount - 2)
    let places = unsafe entries ?? makeRoom()
    guard let regions = unsafe regions else { return false }
    let own = unsafe places[place].key == key ? place : place + 1
    if unsafe places[own].key == key {
      guard unsafe places[own] == entry else { return false }
    } else {
      unsafe places[own] = entry
      unsafe regions[own] = (0, 0)
    }
    let bit: UInt64 = 1 << UInt64(region.number)
    if name.isBesideGivenName { unsafe regions[own].beside |= bit } else { unsafe regions[own].alone |= bit }
    return true
  }

  /// An entry for a name; nil where it has no room.
  private static func entry(_ key: Key, _ result: Span<UInt8>, _ outcome: NameOutcome) -> Entry? {
    guard outcome.isAsWritten || result.count <= Self.longestResult, outcome.findings.rawValue >> Self.countShift == 0 else { return nil }
    var entry = Entry(key: key, outcome: outcome.findings.rawValue)
    if outcome.isOneWord { entry.outcome |= Self.oneWord }
    if outcome.isAsWritten {
      entry.outcome |= Self.asWritten
    } else {
      entry.outcome |= UInt32(truncatingIfNeeded: result.count) << Self.countShift
      for index in result.indices { entry.result[index / 8] |= (UInt64(result[index]) << UInt64(8 * (index % 8))).littleEndian }
    }
    return entry
  }

  @inline(never)
  private mutating func makeRoom() -> UnsafeMutablePointer<Entry> {
    let size = MemoryLayout<Entry>.stride
    let places = unsafe UnsafeMutableRawPointer.allocate(byteCount: Self.placeCount * size, alignment: size)
      .bindMemory(to: Entry.self, capacity: Self.placeCount)
    unsafe places.initialize(repeating: Entry(), count: Self.placeCount)
    unsafe entries = places
    let regions = UnsafeMutablePointer<Regions>.allocate(capacity: Self.placeCount)
    unsafe regions.initialize(repeating: (0, 0), count: Self.placeCount)
    unsafe self.regions = regions
    return unsafe places
  }
}
