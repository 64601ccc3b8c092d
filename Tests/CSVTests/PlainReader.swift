@testable import CSV

/// The obvious reader, which the fast one is held against: the whole input at once, a byte at a time, an array for every field.
struct PlainReader {
  struct Record: Equatable {
    var fields: [[UInt8]] = []
    var quoted: [Bool] = []
    var lineNumber = 0
    var source = 0..<0
  }

  struct Finding: Hashable {
    var code: ReaderFinding.Code
    /// The record, counted from the input's first.
    var record: Int
    var lineNumber: Int
    var columnIndex: Int
    var byteOffset: Int
  }

  var records: [Record] = []
  var findings: [Finding] = []
  var blankLineCount = 0

  private let bytes: [UInt8]
  private let dialect: Dialect
  private let limits: ReaderLimits
  private var index = 0
  private var lineNumber = 1

  init(_ bytes: [UInt8], dialect: Dialect, limits: ReaderLimits = ReaderLimits()) {
    self.bytes = bytes
    var dialect = dialect
    if dialect.escape == dialect.quote { dialect.escape = nil }
    self.dialect = dialect
    self.limits = limits
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while index < bytes.count { readLine() }
    noteText()
  }

  private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

  private func lineEnd(_ place: Int) -> Int {
    if case .byte(let byte) = dialect.terminator { return at(place) == byte ? 1 : 0 }
    switch (at(place), at(place + 1)) {
    case (0x0A, _): return 1
    case (0x0D, 0x0A): return 2
    case (0x0D, _): return 1
    default: return 0
    }
  }

  /// The place itself, or the beginning of the character that it lies in, when it lies in one.
  private func characterBoundary(atOrBefore place: Int, in text: [UInt8]) -> Int {
    for (length, leads) in [(2, 0xC0...0xDF), (3, 0xE0...0xEF), (4, 0xF0...0xFF)] as [(Int, ClosedRange<UInt8>)] {
      for start in max(0, place - length + 1)..<place where start < text.count && leads.contains(text[start]) {
        if (start + 1...place).allSatisfy({ $0 < text.count && text[$0] & 0xC0 == 0x80 }) { return start }
      }
    }
    return place
  }

  private func endsField(_ place: Int) -> Bool { place >= bytes.count || bytes[place] == dialect.delimiter || lineEnd(place) > 0 }

  /// Line ends within a part of the input; a CRLF counts where its LF is.
  private func lineEnds(in range: Range<Int>) -> Int {
    range.count { bytes[$0] == 0x0A || bytes[$0] == 0x0D && at($0 + 1) != 0x0A }
  }

  private mutating func readLine() {
    let start = index
    if lineEnd(start) > 0 {
      blankLineCount += 1
      index += lineEnd(start)
      lineNumber += 1
      return
    }
    if let comment = dialect.comment, bytes[start] == comment {
      while index < bytes.count, lineEnd(index) == 0 { index += 1 }
      index += lineEnd(index)
      lineNumber += 1
      return
    }
    let cut = characterBoundary(atOrBefore: start + limits.recordBytes, in: bytes)
    var record = Record(lineNumber: lineNumber)
    var lines = 0
    var starts: [Int] = []
    while true {
      if record.fields.count == limits.fieldCount {
        record.fields.removeLast()
        record.quoted.removeLast()
        note(.overwideRecord, column: record.fields.count, lines: lines, place: starts[record.fields.count])
      }
      if dialect.skipsInitialSpace { while index < cut, at(index) == 0x20 { index += 1 } }
      let fieldStart = index
      if starts.count == record.fields.count { starts.append(index) }
      var (content, isQuoted) = readField(cut: cut, column: record.fields.count, lines: &lines)
      if starts[record.fields.count] < fieldStart { (content, isQuoted) = (Array(bytes[starts[record.fields.count]..<index]), false) }
      if content.count > limits.fieldBytes {
        // Where exactly it was cut is not the oracle's to say.
        note(.overlongField, column: record.fields.count, lines: 0, place: fieldStart)
      }
      record.fields.append(Array(content.prefix(characterBoundary(atOrBefore: limits.fieldBytes, in: content))))
      record.quoted.append(isQuoted)
      guard index < cut, at(index) == dialect.delimiter else { break }
      index += 1
    }
    if lineEnd(index) == 0, index < bytes.count {
      note(.overlongRecord, column: record.fields.count - 1, lines: lines, place: index)
    } else {
      lines += 1
      index += lineEnd(index)
    }
    record.source = start..<index
    records.append(record)
    lineNumber += lines
  }

  private mutating func note(_ code: ReaderFinding.Code, column: Int, lines: Int, place: Int) {
    if findings.contains(where: { $0.record == records.count && $0.columnIndex == column && $0.code == code }) { return }
    findings.append(Finding(code: code, record: records.count, lineNumber: lineNumber + lines, columnIndex: column, byteOffset: place))
  }

