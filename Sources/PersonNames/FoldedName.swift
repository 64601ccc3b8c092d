/// A name in lower case, cut into words, with what one pass over its bytes can tell. Reused from name to name.
struct FoldedName: Sendable {
  /// A run of bytes without a space. The core is what remains without the punctuation around it.
  struct Word: Sendable {
    var start: Int
    var end = 0
    var coreStart = 0
    var coreEnd = 0
    /// Over the core, as `NameLexicon` hashes it.
    var hash = NameLexicon.seed
    /// The lexicon's entry for the core, or -1.
    var entry: Int32 = -1
    /// A mark that is no letter stands between letters: a hyphen, an apostrophe, a dot.
    var isJoined = false
    var endsWithComma = false

    var core: Range<Int> { coreStart..<coreEnd }
    var isBare: Bool { coreStart >= coreEnd }
  }

  /// UTF-8; bytes past `count` are leftovers.
  var bytes: [UInt8] = []
  var count = 0
  var words: [Word] = []
  var classes: Letter.Class = []
  /// A bit for each `Letter.script` that occurs.
  var scripts: UInt8 = 0
  var hasAt = false
  var isIllFormed = false
  /// A capital İ occurs, which only languages with the Turkish i have.
  var hasDottedI = false
  /// Two code points stand side by side as they do when UTF-8 was read as Windows-1252.
  var mayBeMojibake = false
  /// Two plain apostrophes stand side by side.
  var hasDoubledApostrophe = false
  /// White space at an end, or two spaces in a row.
  var hasStraySpace = false

  var isOneCase: Bool { classes.contains(.upper) != classes.contains(.lower) }

  init() {}

  /// Folds a name. Turkish and Azerbaijani I is lowered to dotless ı when `turkic` says so.
  mutating func fold(_ name: Span<UInt8>, turkic: Bool) {
    begin(room: 3 * name.count + 4)
    var index = 0
    var hash = NameLexicon.seed
    var word = Word(start: 0)
    var inWord = false
    var started = false
    var pending = false
    var all: UInt8 = 0
    var previous: UInt32 = 0
    while index < name.count {
      let byte = name[index]
      if byte == 0x20 {
        if index == 0 || name[index - 1] == 0x20 { hasStraySpace = true }
        if inWord { finish(&word, running: hash) }
        inWord = false
        put(0x20)
        index += 1
        continue
      }
      if !inWord {
        word = Word(start: count)
        hash = NameLexicon.seed
        inWord = true
        started = false
        pending = false
      }
      let letter: Letter
      let code: UInt32
      if byte < 0x80 {
        code = UInt32(byte)
        letter = Letter(code)
        index += 1
      } else {
        code = FoldedName.decode(name, &index)
        if code == .max {
          isIllFormed = true
          continue
        }
        letter = Letter(code)
        if previous >= 0xC2, previous <= 0xFF, Mojibake.isTrail(code) { mayBeMojibake = true }
      }
      if code == 0x27, previous == 0x27 { hasDoubledApostrophe = true }
      previous = code
      all |= letter.classes.rawValue
      if letter.script != 0 { scripts |= 1 << letter.script }
      let isWordy = !letter.classes.isDisjoint(with: [.letter, .mark, .digit])
      let isApostrophe = code == 0x27 || code == 0x2019
      if !started, isWordy || isApostrophe {
        started = true
        word.coreStart = count
      }
      var lower = letter.lower
      if turkic || code == 0x130 {
        lower = FoldedName.turkicLower(code, lower)
        if code == 0x130 { hasDottedI = true }
      }
      let before = count
      put(scalar: lower)
      if isApostrophe {
        hash = NameLexicon.step(hash, 0x27)
      } else if started {
        for position in before..<count { hash = NameLexicon.step(hash, bytes[position]) }
      }
      if isWordy {
        if pending, word.coreEnd > word.coreStart { word.isJoined = true }
        pending = false
        word.coreEnd = count
        word.hash = hash
      } else {
        pending = true
        if code == 0x40 { hasAt = true }
      }
    }
    if inWord { finish(&word, running: hash) } else if count > 0 { hasStraySpace = true }
    classes = Letter.Class(rawValue: all)
  }

  private mutating func begin(room: Int) {
    if bytes.count < room { bytes = [UInt8](repeating: 0, count: 2 * room) }
    count = 0
    words.removeAll(keepingCapacity: true)
    classes = []
    scripts = 0
    hasAt = false
    isIllFormed = false
    hasStraySpace = false
    hasDottedI = false
    mayBeMojibake = false
    hasDoubledApostrophe = false
  }

  private mutating func finish(_ word: inout Word, running: UInt32) {
    word.end = count
    word.endsWithComma = bytes[count - 1] == UInt8(ascii: ",")
    if word.isBare {
      word.coreStart = word.start
      word.coreEnd = word.start
    } else if word.coreEnd == count - 1, bytes[count - 1] == 0x27, word.coreEnd - word.coreStart <= 4 {
      // An elided word keeps its apostrophe: "d'", "de'".
      word.coreEnd = count
      word.hash = running
    } else if word.coreEnd == count - 3, Apostrophe.isCurly(bytes, at: count - 3), word.coreEnd - word.coreStart <= 4 {
      word.coreEnd = count
      word.hash = running
    }
    words.append(word)
  }

  private static func turkicLower(_ code: UInt32, _ lower: UInt32) -> UInt32 {
    switch code {
    case 0x49: 0x131
    case 0x130: 0x69
    default: lower
    }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func put(scalar: UInt32) {
    if scalar < 0x80 {
      put(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      put(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      put(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      put(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// The code point at `index`, which is moved past it; `.max`, and past one byte, where the bytes are no UTF-8.
  private static func decode(_ name: Span<UInt8>, _ index: inout Int) -> UInt32 {
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
