internal import ICU

/// Removes what no name has: stray white space, controls, invisible characters, quotation marks that stand for an
/// apostrophe, text that was decoded wrongly; and composes what is left.
///
/// It works on code points, and is asked only for names that need it. Its buffers are reused from name to name.
struct NameCleaner: ~Copyable {
  private var scalars: [UInt32] = []
  private var kept: [UInt32] = []

  /// Whether a folded name may have something to clean.
  static func isNeeded(for name: FoldedName) -> Bool { name.hasStraySpace || isNeededBesideSpace(for: name) }

  /// Whether plain spaces too many are all that a folded name has to clean.
  static func isOnlySpace(in name: FoldedName) -> Bool { name.hasStraySpace && !isNeededBesideSpace(for: name) }

  private static func isNeededBesideSpace(for name: FoldedName) -> Bool {
    name.isIllFormed || name.mayBeMojibake || name.hasDoubledApostrophe
      || !name.classes.isDisjoint(with: [.odd, .unstable])
      // Titling ΐ gives three code points, which compose.
      || (name.classes.contains(.special) && name.isOneCase)
  }

  /// Cleans a name; `keepsQuotes` where U+2018 is a part of letters, as in Uzbek. What comes out may need it again: composing can bring a
  /// pair together that was decoded wrongly.
  mutating func clean(_ name: borrowing Span<UInt8>, classes: Letter.Class, keepsQuotes: Bool) -> (bytes: [UInt8], findings: NameFindings) {
    var findings: NameFindings = []
    decode(name)
    if Mojibake.repair(&scalars) { findings.insert(.mojibakeRepaired) }
    removeInvisible(&findings)
    straightenApostrophes(&findings, keepsQuotes: keepsQuotes)
    var bytes = encoded()
    if !classes.isDisjoint(with: [.unstable]) || findings.contains(.mojibakeRepaired) {
      do {
        let composed = try bytes.normalizedNFC()
        if composed != bytes { findings.insert(.composed) }
        bytes = composed
      } catch {
        findings.insert(.notCased)
      }
    }
    return (bytes, findings)
  }

  /// Reads UTF-8; what is none becomes U+FFFD.
  private mutating func decode(_ name: borrowing Span<UInt8>) {
    scalars.removeAll(keepingCapacity: true)
    var bytes = [UInt8]()
    bytes.reserveCapacity(name.count)
    var isASCII = true
    for index in name.indices {
      isASCII = isASCII && name[index] < 0x80
      bytes.append(name[index])
    }
    if isASCII {
      for byte in bytes { scalars.append(UInt32(byte)) }
    } else {
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { scalars.append(scalar.value) }
    }
  }

  private func encoded() -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(scalars.count)
    for code in scalars {
      if code < 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: code))
      } else if let scalar = Unicode.Scalar(code) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return bytes
  }

  /// Makes all white space single plain spaces, none at the ends; drops controls and what is not seen, but for the joiners
  /// that scripts with joined letters are spelled with (UAX #31, section 2.3).
  private mutating func removeInvisible(_ findings: inout NameFindings) {
    kept.removeAll(keepingCapacity: true)
    var space = false
    var joiner: UInt32?
    for code in scalars {
      switch Invisible(code) {
      case .space:
        if code != 0x20 || space || kept.isEmpty { findings.insert(.whitespace) }
        space = true
      case .joiner where !space && joiner == nil && Invisible.isJoined(kept.last):
        joiner = code
      case .joiner, .dropped: findings.insert(.controlsRemoved)
      case .visible:
        if code == 0xFFFD { findings.insert(.lostLetters) }
        if space, !kept.isEmpty { kept.append(0x20) }
        if let joiner {
          if !space, Invisible.isJoined(code) { kept.append(joiner) } else { findings.insert(.controlsRemoved) }
        }
        joiner = nil
        space = false
        kept.append(code)
      }
    }
    if joiner != nil { findings.insert(.controlsRemoved) }
    if space { findings.insert(.whitespace) }
    swap(&scalars, &kept)
  }

  /// Makes marks that are typed for an apostrophe between letters the plain one ("O`Brien"), and joins a doubled or escaped
  /// one ("O''Brien", "O\'Brien"). The typographic U+2019 and the letters U+02BB and U+02BC stay: names are spelled with them.
  private mutating func straightenApostrophes(_ findings: inout NameFindings, keepsQuotes: Bool) {
    kept.removeAll(keepingCapacity: true)
    for (index, code) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : 0x20
      let follows = Letter(next).classes.contains(.letter)
      let isAfterLetter = kept.last.map { Letter($0).classes.contains(.letter) } ?? false
      switch code {
      case 0x2018 where keepsQuotes && isAfterLetter: kept.append(code)
      case 0x60, 0xB4, 0x2018, 0x201B, 0x2032, 0xFF07:
        // At the front of a word only where Dutch elides: 't Hooft, 's Gravesande.
        let elides = (kept.last ?? 0x20) == 0x20 && (next | 0x20 == 0x74 || next | 0x20 == 0x73)
        if follows, isAfterLetter || elides {
          kept.append(0x27)
          findings.insert(.apostrophe)
        } else {
          kept.append(code)
        }
      case 0x5C where next == 0x27 && isAfterLetter: findings.insert(.apostrophe)
      case 0x27 where next == 0x27 && isAfterLetter: findings.insert(.apostrophe)
      default: kept.append(code)
      }
    }
    swap(&scalars, &kept)
  }
}

/// How a code point counts in cleaning.
private enum Invisible {
  case visible
  case space
  /// U+200C and U+200D, and the Mongolian vowel separator.
  case joiner
  case dropped

  init(_ code: UInt32) {
    if code == 0x20 || (0x09...0x0D).contains(code) || code == 0x85 || code == 0xA0 {
      self = .space
    } else if code < 0x20 || (0x7F...0x9F).contains(code) || code == 0xAD {
      self = .dropped
    } else if code < 0x300 {
      self = .visible
    } else {
      self.init(asked: code)
    }
  }

  private init(asked code: UInt32) {
    guard let properties = Unicode.Scalar(code)?.properties else {
      self = .dropped
      return
    }
    if properties.isWhitespace {
      self = .space
    } else if code == 0x200C || code == 0x200D || code == 0x180E {
      self = .joiner
    } else if properties.generalCategory == .format ? properties.isDefaultIgnorableCodePoint : (0xFFF9...0xFFFC).contains(code) {
      self = .dropped
    } else {
      self = .visible
    }
  }

  /// Whether a letter is of a script whose letters join or stack: Arabic to N'Ko, the Indic scripts, Myanmar, Khmer,
  /// Mongolian, and the Arabic presentation forms.
  static func isJoined(_ code: UInt32?) -> Bool {
    switch code ?? 0 {
    case 0x0620...0x08FF, 0x0900...0x0DFF, 0x0F00...0x109F, 0x1780...0x18AF, 0x1900...0x1CFF, 0xA800...0xA8FF,
      0xA980...0xAAFF, 0xFB50...0xFDFB, 0xFE70...0xFEFC, 0x10A00...0x11FFF, 0x1E900...0x1E95F:
      true
    default: false
    }
  }
}
