/// A cell's text while it is being repaired: the edits that look at signs and words, before any number is read.
struct CellText {
  var scalars: [UInt32]
  private(set) var repairs: [Repair] = []

  init(_ scalars: [UInt32]) {
    self.scalars = scalars
  }

  var string: String { CellText.string(scalars[...]) }

  static func string(_ scalars: ArraySlice<UInt32>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.lazy.compactMap(Unicode.Scalar.init))
    return String(text)
  }

  mutating func replace(_ kind: Repair.Kind, with scalars: [UInt32]) {
    guard scalars != self.scalars else { return }
    repairs.append(Repair(kind, before: string, after: CellText.string(scalars[...])))
    self.scalars = scalars
  }

  mutating func trim() {
    while let last = scalars.last, last <= 0x20 || last == 0xA0 { scalars.removeLast() }
    let start = scalars.firstIndex { $0 > 0x20 && $0 != 0xA0 } ?? scalars.count
    scalars.removeSubrange(..<start)
  }

  var digitCount: Int { scalars.count { DecimalDigit($0) != nil } }
}

extension CellText {
  /// `="…"`, `"…"` and a leading `'`.
  mutating func unwrap() {
    var inner = scalars[...]
    if inner.first == 0x3D { inner = inner.dropFirst() }
    if inner.count >= 2, inner.first == 0x22, inner.last == 0x22 { inner = inner.dropFirst().dropLast() }
    while inner.first == 0x27 || inner.first == 0x2019 { inner = inner.dropFirst() }
    replace(.spreadsheetWrapper, with: Array(inner))
  }

  /// Takes out what cannot be seen, and writes a plain space for every other blank.
  mutating func makeVisible() {
    let visible: [UInt32] = scalars.compactMap { scalar in
      switch scalar {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0x61C, 0x180E, 0xFEFF, 0xAD, 0x00...0x08, 0x0E...0x1F, 0x7F: nil
      case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: 0x20
      default: scalar
      }
    }
    replace(.invisibleCharacters, with: visible)
  }

  /// Where the tail of `12345.0` begins: digits, one dot or comma, zeros, as a floating-point column prints a whole number.
  private var floatTail: Int? {
    var end = scalars.count
    while end > 0, scalars[end - 1] == 0x30 { end -= 1 }
    guard end < scalars.count, end > 0, scalars[end - 1] == 0x2E || scalars[end - 1] == 0x2C else { return nil }
    let whole = scalars[..<(end - 1)].drop { $0 == 0x2B }
    return whole.count >= 4 && whole.allSatisfy { 0x30...0x39 ~= $0 } ? end - 1 : nil
  }

  mutating func cutFloatTail() {
    if let end = floatTail { replace(.floatTail, with: Array(scalars[..<end])) }
  }

  /// Writes out `d.dddE+nn`. False if digits are missing.
  mutating func expandScientific() -> Bool {
    guard let exponentSign = scalars.lastIndex(where: { $0 == 0x45 || $0 == 0x65 }), exponentSign > 0 else { return true }
    var mantissa = scalars[..<exponentSign].drop { $0 == 0x2B }
    var exponent = scalars[(exponentSign + 1)...]
    if exponent.first == 0x2B { exponent = exponent.dropFirst() }
    guard (1...2).contains(exponent.count), exponent.allSatisfy({ 0x30...0x39 ~= $0 }), 0x30...0x39 ~= mantissa.first ?? 0 else {
      return true
    }
    let power = exponent.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let lead = mantissa.removeFirst()
    if mantissa.first == 0x2E || mantissa.first == 0x2C { mantissa = mantissa.dropFirst() }
    guard mantissa.allSatisfy({ 0x30...0x39 ~= $0 }), (4...20).contains(power) else { return true }
    guard mantissa.count >= power, mantissa.dropFirst(power).allSatisfy({ $0 == 0x30 }) else { return false }
    replace(.scientificNotation, with: [lead] + mantissa.prefix(power))
    return true
  }

  /// `O` and `o` as 0, `l`, `I` and `|` as 1, if the text has no other letters and reads as digits mostly.
  mutating func mendLetters() {
    let mended: [UInt32] = scalars.map { scalar in
      switch scalar {
      case 0x4F, 0x6F: 0x30
      case 0x6C, 0x49, 0x7C: 0x31
      default: scalar
      }
    }
    let changed = zip(scalars, mended).count { $0 != $1 }
    guard changed > 0, changed <= 4, digitCount >= 6, !mended.contains(where: NumberText.isLetter) else { return }
    replace(.letterForDigit, with: mended)
  }

  /// What stands behind the last colon, if what stands before it is a label: it has a letter.
  mutating func cutLabel() {
    guard let colon = scalars.lastIndex(where: { $0 == 0x3A || $0 == 0xFF1A }), scalars[..<colon].contains(where: NumberText.isLetter)
    else { return }
    replace(.labelBefore, with: Array(scalars[(colon + 1)...]))
  }

  /// Where words begin behind the digits of a number; `nil` if there are none.
  func firstWordBehind(_ metadata: PhoneMetadata) -> Int? {
    var digits = 0
    for (index, scalar) in scalars.enumerated() {
      if DecimalDigit(scalar) != nil {
        digits += 1
      } else if digits >= 5, scalar < 0x80 ? NumberText.isLetter(scalar) : metadata.tables.isAlphanumeric(scalar),
        !NumberText.isPunctuation(scalar) || scalar == 0x78 || scalar == 0x58
      {
        return index
      }
    }
    return nil
  }
}
