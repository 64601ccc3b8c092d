extension FoldedName {
  /// The code point that starts at a position.
  @inline(__always)
  func scalar(at position: Int) -> (code: UInt32, length: Int) {
    let lead = UInt32(bytes[position])
    if lead < 0x80 { return (lead, 1) }
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset] & 0x3F) }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }

  /// Gives the code point at a position its title case. What follows moves when the lengths differ, so callers go from the
  /// end of a name to its beginning.
  @inline(__always)
  mutating func capitalize(at position: Int) {
    let byte = bytes[position]
    if byte &- 0x61 < 26, !isTurkic { bytes[position] = byte & 0xDF } else { capitalize(other: position) }
  }

  @inline(never)
  private mutating func capitalize(other position: Int) {
    let byte = bytes[position]
    if byte < 0x80 {
      if byte == 0x69, isTurkic {
        replace(position, 1, with: "İ".utf8)
      } else if byte &- 0x61 < 26 {
        bytes[position] = byte & 0xDF
      }
      return
    }
    let (code, length) = scalar(at: position)
    let letter = Letter(code)
    if letter.classes.contains(.special), let scalar = Unicode.Scalar(code) {
      replace(position, length, with: scalar.properties.titlecaseMapping.utf8)
    } else if letter.title != code, let scalar = Unicode.Scalar(letter.title) {
      replace(position, length, with: String(scalar).utf8)
    }
  }

  /// Gives every sigma at the end of a run of letters its final form.
  mutating func finishSigmas() {
    var position = 0
    var afterLetter = false
    while position < count {
      let (code, length) = scalar(at: position)
      let next = position + length
      if code == 0x3C3, afterLetter,
        next >= count || Letter(scalar(at: next).code).classes.isDisjoint(with: [.letter, .mark])
      {
        bytes[position + 1] = 0x82
      }
      afterLetter = !Letter(code).classes.isDisjoint(with: [.letter, .mark])
      position = next
    }
  }

  private mutating func replace(_ position: Int, _ length: Int, with text: String.UTF8View) {
    bytes.replaceSubrange(position..<position + length, with: text)
    count += text.count - length
  }

  /// Capitalizes the code points of a range by index.
  mutating func capitalize(_ range: Range<Int>, capitals: UInt64) {
    guard capitals != 0 else { return }
    var starts = [Int]()
    var position = range.lowerBound
    while position < range.upperBound {
      starts.append(position)
      position += scalar(at: position).length
    }
    for (index, start) in starts.enumerated().reversed() where index < 64 && capitals >> UInt64(index) & 1 == 1 {
      capitalize(at: start)
    }
  }

  func text(_ range: Range<Int>, equals key: StaticString) -> Bool {
    guard range.count == key.utf8CodeUnitCount else { return false }
    for position in range where unsafe bytes[position] != key.utf8Start[position - range.lowerBound] { return false }
    return true
  }

  func text(_ range: Range<Int>, isOneOf keys: StaticString...) -> Bool {
    for key in keys where text(range, equals: key) { return true }
    return false
  }

  /// Whether a word's core is one of a few texts.
  func word(_ index: Int, isOneOf keys: StaticString...) -> Bool {
    guard words.indices.contains(index) else { return false }
    for key in keys where text(words[index].core, equals: key) { return true }
    return false
  }

  /// Finds the runs of letters, marks, digits and inner apostrophes of a word.
  mutating func cutSegments(of word: Word) {
    segments.removeAll(keepingCapacity: true)
    var position = word.start
    var start = -1
    while position < word.end {
      let (code, length) = scalar(at: position)
      let isWordy = !Letter(code).classes.isDisjoint(with: [.letter, .mark, .digit])
      // The middle dot holds a Catalan word together ("Marcel·lí"), and U+2018 an Uzbek one ("Ulug‘bek").
      if isWordy || (start >= 0 && (code == 0x27 || code == 0x2019 || code == 0x2018 || code == 0xB7)) {
        if start < 0 { start = position }
      } else if start >= 0 {
        segments.append(start..<position)
        start = -1
      }
      position += length
    }
    if start >= 0 { segments.append(start..<word.end) }
  }
}
