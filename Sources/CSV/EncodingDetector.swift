internal import CScan
internal import ICU

/// Finds out how a text is encoded: by its byte order mark, by being UTF-8, by the zero bytes of UTF-16, and only then by guessing.
struct EncodingDetector {
  /// - Parameter isWhole: Whether the sample is all of the text, so that a character cut in two at its end is damage.
  func detect(_ sample: [UInt8], isWhole: Bool) -> (encoding: TextEncoding, evidence: Detection.Evidence) {
    for (mark, encoding) in Self.marks where sample.starts(with: mark) { return (encoding, .byteOrderMark(encoding)) }
    let text = Utf8Share(sample, isWhole: isWhole)
    if let encoding = utf16(sample, isUTF8: text.isWellFormed) { return (encoding, .zeroBytes(encoding)) }
    if text.isWellFormed { return (.utf8, .wellFormedUTF8(sampleBytes: sample.count)) }
    // A few broken characters in a text that is UTF-8 otherwise are damage, and no other encoding.
    if text.characters >= 10 * text.illFormed { return (.utf8, .mostlyUTF8(characters: text.characters, illFormed: text.illFormed)) }
    return guess(sample)
  }

  /// The longer marks first: UTF-32's little-endian one begins with UTF-16's.
  private static let marks: [([UInt8], TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8),
    ([0xFF, 0xFE, 0, 0], TextEncoding(name: "UTF-32LE")),
    ([0, 0, 0xFE, 0xFF], TextEncoding(name: "UTF-32BE")),
    ([0xFF, 0xFE], TextEncoding(name: "UTF-16LE")),
    ([0xFE, 0xFF], TextEncoding(name: "UTF-16BE")),
  ]

  /// In UTF-16 every delimiter and line end has a zero byte, always on the same side; and letters of Greek, Cyrillic, Hebrew and Arabic have
  /// one there that no text has otherwise (3 to 6).
  private func utf16(_ sample: [UInt8], isUTF8: Bool) -> TextEncoding? {
    let pairs = sample.count / 2
    guard pairs >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    var controls = (even: 0, odd: 0)
    for index in 0..<pairs {
      if sample[2 * index] == 0 { zeros.even += 1 }
      if sample[2 * index + 1] == 0 { zeros.odd += 1 }
      if sample[2 * index] < 0x07 { controls.even += 1 }
      if sample[2 * index + 1] < 0x07 { controls.odd += 1 }
    }
    // A text in Latin letters is mostly such pairs, one in Chinese has one for each line end and delimiter.
    let least = isUTF8 ? pairs / 2 : max(2, pairs / 100)
    if zeros.odd >= least, zeros.even * 10 <= zeros.odd { return TextEncoding(name: "UTF-16LE") }
    if zeros.even >= least, zeros.odd * 10 <= zeros.even { return TextEncoding(name: "UTF-16BE") }
    if controls.odd * 10 >= pairs * 9, controls.even * 10 <= controls.odd { return TextEncoding(name: "UTF-16LE") }
    if controls.even * 10 >= pairs * 9, controls.odd * 10 <= controls.even { return TextEncoding(name: "UTF-16BE") }
    return nil
  }

  private func guess(_ sample: [UInt8]) -> (encoding: TextEncoding, evidence: Detection.Evidence) {
    // A failure of the detector is no answer, like an empty list.
    let guesses = (try? CharsetGuess.all(for: letters(sample))) ?? []
    let shape = HighBytes(sample)
    // The first bytes of Shift_JIS characters are where other encodings have controls and a few signs.
    let shiftJIS = guesses.first { $0.name == "Shift_JIS" }
    if let shiftJIS, shape.controls * 5 >= shape.count * 2 {
      let encoding = TextEncoding(name: shiftJIS.name)
      return (encoding, .charsetGuess(encoding, confidence: shiftJIS.confidence))
    }
    let usable = guesses.filter { guess in
      // Letters that stand alone between ASCII ones are no halves of characters.
      if Self.multiByte.contains(guess.name) { return !shape.isScattered }
      return Self.singleByte.contains(guess.name)
    }
    let western = usable.first { Self.windows[$0.name] == .windows1252 }
    guard let best = usable.first else { return (.windows1252, .assumed(.windows1252)) }
    // ICU takes short texts in western languages for their neighbours' by a point or two, and a few letters for anything.
    let lead = best.confidence - (western?.confidence ?? 0)
    if shape.isScattered, shape.count < 8 || lead <= (western == nil ? 15 : 2) {
      if hasCentralEuropeanLetters(sample) {
        return (Self.windows1250, .charsetGuess(Self.windows1250, confidence: western?.confidence ?? best.confidence))
      }
      return (.windows1252, western.map { .charsetGuess(.windows1252, confidence: $0.confidence) } ?? .assumed(.windows1252))
    }
    let encoding = Self.windows[best.name] ?? TextEncoding(name: best.name)
    return (encoding, .charsetGuess(encoding, confidence: best.confidence))
  }

