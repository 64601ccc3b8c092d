internal import Bytes
internal import ICU

/// Cleans names and gives all-capital and all-lower-case ones back the case their owners write.
///
/// A name with a mix of cases of its own is never recased. One normalizer per worker: it keeps its buffers from name to name,
/// and what it found out about the last region.
public struct NameNormalizer: ~Copyable {
  var folded = FoldedName()
  var caser: NameCaser
  private var cleaner = NameCleaner()
  /// Where the fast paths write; longer names take the other.
  private var plain = NameRoom(repeating: 0)
  /// Where the other writes.
  private var long: [UInt8] = []
  /// Whether what the last name came to stands there.
  private var isLong = false
  /// Longer names are not read eight bytes at a time.
  static let longestPadded = 120
  private let habitsTable: NameHabits
  private var knownHabits = [NameHabits.Region?](repeating: nil, count: NameRegion.count + 1)
  /// What the memory asks of each region, and of none, and how many have been met.
  private var knownRegions = InlineArray<677, NameMemo.Region?>(repeating: nil)
  private var metRegions = 0
  private var memo = NameMemo()
  private var trial = LookupTrial()
  /// Where names are put that have too little behind them; empty while one is there.
  private var room: [UInt8] = []
  /// Where names are trimmed.
  private var spare: [UInt8] = []
  /// Opened at the first name whose letters are of several scripts.
  var scriptCheck: ScriptCheck?

  /// A normalizer with the built-in tables, which the first one reads; that costs about a millisecond.
  public init() {
    self.init(lexicon: .standard, habits: .standard)
  }

  init(lexicon: NameLexicon, habits: NameHabits) {
    habitsTable = habits
    caser = NameCaser(lexicon: lexicon, habits: habits.habits(of: nil), region: nil)
  }