  private mutating func readField(cut: Int, column: Int, lines: inout Int) -> ([UInt8], Bool) {
    guard index < cut, let byte = at(index), byte == dialect.quote else {
      return (readUnquoted(cut: cut, column: column, lines: &lines, notesQuotes: true), false)
    }
    let opening = index
    let linesBefore = lines
    let noted = findings.count
    var spansLines = false
    var content: [UInt8] = []
    // What the field is when a doubled quote was a quote and the field's end.
    var undoubled: (content: [UInt8], end: Int)?
    index += 1
    while index < cut, let byte = at(index) {
      if byte == dialect.escape {
        content += readEscaped(cut: cut, &lines)
      } else if byte != dialect.quote {
        content.append(byte)
        spansLines = spansLines || isLineEnd(byte)
        if byte == 0x0A || byte == 0x0D && at(index + 1) != 0x0A { lines += 1 }
        index += 1
      } else if dialect.doublesQuotes, at(index + 1) == dialect.quote, index + 1 < cut {
        content.append(byte)
        index += 2
        if endsField(index), index < cut, !bytes[opening..<index].contains(where: isLineEnd) { undoubled = (content, index) }
      } else if endsField(index + 1) {
        index += 1
        return (content, true)
      } else {
        switch judge(index, opening: opening, cut: cut, spansLines: spansLines) {
        case .content:
          note(.unescapedQuote, column: column, lines: lines - linesBefore + linesBefore, place: index)
          content.append(byte)
          index += 1
        case .closing:
          note(.textAfterClosingQuote, column: column, lines: lines, place: index + 1)
          index += 1
          if index < cut {
            content.append(bytes[index])
            index += 1
          }
          content += readUnquoted(cut: cut, column: column, lines: &lines, notesQuotes: false)
          return (content, true)
        case .misplaced:
          return giveUp()
        }
      }
    }
    if index < cut, !spansLines {
      note(.unclosedQuote, column: column, lines: linesBefore, place: opening)
      return (content, true)
    }
    return giveUp()

    func giveUp() -> ([UInt8], Bool) {
      findings.removeLast(findings.count - noted)
      lines = linesBefore
      if let undoubled {
        index = undoubled.end
        note(.unescapedQuote, column: column, lines: lines, place: index - 2)
        return (undoubled.content, true)
      }
      index = opening
      note(.unclosedQuote, column: column, lines: lines, place: opening)
      return (readUnquoted(cut: cut, column: column, lines: &lines, notesQuotes: true), false)
    }
  }

  private enum Verdict { case content, closing, misplaced }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    if case .byte(let terminator) = dialect.terminator { return byte == terminator }
    return byte == 0x0A || byte == 0x0D
  }

  private func judge(_ quote: Int, opening: Int, cut: Int, spansLines: Bool) -> Verdict {
    if dialect.hasLazyQuotes { return .content }
    guard dialect.doublesQuotes, dialect.escape == nil else { return .closing }
    func looksOpening(_ place: Int) -> Bool {
      place - 1 > opening && (bytes[place - 1] == dialect.delimiter || isLineEnd(bytes[place - 1]))
    }
    if looksOpening(quote) { return .misplaced }
    // The quotes after this one, to the line's end, a doubled pair taken as one.
    var place = quote + 1
    search: while place < min(cut, bytes.count), !isLineEnd(bytes[place]) {
      if bytes[place] != dialect.quote {
        place += 1
        continue
      }
      let isPair = at(place + 1) == dialect.quote
      if endsField(place + 1) || isPair && endsField(place + 2) {
        if looksOpening(place) { break search }
        return .content
      }
      if looksOpening(place) { break search }
      if !isPair, at(quote + 1) == 0x20, bytes[place - 1] == 0x20 { break search }
      place += isPair ? 2 : 1
    }
    guard spansLines else { return .closing }
    place = quote + 1
    while at(place) == 0x20 { place += 1 }
    return endsField(place) ? .closing : .misplaced
  }

  private mutating func readUnquoted(cut: Int, column: Int, lines: inout Int, notesQuotes: Bool) -> [UInt8] {
    let start = index
    var content: [UInt8] = []
    while index < cut, !endsField(index) {
      if bytes[index] == dialect.escape {
        content += readEscaped(cut: cut, &lines)
        continue
      }
      let isKnown = index == start && findings.last?.byteOffset == index && findings.last?.record == records.count
      if bytes[index] == dialect.quote, notesQuotes, !isKnown { note(.bareQuote, column: column, lines: lines, place: index) }
      content.append(bytes[index])
      index += 1
    }
    return content
  }

  private mutating func readEscaped(cut: Int, _ lines: inout Int) -> [UInt8] {
    if index + 1 >= cut {
      index += 1
      return [bytes[index - 1]]
    }
    index += 2
    guard let byte = at(index - 1) else {
      index = bytes.count
      return [0x0A]
    }
    if byte == 0x0A || byte == 0x0D && at(index) != 0x0A { lines += 1 }
    return [byte]
  }

  private mutating func noteText() {
    for (number, record) in records.enumerated() {
      for (column, field) in record.fields.enumerated() {
        if field.contains(0), !dialect.uses(0) {
          findings.append(Finding(code: .nul, record: number, lineNumber: 0, columnIndex: column, byteOffset: 0))
        }
        if String(validating: field, as: UTF8.self) == nil {
          findings.append(Finding(code: .invalidUTF8, record: number, lineNumber: 0, columnIndex: column, byteOffset: 0))
        }
      }
    }
  }
}