  /// Whether what is a sign in western code pages stands inside of words, where windows-1250 has a letter: "Ma³gorzata" is Małgorzata.
  private func hasCentralEuropeanLetters(_ sample: [UInt8]) -> Bool {
    // ą ł ż ľ and their capitals, which western code pages have as ¹ ³ ¿ ¾ ¥ £ ¯ ¼.
    let letters: Set<UInt8> = [0xB9, 0xB3, 0xBF, 0xBE, 0xA5, 0xA3, 0xAF, 0xBC]
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0xC0 }
    return sample.indices.dropFirst().dropLast().contains { index in
      letters.contains(sample[index]) && isLetter(sample[index - 1]) && isLetter(sample[index + 1])
    }
  }

  private static let windows1250 = TextEncoding(name: "windows-1250")

  /// What ICU names by the ISO standard is written by Windows as a rule, whose code page holds the same letters and more.
  private static let windows: [String: TextEncoding] = [
    "ISO-8859-1": .windows1252, "windows-1252": .windows1252, "ISO-8859-2": TextEncoding(name: "windows-1250"),
    "ISO-8859-7": TextEncoding(name: "windows-1253"),
    "ISO-8859-9": TextEncoding(name: "windows-1254"),
  ]
  private static let singleByte: Set<String> = [
    "ISO-8859-1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8", "ISO-8859-8-I", "ISO-8859-9", "KOI8-R",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
  ]
  private static let multiByte: Set<String> = ["Shift_JIS", "EUC-JP", "EUC-KR", "GB18030", "Big5"]

  /// The words with a letter beyond ASCII, a space between them: statistics of language are blurred by digits and e-mail addresses.
  private func letters(_ sample: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for word in sample.split(whereSeparator: { $0 < 0x21 || $0 == 0x2C || $0 == 0x3B || $0 == 0x22 })
    where word.contains(where: { $0 >= 0x80 }) {
      result += word
      result.append(0x20)
    }
    return result
  }
}

/// How the bytes beyond ASCII stand in a text.
private struct HighBytes {
  var count = 0
  /// Those below 0xA0.
  var controls = 0
  var runs = 0
  /// Whether they mostly stand alone, as accented letters do.
  var isScattered: Bool { count * 5 < runs * 9 }

  init(_ bytes: [UInt8]) {
    var isInRun = false
    for byte in bytes {
      if byte >= 0x80 {
        count += 1
        if byte < 0xA0 { controls += 1 }
        if !isInRun { runs += 1 }
      }
      isInRun = byte >= 0x80
    }
  }
}

/// How far a text is UTF-8.
private struct Utf8Share {
  /// Well-formed characters beyond ASCII, and bytes that begin none.
  var characters = 0
  var illFormed = 0
  var isWellFormed: Bool { illFormed == 0 }

  init(_ bytes: [UInt8], isWhole: Bool) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      let end = min(index + length, bytes.count)
      if lead >= 0xC2, lead <= 0xF4, index + length > bytes.count, !isWhole { return }
      if String(validating: bytes[index..<end], as: UTF8.self) != nil {
        characters += 1
        index = end
      } else {
        illFormed += 1
        index += 1
      }
    }
  }
}
