/// A name in lower case, cut into words, with what one pass over its bytes can tell. Reused from name to name.
struct FoldedName: Sendable {
  /// A run of bytes without a space. The core is what remains without the punctuation around it.
  struct Word: Sendable {
    var start: Int
    var end = 0
    var coreStart = -1
    var coreEnd = -1
    /// The lexicon's entry for the core, or -1.
    var entry: Int32 = -1
    /// Something other than letters and apostrophes stands between letters: a hyphen, a dot.
    var isJoined = false
    var hasApostrophe = false
    var endsWithComma = false

    var core: Range<Int> { coreStart..<coreEnd }
    var isBare: Bool { coreStart >= coreEnd }
  }

  /// UTF-8; bytes past `count` are leftovers.
  var bytes: [UInt8] = []
  var count = 0
  var words: [Word] = []
  /// Of the word that was cut last.
  var segments: [Range<Int>] = []
  /// All that the lexicon knows of any of the words; `known` for a spelling or a particle.
  var roles: NameLexicon.Roles = []
  var classes: Letter.Class = []
  /// A bit for each `Letter.script` that occurs.
  var scripts: UInt8 = 0
  var hasAt = false
  var isIllFormed = false
  /// I and i were taken for the Turkish letters, whose dots stay.
  private(set) var isTurkic = false
  private var hasDottedI = false
  /// Two code points stand side by side as they do when UTF-8 was read as Windows-1252.
  var mayBeMojibake = false
  /// U+2019 occurs.
  var hasCurlyApostrophe = false
  /// Two plain apostrophes stand side by side.
  var hasDoubledApostrophe = false
  /// White space at an end, or two spaces in a row.
  var hasStraySpace = false

  var isOneCase: Bool { classes.contains(.upper) != classes.contains(.lower) }

  init() {}

  /// Folds a name. Turkish and Azerbaijani I is lowered to dotless ı when `turkic` says so, or when an İ occurs.
  mutating func fold(_ name: Span<UInt8>, turkic: Bool, lexicon: NameLexicon) {
    begin(room: 3 * name.count + 16, turkic: turkic)
    // Out of `self` for the while, so that the span below borrows nothing else.
    var buffer: [UInt8] = []
    swap(&buffer, &bytes)
    count = fold(name, turkic: turkic, lexicon: lexicon, into: &buffer)
    swap(&buffer, &bytes)
    if hasDottedI, !turkic { fold(name, turkic: true, lexicon: lexicon) }
  }

  /// Returns the count of bytes written to `buffer`, which has room.
  private mutating func fold(
    _ name: Span<UInt8>, turkic: Bool, lexicon: NameLexicon, into buffer: inout [UInt8]
  ) -> Int {
    var target = buffer.mutableSpan
    var index = 0
    var written = 0
    var word = Word(start: -1)
    var isSeparated = false
    var bits: Letter.Class = []
    var previous: UInt32 = 0
    while index < name.count {
      let byte = name[index]
      if byte == 0x20 {
        if index == 0 || name[index - 1] == 0x20 { hasStraySpace = true }
        if word.start >= 0 {
          append(&word, target.span, end: written, lexicon)
          word.start = -1
        }
        target[written] = 0x20
        written += 1
        index += 1
        previous = 0x20
        continue
      }
      if word.start < 0 {
        word = Word(start: written)
        isSeparated = false
      }
      if (byte | 0x20) &- 0x61 < 26, !turkic {
        if word.coreStart < 0 { word.coreStart = written }
        if isSeparated, word.coreEnd > word.coreStart { word.isJoined = true }
        isSeparated = false
        // Runs of ASCII letters are most of most names: eight at a time, without a table.
        while true {
          let run = LetterRun(name, at: index)
          target.store(run.lowered, at: written)
          bits.formUnion(run.classes)
          written += run.count
          index += run.count
          guard run.count == 8 else { break }
        }
        scripts |= 1 << 1
        word.coreEnd = written
        previous = 0x61
        continue
      }
      let code: UInt32
      if byte < 0x80 {
        code = UInt32(byte)
        index += 1
      } else {
        code = FoldedName.decode(name, &index)
        if code == .max {
          isIllFormed = true
          continue
        }
        if previous >= 0xC2, previous <= 0xFF, Mojibake.isTrail(code) { mayBeMojibake = true }
      }
      let letter = Letter(code)
      if code == 0x27, previous == 0x27 { hasDoubledApostrophe = true }
      if code == 0x40 { hasAt = true }
      if code == 0x130 { hasDottedI = true }
      previous = code
      bits.formUnion(letter.classes)
      if letter.script != 0 { scripts |= 1 << letter.script }
      let isWordy = !letter.classes.isDisjoint(with: [.letter, .mark, .digit])
      let isApostrophe = code == 0x27 || code == 0x2019
      if word.coreStart < 0, isWordy || isApostrophe { word.coreStart = written }
      let lower = turkic || code == 0x130 ? FoldedName.turkicLower(code, letter.lower) : letter.lower
      FoldedName.put(lower, &target, &written)
      if isWordy {
        if isSeparated, word.coreEnd > word.coreStart { word.isJoined = true }
        isSeparated = false
        word.coreEnd = written
      } else if isApostrophe {
        word.hasApostrophe = true
        if code == 0x2019 { hasCurlyApostrophe = true }
      } else if code != 0xB7, code != 0x2018 {
        isSeparated = true
      }
    }
    if word.start >= 0 {
      append(&word, target.span, end: written, lexicon)
    } else if written > 0 {
      hasStraySpace = true
    }
    classes = bits
    return written
  }