  /// Cleans and cases one name, and appends what it comes to.
  ///
  /// - Parameters:
  ///   - name: UTF-8; ill-formed sequences become U+FFFD.
  ///   - kind: what part of a name it is.
  ///   - region: where its owner lives or comes from, when known.
  ///   - isBesideGivenName: for a last name: the record has a given name too. A Dutch family name has a capital alone ("Van
  ///     den Berg") that it does not have behind a first name ("Jan van den Berg").
  ///   - output: the result is appended to it; nothing is, when the name is a placeholder.
  /// - Returns: what was noticed and changed.
  public mutating func normalize(
    _ name: Span<UInt8>, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool = false, into output: inout [UInt8]
  ) -> NameFindings {
    let outcome = normalize(name, kind: kind, region: region, isBesideGivenName: isBesideGivenName)
    func append(_ text: Span<UInt8>) { unsafe text.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) } }
    if outcome.isAsWritten { append(name) } else { append(result) }
    return outcome.findings
  }

  /// The same without a copy: a name that is right as it is written is left where it stands, and ``result`` is what any other comes to,
  /// until the next one.
  public mutating func normalize(
    _ name: Span<UInt8>, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool = false
  ) -> NameOutcome {
    normalize(0..<name.count, of: name, kind: kind, region: region, isBesideGivenName: isBesideGivenName)
  }

  /// The same for a part of some bytes. The bytes about it make that cheaper.
  public mutating func normalize(
    _ range: Range<Int>, of bytes: Span<UInt8>, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool = false
  ) -> NameOutcome {
    guard range.count <= Self.longestPadded, let name = PaddedText(range, of: bytes) else {
      return normalizeShort(bytes.extracting(range), kind: kind, region: region, isBesideGivenName: isBesideGivenName)
    }
    let key = NameMemo.key(of: name, kind: kind, region: region, isBesideGivenName: isBesideGivenName)
    let asksFirst = trial.asksFirst(for: kind)
    if asksFirst, let key, let known = recall(key, region) { return known }
    move(to: region)
    if let outcome = caser.normalizePlain(name, kind: kind, into: &plain) {
      (resultCount, isLong) = (name.count, false)
      if asksFirst, let key { rememberPlain(key, name.count, kind: kind, outcome) }
      return outcome
    }
    if !asksFirst, let key, let known = recall(key, region) { return known }
    return normalizeNew(bytes.extracting(range), key, kind: kind, isBesideGivenName: isBesideGivenName)
  }

  /// What became of a name, where that is remembered.
  @inline(__always)
  private mutating func recall(_ key: NameMemo.Key, _ region: NameRegion?) -> NameOutcome? {
    guard let known = memo.recall(key, memoRegion(region), into: &plain) else { return nil }
    (resultCount, isLong) = (known.count, false)
    return known.outcome
  }

  @inline(__always)
  private mutating func memoRegion(_ region: NameRegion?) -> NameMemo.Region {
    knownRegions[region?.index ?? NameRegion.count] ?? meet(region)
  }

  @inline(never)
  private mutating func meet(_ region: NameRegion?) -> NameMemo.Region {
    move(to: region)
    let met = NameMemo.Region(number: UInt8(min(metRegions, NameMemo.Region.mostNumbers)), letters: caser.letterHabits)
    metRegions += 1
    knownRegions[region?.index ?? NameRegion.count] = met
    return met
  }

  /// Remembers a name that was plain work, and stands in `plain`.
  @inline(never)
  private mutating func rememberPlain(_ key: NameMemo.Key, _ count: Int, kind: NameKind, _ outcome: NameOutcome) {
    trial.countMiss(of: kind)
    remember(key, count, outcome)
  }

  /// Remembers a name of which the letters alone decide, and which stands in `plain`.
  private mutating func remember(_ key: NameMemo.Key, _ count: Int, _ outcome: NameOutcome) {
    let written = plain
    let letters = caser.letterHabits
    memo.remember(letters == .others ? key : key.among(letters), written.span.extracting(0..<count), outcome)
  }

  /// Normalizes a name that has too little behind it, or is too long for anything but the slowest path.
  @inline(never)
  private mutating func normalizeShort(
    _ name: Span<UInt8>, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool
  ) -> NameOutcome {
    guard name.count <= Self.longestPadded else {
      move(to: region)
      return normalizeNew(name, nil, kind: kind, isBesideGivenName: isBesideGivenName)
    }
    var room: [UInt8] = []
    swap(&room, &self.room)
    if room.isEmpty { room = [UInt8](repeating: 0, count: Self.longestPadded + PaddedText.padding) }
    for index in name.indices { room[index] = name[index] }
    let outcome = normalize(0..<name.count, of: room.span, kind: kind, region: region, isBesideGivenName: isBesideGivenName)
    swap(&room, &self.room)
    return outcome
  }

  /// What the last name came to, where it is not right as it was written: UTF-8. Empty for a placeholder.
  public var result: Span<UInt8> {
    @_lifetime(borrow self) get { resultRoom.extracting(0..<resultCount) }
  }

  /// How many bytes ``result`` has.
  public private(set) var resultCount = 0

  /// What ``result`` is the beginning of, for who copies faster where more may be read.
  public var resultRoom: Span<UInt8> {
    @_lifetime(borrow self) @inline(__always) get { isLong ? long.span : plain.span }
  }

  /// Normalizes a name that is not remembered, and remembers it if it has a key.
  @inline(never)
  private mutating func normalizeNew(_ name: Span<UInt8>, _ key: NameMemo.Key?, kind: NameKind, isBesideGivenName: Bool) -> NameOutcome {
    if var outcome = caser.normalizeLetters(name, kind: kind, into: &plain) {
      outcome.isOneWord = name.isOneWord
      (resultCount, isLong) = (name.count, false)
      if let key { remember(key, name.count, outcome) }
      return outcome
    }
    var output: [UInt8] = []
    swap(&output, &long)
    output.removeAll(keepingCapacity: true)
    let findings = normalizeAny(name, kind: kind, isBesideGivenName: isBesideGivenName, into: &output)
    let outcome = NameOutcome(findings: findings, isAsWritten: false, isOneWord: name.isOneWord)
    if let key { memo.remember(key, of: memoRegion(caser.region), output.span, outcome) }
    swap(&output, &long)
    (resultCount, isLong) = (long.count, true)
    return outcome
  }

  /// The same for every name, in the way that the fast paths must agree with.
  mutating func normalizeAny(
    _ name: Span<UInt8>, kind: NameKind, isBesideGivenName: Bool, into output: inout [UInt8]
  ) -> NameFindings {
    fold(name)
    if NameCleaner.isNeeded(for: folded) {
      if NameCleaner.isOnlySpace(in: folded) {
        return trimmed(name, kind: kind, isBesideGivenName: isBesideGivenName, into: &output)
      }
      return cleaned(name, kind: kind, isBesideGivenName: isBesideGivenName, into: &output)
    }
    return finish(name, kind: kind, isBesideGivenName: isBesideGivenName, into: &output)
  }

  /// The same for one `String`, without the findings.
  public mutating func normalized(_ name: String, kind: NameKind, region: NameRegion?) -> String {
    var output = [UInt8]()
    var copy = name
    copy.makeContiguousUTF8()
    _ = normalize(copy.utf8.span, kind: kind, region: region, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Lists often change region from name to name: what was found out about one is kept.
  mutating func move(to region: NameRegion?) {
    if region != caser.region { change(to: region) }
  }

  private mutating func change(to region: NameRegion?) {
    caser.region = region
    let slot = region?.index ?? NameRegion.count
    if let known = knownHabits[slot] {
      caser.habits = known
    } else {
      caser.habits = habitsTable.habits(of: region)
      knownHabits[slot] = caser.habits
    }
  }

  mutating func fold(_ name: Span<UInt8>) {
    folded.fold(name, turkic: caser.habits.traits.contains(.turkicI), lexicon: caser.lexicon)
  }

  /// Normalizes a name without the plain spaces that stand at its ends or side by side, which is all that it has to clean.
  private mutating func trimmed(
    _ name: Span<UInt8>, kind: NameKind, isBesideGivenName: Bool, into output: inout [UInt8]
  ) -> NameFindings {
    var kept: [UInt8] = []
    swap(&kept, &spare)
    kept.removeAll(keepingCapacity: true)
    for index in name.indices where name[index] != 0x20 || (kept.last ?? 0x20) != 0x20 { kept.append(name[index]) }
    if kept.last == 0x20 { kept.removeLast() }
    let findings = normalize(
      kept.span, kind: kind, region: caser.region, isBesideGivenName: isBesideGivenName, into: &output)
    swap(&kept, &spare)
    return findings.union(.whitespace)
  }

  /// Cleans and cases a name until neither changes it, so that doing it again changes nothing. Once is nearly always enough.
  private mutating func cleaned(
    _ name: Span<UInt8>, kind: NameKind, isBesideGivenName: Bool, into output: inout [UInt8]
  ) -> NameFindings {
    let keepsQuotes = caser.habits.traits.contains(.apostropheLower)
    var (current, findings) = cleaner.clean(name, classes: folded.classes, keepsQuotes: keepsQuotes)
    for _ in 0..<8 {
      fold(current.span)
      if NameCleaner.isNeeded(for: folded) {
        let (again, more) = cleaner.clean(current.span, classes: folded.classes, keepsQuotes: keepsQuotes)
        findings.formUnion(more)
        if again != current {
          current = again
          continue
        }
      }
      var cased = [UInt8]()
      findings.formUnion(finish(current.span, kind: kind, isBesideGivenName: isBesideGivenName, into: &cased))
      if cased == current { break }
      current = cased
    }
    output.append(contentsOf: current)
    return findings
  }

  /// Cases the folded name, and looks at what it is.
  private mutating func finish(
    _ name: Span<UInt8>, kind: NameKind, isBesideGivenName: Bool, into output: inout [UInt8]
  ) -> NameFindings {
    var findings = inspect(name, kind: kind)
    if findings.contains(.placeholder) { return findings }
    guard folded.isOneCase else {
      unsafe name.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
      return findings
    }
    caser.recase(&folded, kind: kind, isBesideGivenName: isBesideGivenName)
    let differs = unsafe folded.bytes.withUnsafeBufferPointer { bytes in
      let cased = unsafe UnsafeBufferPointer(rebasing: bytes[..<folded.count])
      unsafe output.append(contentsOf: cased)
      return unsafe name.withUnsafeBufferPointer { unsafe !$0.elementsEqual(cased) }
    }
    if differs { findings.insert(.recased) }
    return findings
  }
}

/// Where the fast paths write: as much as the longest name takes that is read eight bytes at a time, and some behind it. An array would be
/// asked for each name whether somebody else has it too.
typealias NameRoom = InlineArray<136, UInt8>

/// What became of a name.
public struct NameOutcome: Sendable, BitwiseCopyable {
  /// What was noticed and changed.
  public let findings: NameFindings
  /// Whether the name is right as it is written, byte for byte.
  public let isAsWritten: Bool
  /// Whether the name that was given is one word without any sign in it: it has no byte from the space to the slash.
  public internal(set) var isOneWord = false
}

extension Span<UInt8> {
  /// Whether there is no byte from the space to the slash.
  fileprivate var isOneWord: Bool {
    for index in indices where self[index] & 0xF0 == 0x20 { return false }
    return true
  }
}
