internal import CTables

/// What casing and cleaning need to know about one code point.
///
/// Below U+2000, where nearly all cased letters are, it is one read from a compiled-in table; above, Unicode's properties are
/// asked, which costs about 500 ns.
struct Letter {
  struct Class: OptionSet {
    let rawValue: UInt8
    static let upper = Class(rawValue: 1 << 0)
    static let lower = Class(rawValue: 1 << 1)
    static let letter = Class(rawValue: 1 << 2)
    static let mark = Class(rawValue: 1 << 3)
    /// May change under NFC.
    static let unstable = Class(rawValue: 1 << 4)
    /// White space, a control, an invisible character, or a quotation mark that may stand for an apostrophe.
    static let odd = Class(rawValue: 1 << 5)
    /// A case mapping of it is several code points.
    static let special = Class(rawValue: 1 << 6)
    static let digit = Class(rawValue: 1 << 7)
  }

  /// The code point in lower case, and in title case; itself when that is not one code point.
  let lower: UInt32
  let title: UInt32
  let classes: Class
  /// 0 for none, 1 Latin, 2 Greek, 3 Cyrillic, 4 Armenian, 7 any other.
  let script: UInt8

  @inline(__always)
  init(_ code: UInt32) {
    if code < 0x2000 {
      self.init(tabled: code)
    } else if (0x4E00...0x9FFF).contains(code) || (0xAC00...0xD7A3).contains(code) || (0x3041...0x3096).contains(code)
      || (0x30A1...0x30FA).contains(code)
    {
      // Han, Hangul, kana: letters without case, stable under NFC.
      self.init(lower: code, title: code, classes: .letter, script: 7)
    } else if code == 0x2019 {
      self.init(lower: code, title: code, classes: [], script: 0)
    } else {
      self.init(asked: code)
    }
  }

  private init(lower: UInt32, title: UInt32, classes: Class, script: UInt8) {
    self.lower = lower
    self.title = title
    self.classes = classes
    self.script = script
  }

  @inline(__always)
  private init(tabled code: UInt32) {
    // In bounds by the layout: 128 page numbers, then 64 records of 8 bytes for each page that one of them names.
    let page = unsafe Int(ctables_letters[Int(code >> 6)])
    let record = unsafe UnsafeRawPointer(ctables_letters + 128 + (page << 6 + Int(code & 63)) << 3)
      .loadUnaligned(as: UInt64.self).littleEndian
    lower = (code &+ UInt32(truncatingIfNeeded: record & 0xFFFF)) & 0xFFFF
    title = (code &+ UInt32(truncatingIfNeeded: record >> 16 & 0xFFFF)) & 0xFFFF
    classes = Class(rawValue: UInt8(truncatingIfNeeded: record >> 32))
    script = UInt8(truncatingIfNeeded: record >> 40)
  }

  @inline(never)
  private init(asked code: UInt32) {
    guard let scalar = Unicode.Scalar(code) else {
      (lower, title, classes, script) = (code, code, .odd, 0)
      return
    }
    let properties = scalar.properties
    var classes: Class = []
    let lowered = properties.lowercaseMapping.unicodeScalars
    let titled = properties.titlecaseMapping.unicodeScalars
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: classes = [.upper, .letter]
    case .lowercaseLetter: classes = [.lower, .letter]
    case .modifierLetter, .otherLetter: classes = .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: classes = .mark
    case .decimalNumber: classes = .digit
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
      classes = .odd
    default: break
    }
    // U+2018 and its kin may stand for an apostrophe; U+FFFD says that letters were lost.
    if code == 0x2018 || code == 0x201B || code == 0x2032 || code == 0xFF07 || code == 0xFFFD { classes.insert(.odd) }
    if lowered.count != 1 || titled.count != 1 { classes.insert(.special) }
    // The ranges beside which nothing but combining marks composes or decomposes; for the rest ICU is asked.
    let isSteady = (0x2002...0x206F).contains(code) || (0x2E80...0xD7A3).contains(code)
    if !isSteady || properties.canonicalCombiningClass != .notReordered { classes.insert(.unstable) }
    lower = lowered.count == 1 ? lowered.first?.value ?? code : code
    title = titled.count == 1 ? titled.first?.value ?? code : code
    self.classes = classes
    script = classes.contains(.letter) ? 7 : 0
  }
}