  private mutating func begin(room: Int, turkic: Bool) {
    if bytes.count < room { bytes = [UInt8](repeating: 0, count: 2 * room) }
    words.removeAll(keepingCapacity: true)
    scripts = 0
    roles = []
    isTurkic = turkic
    hasAt = false
    isIllFormed = false
    hasStraySpace = false
    hasDottedI = false
    mayBeMojibake = false
    hasDoubledApostrophe = false
    hasCurlyApostrophe = false
  }

  @inline(__always)
  private mutating func append(_ word: inout Word, _ bytes: Span<UInt8>, end: Int, _ lexicon: NameLexicon) {
    // Bytes that are no UTF-8 leave nothing of a word.
    guard end > word.start else { return }
    word.end = end
    let last = bytes[end - 1]
    word.endsWithComma = last == UInt8(ascii: ",")
    if word.coreEnd <= word.coreStart {
      word.coreStart = word.start
      word.coreEnd = word.start
    } else {
      if word.hasApostrophe, word.coreEnd - word.coreStart <= 4 { FoldedName.keepElision(&word, bytes) }
      if let entry = lexicon.index(of: bytes, word.core, hasCurlyApostrophe: word.hasApostrophe && hasCurlyApostrophe) {
        word.entry = Int32(entry)
        roles.formUnion(lexicon.entries[entry].roles)
      }
    }
    words.append(word)
  }

  /// An elided word keeps its apostrophe: "d'", "de'".
  private static func keepElision(_ word: inout Word, _ bytes: Span<UInt8>) {
    let isCurly = word.end - word.start > 3 && Apostrophe.isCurly(bytes, at: word.end - 3)
    if word.coreEnd == (isCurly ? word.end - 3 : word.end - 1), isCurly || bytes[word.end - 1] == 0x27 {
      word.coreEnd = word.end
    }
  }

  private static func turkicLower(_ code: UInt32, _ lower: UInt32) -> UInt32 {
    switch code {
    case 0x49: 0x131
    case 0x130: 0x69
    default: lower
    }
  }

  @inline(__always)
  private static func put(_ scalar: UInt32, _ target: inout MutableSpan<UInt8>, _ written: inout Int) {
    func put(_ byte: UInt32) {
      target[written] = UInt8(truncatingIfNeeded: byte)
      written += 1
    }
    if scalar < 0x80 {
      put(scalar)
    } else if scalar < 0x800 {
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    } else if scalar < 0x10000 {
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    } else {
      put(0xF0 | scalar >> 18)
      put(0x80 | scalar >> 12 & 0x3F)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
  }

  /// The code point at `index`, which is moved past it; `.max`, and past one byte, where the bytes are no UTF-8.
  static func decode(_ name: Span<UInt8>, _ index: inout Int) -> UInt32 {
    let lead = name[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= name.count else {
      index += 1
      return .max
    }
    var code = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      let byte = name[index + offset]
      guard byte & 0xC0 == 0x80 else {
        index += 1
        return .max
      }
      code = code << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard code >= least, code <= 0x10FFFF, !(0xD800...0xDFFF).contains(code) else {
      index += 1
      return .max
    }
    index += length
    return code
  }
}
