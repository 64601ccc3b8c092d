internal import CTables

/// The words that casing knows: particles, titles, suffixes, placeholders, companies' words, and spellings that are attested.
///
/// A key is a text in lower case with the plain apostrophe; one look-up answers everything about it. A class, because all
/// workers share one, and a name is too short to count the references of its tables.
final class NameLexicon: Sendable {
  struct Roles: OptionSet, Sendable {
    let rawValue: UInt16
    static let title = Roles(rawValue: 1 << 0)
    static let dottedTitle = Roles(rawValue: 1 << 1)
    static let suffix = Roles(rawValue: 1 << 2)
    static let commaSuffix = Roles(rawValue: 1 << 3)
    static let plain = Roles(rawValue: 1 << 4)
    static let placeholder = Roles(rawValue: 1 << 5)
    static let company = Roles(rawValue: 1 << 6)
    static let lastCompany = Roles(rawValue: 1 << 7)
    static let andCompany = Roles(rawValue: 1 << 8)
    static let plainPlaceholder = Roles(rawValue: 1 << 9)
    /// The first word of a placeholder of several.
    static let placeholderHead = Roles(rawValue: 1 << 10)
    /// What follows a title and belongs to it ("Dr. med.").
    static let moreTitle = Roles(rawValue: 1 << 11)

    /// A suffix that follows even a single name ("Henry VIII").
    static let numeral = Roles(rawValue: 1 << 13)
    /// Stands in front of family names and is small in none but attested ones.
    static let article = Roles(rawValue: 1 << 14)
    /// A particle, or a word that has an attested spelling.
    static let known = Roles(rawValue: 1 << 12)

    static let names: [Substring: Roles] = [
      "title": .title, "title-dotted": .dottedTitle, "suffix": .suffix, "numeral": [.suffix, .numeral], "article": .article,
      "suffix-comma": .commaSuffix,
      "plain": .plain,
      "placeholder": .placeholder, "placeholder-plain": .plainPlaceholder, "company": .company,
      "company-last": .lastCompany, "company-and": .andCompany, "title-more": .moreTitle,
    ]
  }

  struct Entry: Sendable {
    var hash: UInt32
    var key: Range<Int32>
    var roles: Roles = []
    /// The particle's number, or -1.
    var particle: Int8 = -1
    /// The first attested spelling, or -1.
    var spelling: Int32 = -1
    /// How a suffix or a company's word is spelled, as the letters to capitalize.
    var capitals: UInt64 = 0
  }

  /// One attested way to write a key.
  struct Spelling: Sendable {
    /// The letters that are capitals, by their index in code points.
    var capitals: UInt64
    /// Nil for any kind.
    var kind: NameKind?
    /// Empty for every region.
    var regions: [NameRegion]
    var next: Int32
  }

  let entries: [Entry]
  /// The particle number of "de la", which stands for "de" before "la", "las" and "los".
  let articlePhrase: Int?
  /// The particle number of "d'", which is written together with what follows.
  let elision: Int?
  private let spellings: [Spelling]
  private let keys: [UInt8]
  /// Open addressing by hash; 0 is free, else an index of `entries` plus one.
  private let slots: [UInt16]

  static let standard: NameLexicon = {
    let words = unsafe UnsafeBufferPointer(start: ctables_name_words, count: ctables_name_words_size)
    let spellings = unsafe UnsafeBufferPointer(start: ctables_name_spellings, count: ctables_name_spellings_size)
    return unsafe NameLexicon(
      words: String(decoding: words, as: UTF8.self), spellings: String(decoding: spellings, as: UTF8.self),
      habits: .standard)
  }()

  init(words: String, spellings: String, habits: NameHabits) {
    var builder = NameLexiconBuilder()
    builder.add(particles: habits.particles)
    builder.add(words: words)
    builder.add(spellings: spellings)
    entries = builder.entries
    self.spellings = builder.spellings
    keys = builder.keys
    slots = builder.slots()
    articlePhrase = habits.particles.firstIndex(of: "de la")
    elision = habits.particles.firstIndex(of: "d'")
  }

  /// A hash over bytes, eight at a time.
  struct Hash {
    private var state: UInt64 = 0

    @inline(__always)
    init() {}

