internal import ICU

/// Finds out how an input is written from a sample of its first bytes.
///
/// A file of plain RFC 4180 comes out as that: another dialect needs evidence from several records, never from one. Each candidate is
/// tried by reading the sample with it, so that delimiters inside of quotes do not count, and is judged by how consistent the records
/// are, not by how often a byte occurs.
public struct DialectDetector: Sendable {
  /// The most bytes of text that dialects are tried on.
  private static let trialSize = 1 << 17

  public init() {}

  /// - Parameters:
  ///   - sample: The input's first bytes.
  ///   - isWhole: Whether the sample is the whole input, so that its last record is complete.
  ///   - hints: What the caller knows, which is not questioned.
  public func detect(_ sample: [UInt8], isWhole: Bool, hints: DialectHints = DialectHints()) -> Detection {
    var detection = Detection(dialect: hints.dialect)
    if let encoding = hints.encoding {
      detection.encoding = encoding
      detection.evidence.append(.given(.encoding))
    } else if hints.usesNUL {
      detection.evidence.append(.assumed(.utf8))
    } else {
      let (encoding, evidence) = EncodingDetector().detect(sample, isWhole: isWhole)
      detection.encoding = encoding
      detection.evidence.append(evidence)
    }
    var text = decoded(sample, detection.encoding)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    let isComplete = isWhole && text.count <= Self.trialSize
    if text.count > Self.trialSize { text.removeLast(text.count - Self.trialSize) }

    detection.evidence.append(LineEndCount(text).evidence)
    var sampleLines = 0
    if let line = SeparatorLine(text) {
      sampleLines = 1
      text.removeFirst(line.length)
      detection.evidence.append(.separatorLine(delimiter: line.delimiter))
      if hints.delimiter == nil { detection.dialect.delimiter = line.delimiter }
    } else if hints.delimiter == nil {
      DelimiterChoice(text, isWhole: isComplete, hints: hints).settle(&detection)
    }
    if hints.delimiter != nil { detection.evidence.append(.given(.delimiter)) }
    QuoteChoice(text, isWhole: isComplete, hints: hints).settle(&detection)
    TableShape(text, dialect: detection.dialect, isWhole: isComplete).settle(&detection)
    detection.preambleLines += sampleLines
    return detection
  }

  /// The sample as UTF-8. Where no converter goes by the name, the reader says so; here the bytes stay as they are.
  private func decoded(_ sample: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
    guard encoding != .utf8, var source = try? DecodingSource(MemorySource(sample), encoding: encoding) else { return sample }
    var text: [UInt8] = []
    // Ill-formed text is replaced, so nothing but the end can end this.
    while text.count <= Self.trialSize, (try? source.read(into: &text, upTo: 1 << 16)) ?? 0 > 0 {}
    return text
  }
}

/// The line `sep=;` with which Excel says what it wrote.
struct SeparatorLine {
  let delimiter: UInt8
  /// The line's bytes, its end included.
  let length: Int

  init?(_ text: [UInt8]) {
    var line = text.prefix(12)
    let isQuoted = line.first == UInt8(ascii: "\"")
    if isQuoted { line = line.dropFirst() }
    guard line.count > 4, line.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else { return nil }
    delimiter = line[line.startIndex + 4]
    guard delimiter < 0x80, delimiter != 0x0A, delimiter != 0x0D, delimiter != UInt8(ascii: "\"") else { return nil }
    line = line.dropFirst(5)
    if isQuoted {
      guard line.first == UInt8(ascii: "\"") else { return nil }
      line = line.dropFirst()
    }
    switch line.first {
    case 0x0A: length = line.startIndex + 1
    case 0x0D: length = line.startIndex + (line.dropFirst().first == 0x0A ? 2 : 1)
    default: return nil
    }
  }
}

/// How often each kind of line end occurs.
struct LineEndCount {
  var lf = 0
  var crlf = 0
  var cr = 0

  init(_ text: [UInt8]) {
    for index in text.indices {
      if text[index] == 0x0A {
        if index > 0, text[index - 1] == 0x0D { crlf += 1 } else { lf += 1 }
      } else if text[index] == 0x0D, index + 1 < text.count, text[index + 1] != 0x0A {
        cr += 1
      }
    }
  }

  var evidence: Detection.Evidence { .lineEnds(lf: lf, crlf: crlf, cr: cr) }
}
