/// One run of the exact automaton over one record.
///
/// Sound as long as the bytes outlive it: every place is held against their count before it is read.
@safe struct RecordPass {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let count: Int
  private let isFinal: Bool
  private let dialect: Dialect
  private let judges: Bool
  private let fieldLimit: Int
  /// Where the record is cut, should it reach that far.
  private let cut: Int
  private var index: Int
  private var lines = 0
  private var needsMore = false

  init(bytes: UnsafeBufferPointer<UInt8>, start: Int, isFinal: Bool, dialect: Dialect, limits: ReaderLimits, judges: Bool) {
    unsafe self.bytes = bytes
    count = bytes.count
    self.isFinal = isFinal
    self.dialect = dialect
    self.judges = judges
    fieldLimit = limits.fieldBytes
    cut = unsafe bytes.characterBoundary(atOrBefore: start + limits.recordBytes)
    index = start
  }

  mutating func run(_ shape: inout RecordShape) -> RecordScanner.Outcome {
    let blank = lineEnd(at: index)
    if needsMore { return .needsMore }
    if blank > 0 { return skipped(.blank, to: index + blank, &shape) }
    if let comment = dialect.comment, unsafe bytes[index] == comment { return skipComment(&shape) }
    repeat {
      skipInitialSpace()
      if index < cut, let byte = peek(index), byte == dialect.quote {
        quotedField(&shape)
      } else {
        unquotedField(from: index, isQuoted: false, &shape)
      }
      if needsMore { return .needsMore }
    } while passDelimiter()
    endRecord(&shape)
    return needsMore ? .needsMore : .record
  }

  // MARK: Bytes

  /// The byte at a place; `nil` past the end of the input, and, with `needsMore` set, past the end of what is known of it.
  private mutating func peek(_ place: Int) -> UInt8? {
    if place < count { return unsafe bytes[place] }
    if !isFinal { needsMore = true }
    return nil
  }

  /// The length of the line end at a place; 0 when there is none.
  private mutating func lineEnd(at place: Int) -> Int {
    guard let byte = peek(place) else { return 0 }
    switch dialect.terminator {
    case .byte(let terminator): return byte == terminator ? 1 : 0
    case .anyLineEnd:
      if byte == 0x0A { return 1 }
      guard byte == 0x0D else { return 0 }
      return peek(place + 1) == 0x0A ? 2 : 1
    }
  }

  /// Whether a field can end at a place: before a delimiter, a line end, or the end of the input.
  private mutating func isFieldEnd(_ place: Int) -> Bool {
    guard let byte = peek(place) else { return !needsMore }
    return byte == dialect.delimiter || isLineEnd(byte)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    switch dialect.terminator {
    case .byte(let terminator): byte == terminator
    case .anyLineEnd: byte == 0x0A || byte == 0x0D
    }
  }

  /// Whether a line end inside of a field ends at a place, so that a CRLF counts once.
  private mutating func endsLine(_ place: Int) -> Bool {
    let byte = unsafe bytes[place]
    return byte == 0x0A || byte == 0x0D && peek(place + 1) != 0x0A
  }

  // MARK: Lines and records

  private mutating func skipped(_ outcome: RecordScanner.Outcome, to end: Int, _ shape: inout RecordShape) -> RecordScanner.Outcome {
    shape.end = end
    shape.lines = 1
    return outcome
  }

  private mutating func skipComment(_ shape: inout RecordShape) -> RecordScanner.Outcome {
    while index < count {
      let length = lineEnd(at: index)
      if needsMore { return .needsMore }
      if length > 0 { return skipped(.comment, to: index + length, &shape) }
      index += 1
    }
    return isFinal ? skipped(.comment, to: index, &shape) : .needsMore
  }

  private mutating func skipInitialSpace() {
    guard dialect.skipsInitialSpace else { return }
    while index < cut, peek(index) == 0x20 { index += 1 }
  }

  private mutating func passDelimiter() -> Bool {
    guard index < cut, peek(index) == dialect.delimiter else { return false }
    index += 1
    return true
  }

  private mutating func endRecord(_ shape: inout RecordShape) {
    let length = lineEnd(at: index)
    if length == 0, index < count {
      shape.isCut = true
      remark(.overlongRecord, at: index, column: shape.fields.count - 1, &shape)
    }
    shape.end = index + length
    // The last record's line may lack its end, and ends all the same.
    shape.lines = lines + (length > 0 || index == count ? 1 : 0)
  }

  // MARK: Fields

  private mutating func remark(_ code: ReaderFinding.Code, at place: Int, column: Int? = nil, line: Int? = nil, _ shape: inout RecordShape)
  {
    let column = column ?? shape.fields.count
    // One of a kind for each field says enough.
    var last = shape.remarks.count - 1
    while last >= 0, shape.remarks[last].column == column {
      if shape.remarks[last].code == code { return }
      last -= 1
    }
    shape.remarks.append(.init(code: code, column: column, line: line ?? lines, offset: place))
  }

  private mutating func append(_ start: Int, _ end: Int, isQuoted: Bool, _ shape: inout RecordShape) {
    shape.fields.append(.init(start: start, end: end, isQuoted: isQuoted))
  }

  /// Takes bytes up to a delimiter or a line end. `contentStart` lies before `index` when quotes came first.
  private mutating func unquotedField(from contentStart: Int, isQuoted: Bool, _ shape: inout RecordShape) {
    while index < cut, let byte = peek(index), byte != dialect.delimiter, !isLineEnd(byte) {
      if byte == dialect.escape {
        takeEscape(&shape)
      } else {
        if byte == dialect.quote, !isQuoted, index > contentStart || shape.remarks.last?.offset != index {
          remark(.bareQuote, at: index, &shape)
        }
        index += 1
      }
    }
    append(contentStart, index, isQuoted: isQuoted, &shape)
  }