    @inline(__always)
    init(first run: LetterRun) { add(run) }

    /// Adds up to eight bytes; those of a chunk that are not there are zero.
    @inline(__always)
    mutating func add(_ chunk: UInt64) {
      state = (state ^ chunk) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 32
    }

    @inline(__always)
    mutating func add(_ run: LetterRun) {
      add(run.count < 8 ? run.lowered & ((1 << UInt64(8 * run.count)) &- 1) : run.lowered)
    }

    @inline(__always)
    func finished(count: Int) -> UInt32 { UInt32(truncatingIfNeeded: state) &+ UInt32(truncatingIfNeeded: count) }
  }

  /// The hash of a range, after which the text has eight bytes more, whatever they hold.
  @inline(__always)
  static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var hash = Hash()
    var position = range.lowerBound
    while position < range.upperBound {
      let chunk = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let left = range.upperBound - position
      hash.add(left < 8 ? chunk & ((1 << UInt64(8 * left)) &- 1) : chunk)
      position += 8
    }
    return hash.finished(count: range.count)
  }

  /// Whether an entry has the hash: when not, the text that has it is not in the lexicon.
  @inline(__always)
  func mayHave(_ hash: UInt32) -> Bool {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if entries[Int(slots[slot]) - 1].hash == hash { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// The index of the entry whose key stands in `text` at `range`, which eight bytes follow.
  @inline(__always)
  func index(of text: Span<UInt8>, _ range: Range<Int>, hasCurlyApostrophe: Bool) -> Int? {
    if hasCurlyApostrophe { return straightened(text, range) }
    let hash = NameLexicon.hash(text, range)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash, matches(entries[index].key, text, range) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func matches(_ key: Range<Int32>, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard key.count == range.count else { return false }
    let start = Int(key.lowerBound)
    for offset in 0..<range.count where keys[start + offset] != text[range.lowerBound + offset] { return false }
    return true
  }

  /// The same for a text with U+2019 for the plain apostrophe of a key.
  @inline(never)
  private func straightened(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var plain: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let isCurly = Apostrophe.isCurly(text, at: position)
      plain.append(isCurly ? 0x27 : text[position])
      position += isCurly ? 3 : 1
    }
    let count = plain.count
    plain.append(contentsOf: repeatElement(0, count: 8))
    return index(of: plain.span, 0..<count, hasCurlyApostrophe: false)
  }

  /// The spelling that is attested for the kind and region, the nearest first: region and kind, then, unless only the region's
  /// own will do, any region.
  @inline(__always)
  func capitals(of entry: Int, kind: NameKind, region: NameRegion?, onlyOfRegion: Bool = false) -> UInt64? {
    entries[entry].spelling < 0 ? nil : attested(entry, kind: kind, region: region, onlyOfRegion: onlyOfRegion)
  }

  @inline(never)
  private func attested(_ entry: Int, kind: NameKind, region: NameRegion?, onlyOfRegion: Bool) -> UInt64? {
    var best: (score: Int, capitals: UInt64)?
    var next = entries[entry].spelling
    while next >= 0 {
      let spelling = spellings[Int(next)]
      next = spelling.next
      if let only = spelling.kind, only != kind { continue }
      let score: Int
      if spelling.regions.isEmpty, !onlyOfRegion {
        score = spelling.kind == nil ? 1 : 2
      } else if let region, spelling.regions.contains(region) {
        score = spelling.kind == nil ? 3 : 4
      } else {
        continue
      }
      if score > best?.score ?? 0 { best = (score, spelling.capitals) }
    }
    return best?.capitals
  }
}

/// The two characters that names use for an apostrophe: U+0027 and U+2019.
enum Apostrophe {
  @inline(__always)
  static func isCurly(_ text: Span<UInt8>, at position: Int) -> Bool {
    position + 2 < text.count && text[position] == 0xE2 && text[position + 1] == 0x80 && text[position + 2] == 0x99
  }

  /// Whether the UTF-8 of U+2019 stands at a position.
  @inline(__always)
  static func isCurly(_ text: [UInt8], at position: Int) -> Bool {
    position + 2 < text.count && text[position] == 0xE2 && text[position + 1] == 0x80 && text[position + 2] == 0x99
  }
}
