/// One run of the exact automaton over one record.
///
/// Sound as long as the bytes outlive it: every place is held against their count before it is read.
@safe struct RecordPass {
  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  private let isFinal: Bool
  let dialect: Dialect
  let judges: Bool
  private let fieldLimit: Int
  /// Where the record is cut, should it reach that far.
  let cut: Int
  var index: Int
  var lines = 0
  var needsMore = false

  init(bytes: UnsafeBufferPointer<UInt8>, start: Int, isFinal: Bool, dialect: Dialect, limits: ReaderLimits, judges: Bool) {
    unsafe self.bytes = bytes
    count = bytes.count
    self.isFinal = isFinal
    self.dialect = dialect
    self.judges = judges
    fieldLimit = limits.fieldCount
    cut = unsafe bytes.characterBoundary(atOrBefore: start + limits.recordBytes)
    index = start
  }

  mutating func run(_ shape: inout RecordShape) -> RecordScanner.Outcome {
    let blank = lineEnd(at: index)
    if needsMore { return .needsMore }
    if blank > 0 { return skipped(.blank, to: index + blank, &shape) }
    if let comment = dialect.comment, unsafe bytes[index] == comment { return skipComment(&shape) }
    repeat {
      let last = shape.fields.count == fieldLimit ? removeLast(&shape) : nil
      skipInitialSpace()
      if index < cut, let byte = peek(index), byte == dialect.quote {
        quotedField(&shape)
      } else {
        unquotedField(from: index, isQuoted: false, &shape)
      }
      if needsMore { return .needsMore }
      if let last { join(last, &shape) }
    } while passDelimiter()
    endRecord(&shape)
    return needsMore ? .needsMore : .record
  }

  // MARK: Bytes

  /// The byte at a place; `nil` past the end of the input, and, with `needsMore` set, past the end of what is known of it.
  mutating func peek(_ place: Int) -> UInt8? {
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
  mutating func isFieldEnd(_ place: Int) -> Bool {
    guard let byte = peek(place) else { return !needsMore }
    return byte == dialect.delimiter || isLineEnd(byte)
  }

  func isLineEnd(_ byte: UInt8) -> Bool {
    switch dialect.terminator {
    case .byte(let terminator): byte == terminator
    case .anyLineEnd: byte == 0x0A || byte == 0x0D
    }
  }

  /// Whether a line end inside of a field ends at a place, so that a CRLF counts once.
  mutating func endsLine(_ place: Int) -> Bool {
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

  /// Takes the last field that a record may have back, since another one follows; what is taken off is where it begins, quote and all.
  private mutating func removeLast(_ shape: inout RecordShape) -> Int {
    let last = shape.fields.removeLast()
    let start = last.isQuoted ? last.start - 1 : last.start
    remark(.overwideRecord, at: start, &shape)
    return start
  }

  /// Makes one field, as it stands there, of all from a place on.
  private mutating func join(_ start: Int, _ shape: inout RecordShape) {
    shape.fields[shape.fields.count - 1] = .init(start: start, end: index, isQuoted: false)
    while let last = shape.drops.last, Int(last) >= start { shape.drops.removeLast() }
    shape.lineFeedAt = nil
  }

  mutating func remark(_ code: ReaderFinding.Code, at place: Int, column: Int? = nil, line: Int? = nil, _ shape: inout RecordShape) {
    let column = column ?? shape.fields.count
    // One of a kind for each field says enough.
    var last = shape.remarks.count - 1
    while last >= 0, shape.remarks[last].column == column {
      if shape.remarks[last].code == code { return }
      last -= 1
    }
    shape.remarks.append(.init(code: code, column: column, line: line ?? lines, offset: place))
  }

  mutating func append(_ start: Int, _ end: Int, isQuoted: Bool, _ shape: inout RecordShape) {
    shape.fields.append(.init(start: start, end: end, isQuoted: isQuoted))
  }

  /// Takes bytes up to a delimiter or a line end. `contentStart` lies before `index` when quotes came first.
  mutating func unquotedField(from contentStart: Int, isQuoted: Bool, _ shape: inout RecordShape) {
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

  mutating func takeEscape(_ shape: inout RecordShape) {
    // Where the record is cut an escape has nothing to escape.
    if index + 1 >= cut { return index += 1 }
    if peek(index + 1) == nil {
      if needsMore { return index += 1 }
      shape.lineFeedAt = index
      return index += 1
    }
    shape.drops.append(UInt32(index))
    if endsLine(index + 1) { lines += 1 }
    index += 2
  }
}