  private mutating func takeEscape(_ shape: inout RecordShape) {
    // Where the record is cut an escape has nothing to escape.
    if index + 1 >= cut { return index += 1 }
    if peek(index + 1) == nil {
      if needsMore { return index += 1 }
      shape.lineFeedAt = index
      return index += 1
    }
    shape.drops.append(index)
    if endsLine(index + 1) { lines += 1 }
    index += 2
  }

  private mutating func quotedField(_ shape: inout RecordShape) {
    let opening = index
    let atOpening = (drops: shape.drops.count, remarks: shape.remarks.count, lines: lines)
    var spansLines = false
    index += 1
    while true {
      guard index < cut, let byte = peek(index) else {
        if needsMore { return }
        // At the end of the input, on the opening quote's own line, only the closing quote is missing.
        if index < cut, !spansLines {
          remark(.unclosedQuote, at: opening, line: atOpening.lines, &shape)
          return append(opening + 1, index, isQuoted: true, &shape)
        }
        return giveUp(opening, atOpening, &shape)
      }
      if byte == dialect.escape, byte != dialect.quote {
        takeEscape(&shape)
      } else if byte != dialect.quote {
        if endsLine(index) { lines += 1 }
        if isLineEnd(byte) { spansLines = true }
        index += 1
      } else if dialect.doublesQuotes, peek(index + 1) == dialect.quote, index + 1 < cut {
        shape.drops.append(index + 1)
        index += 2
      } else if isFieldEnd(index + 1) {
        append(opening + 1, index, isQuoted: true, &shape)
        index += 1
        return
      } else if needsMore {
        return
      } else if dialect.hasLazyQuotes || judges && isContent(quote: index, opening: opening) {
        remark(.unescapedQuote, at: index, &shape)
        index += 1
      } else if needsMore {
        return
      } else if judges, isMisplaced(quote: index, opening: opening, spansLines: spansLines) {
        return giveUp(opening, atOpening, &shape)
      } else {
        remark(.textAfterClosingQuote, at: index + 1, &shape)
        shape.drops.append(index)
        index += 1
        // Whatever it is that follows at once, an escape too, is content.
        if index < cut { index += 1 }
        return unquotedField(from: opening + 1, isQuoted: true, &shape)
      }
      if needsMore { return }
    }
  }

  // MARK: Judgement

  /// Whether a quote looks like the opening of a field: it stands behind a delimiter or at a line's start.
  private func looksOpening(_ quote: Int, opening: Int) -> Bool {
    guard quote - 1 > opening else { return false }
    let before = unsafe bytes[quote - 1]
    return before == dialect.delimiter || isLineEnd(before)
  }

  /// Rule 3.
  private mutating func isContent(quote: Int, opening: Int) -> Bool {
    if looksOpening(quote, opening: opening) { return false }
    let isFollowedBySpace = unsafe bytes[quote + 1] == 0x20
    var place = quote + 1
    while place < cut, let byte = peek(place), !isLineEnd(byte) {
      guard byte == dialect.quote else {
        place += 1
        continue
      }
      if isFieldEnd(place + 1) { return !looksOpening(place, opening: opening) }
      if needsMore { return false }
      if peek(place + 1) == dialect.quote {
        // A doubled quote before a field's end is content and the end; elsewhere it says nothing.
        if isFieldEnd(place + 2) { return !looksOpening(place, opening: opening) }
        if needsMore || looksOpening(place, opening: opening) { return false }
        place += 2
        continue
      }
      let isPrecededBySpace = unsafe bytes[place - 1] == 0x20
      if looksOpening(place, opening: opening) || isFollowedBySpace && isPrecededBySpace { return false }
      place += 1
    }
    return false
  }

  /// Whether rule 2 holds and not rule 4.
  private mutating func isMisplaced(quote: Int, opening: Int, spansLines: Bool) -> Bool {
    if looksOpening(quote, opening: opening) { return true }
    guard spansLines else { return false }
    var place = quote + 1
    while peek(place) == 0x20 { place += 1 }
    return !isFieldEnd(place)
  }

  /// Rule 2: reads the field again as if its opening quote were not one.
  private mutating func giveUp(_ opening: Int, _ atOpening: (drops: Int, remarks: Int, lines: Int), _ shape: inout RecordShape) {
    let closing = doubledQuoteBeforeFieldEnd(shape.drops[atOpening.drops...], after: opening)
    shape.remarks.removeLast(shape.remarks.count - atOpening.remarks)
    shape.lineFeedAt = nil
    lines = atOpening.lines
    if let closing {
      while let last = shape.drops.last, last >= closing { shape.drops.removeLast() }
      remark(.unescapedQuote, at: closing - 1, &shape)
      append(opening + 1, closing, isQuoted: true, &shape)
      index = closing + 1
      return
    }
    shape.drops.removeLast(shape.drops.count - atOpening.drops)
    index = opening
    remark(.unclosedQuote, at: opening, &shape)
    unquotedField(from: opening, isQuoted: false, &shape)
  }

  /// The last second-of-two quotes on the opening quote's line that a field's end follows.
  private mutating func doubledQuoteBeforeFieldEnd(_ seconds: ArraySlice<Int>, after opening: Int) -> Int? {
    var lineEnd = opening
    while lineEnd < count, !isLineEnd(unsafe bytes[lineEnd]) { lineEnd += 1 }
    return seconds.last {
      // An escape's place is among them too.
      let isQuote = unsafe bytes[$0] == dialect.quote
      return isQuote && $0 < lineEnd && $0 + 1 < cut && ($0 + 1 == count || isFieldEnd($0 + 1))
    }
  }
}
