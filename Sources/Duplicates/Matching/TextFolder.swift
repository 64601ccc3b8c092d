internal import ICU

/// Brings text of any script to lower-case ASCII words with one space between: what matching compares.
///
/// ASCII is folded in place; any other text goes through ICU once and is remembered.
struct TextFolder: ~Copyable {
  /// How far the folded text can be trusted.
  enum Script: UInt8 {
    case latin
    /// Another script that is written out sound by sound.
    case sounded
    /// Arabic and Hebrew: vowels are not written.
    case vowelless
    /// Han and kana: one sign has many readings, so the folded text of the same name may differ altogether.
    case ideographic
  }

  /// The folded text of the last call.
  private(set) var folded: [UInt8] = []
  private(set) var script = Script.latin
  private var transliterator: Transliterator
  private var known = TextInterner()
  private var knownFolded: [[UInt8]] = [[]]
  private var knownScripts: [Script] = [.latin]

  /// The chain of transforms that texts go through. BGN spells Cyrillic as passports and people do (Shchukin, Yuriy), UNGEGN does so for
  /// Greek; Any-Latin alone would write sukin, urij and demetres.
  static let identifier = "Russian-Latin/BGN; Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower"

  init() throws(ICUError) { transliterator = try Transliterator(Self.identifier) }

  /// Folds a text into `folded` and `script`.
  mutating func fold(_ text: Span<UInt8>, _ part: Range<Int>) {
    folded.removeAll(keepingCapacity: true)
    script = .latin
    for index in part where text[index] >= 0x80 { return foldBeyondASCII(text, part) }
    appendWords(text, part)
  }

  private mutating func foldBeyondASCII(_ text: Span<UInt8>, _ part: Range<Int>) {
    let id = Int(known.intern(text, part))
    if id != 0, id < knownFolded.count {
      folded = knownFolded[id]
      script = knownScripts[id]
      return
    }
    var source: [UInt8] = []
    for index in part { source.append(text[index]) }
    script = Script(of: source)
    // The Arabic feminine ending is a letter that nobody romanizes as one.
    if script == .vowelless {
      source = String(decoding: source, as: UTF8.self).unicodeScalars.filter { $0 != "\u{629}" }.flatMap { Array(String($0).utf8) }
    }
    let latin = latin(of: source)
    appendWords(latin.span, 0..<latin.count)
    if id != 0 {
      knownFolded.append(folded)
      knownScripts.append(script)
    }
  }

  private mutating func latin(of source: [UInt8]) -> [UInt8] {
    if script == .ideographic, let reading = HanReadings().reading(of: source) { return reading }
    // ICU refuses only when it is out of memory: such a text then folds to its ASCII letters, a weaker key, not a wrong one.
    return (try? transliterator.transliterated(source)) ?? source
  }

  /// Letters and digits stay, apostrophes vanish (O'Brien is one word), everything else parts words.
  private mutating func appendWords(_ text: Span<UInt8>, _ part: Range<Int>) {
    var gap = false
    for index in part {
      var byte = text[index]
      if byte >= 0x41, byte <= 0x5A { byte |= 0x20 }
      if (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) {
        if gap, !folded.isEmpty { folded.append(0x20) }
        gap = false
        folded.append(byte)
      } else if byte != 0x27 && byte != 0x60 {
        gap = true
      }
    }
  }
}

extension TextFolder.Script {
  /// The least trustworthy script in a text.
  init(of text: [UInt8]) {
    var found = TextFolder.Script.latin
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: found = .vowelless
      case 0x2E80...0xA4CF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
        self = .ideographic
        return
      case 0x0370...0x058F, 0x0900...0x1CFF, 0x1F00...0x1FFF, 0xAC00...0xD7AF: if found == .latin { found = .sounded }
      default: continue
      }
    }
    self = found
  }
}
