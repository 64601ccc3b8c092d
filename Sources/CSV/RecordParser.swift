/// The exact automaton, a byte at a time, from a record's first byte to its last.
///
/// What it does depends on the bytes from the record's start and on nothing else, so it does not matter how the input was cut up.
struct RecordParser {
  let dialect: Dialect

  enum Outcome {
    /// A record was appended; it ends before `end` and spans this many line ends.
    case record(end: Int, lines: Int)
    /// A line that is not a record.
    case skipped(end: Int, isBlank: Bool)
    /// The bytes do not suffice to say where the record ends.
    case needsMore
    /// No byte is left.
    case end
  }

  private enum State { case fieldStart, unquoted, quoted, quoteInQuoted }

  /// The length of the line end at `index`, 0 when there is none, `nil` when the byte after a CR would have to be known.
  @inline(__always)
  private func lineEnd(_ bytes: [UInt8], _ index: Int, _ isFinal: Bool) -> Int? {
    switch dialect.terminator {
    case .byte(let byte): return bytes[index] == byte ? 1 : 0
    case .anyLineEnd:
      if bytes[index] == 0x0A { return 1 }
      guard bytes[index] == 0x0D else { return 0 }
      if index + 1 < bytes.count { return bytes[index + 1] == 0x0A ? 2 : 1 }
      return isFinal ? 1 : nil
    }
  }

  /// Where the line that begins at `start` ends, its line end included.
  func endOfLine(in bytes: [UInt8], from start: Int, isFinal: Bool) -> Int? {
    var index = start
    while index < bytes.count {
      guard let length = lineEnd(bytes, index, isFinal) else { return nil }
      if length > 0 { return index + length }
      index += 1
    }
    return nil
  }

  /// Parses the record that begins at `start`.
  ///
  /// - Parameter isFinal: Whether no byte can follow, so that an open quote is known to be unclosed.
  func parse(
    _ bytes: [UInt8], from start: Int, offset: Int, lineNumber: Int, isFinal: Bool, limits: ReaderLimits, into batch: inout RecordBatch
  ) -> Outcome {
    guard start < bytes.count else { return .end }
    guard let blank = lineEnd(bytes, start, isFinal) else { return .needsMore }
    if blank > 0 { return .skipped(end: start + blank, isBlank: true) }
    if let comment = dialect.comment, bytes[start] == comment {
      if let end = endOfLine(in: bytes, from: start, isFinal: isFinal) { return .skipped(end: end, isBlank: false) }
      return isFinal ? .skipped(end: bytes.count, isBlank: false) : .needsMore
    }
    let mark = (batch.bytes.count, batch.fields.count, batch.findings.count)
    // The quotes that turned out never to be closed, and are content therefore.
    var literalQuotes: Set<Int> = []
    while true {
      switch attempt(
        bytes, from: start, offset: offset, lineNumber: lineNumber, isFinal: isFinal, limits: limits, literalQuotes: literalQuotes,
        into: &batch)
      {
      case .done(let outcome):
        if case .needsMore = outcome { undo(&batch, mark) }
        return outcome
      case .unclosed(let quote):
        undo(&batch, mark)
        literalQuotes.insert(quote)
      }
    }
  }

  private func undo(_ batch: inout RecordBatch, _ mark: (bytes: Int, fields: Int, findings: Int)) {
    batch.bytes.removeLast(batch.bytes.count - mark.bytes)
    batch.fields.removeLast(batch.fields.count - mark.fields)
    batch.findings.removeLast(batch.findings.count - mark.findings)
  }

  private enum Attempt {
    case done(Outcome)
    case unclosed(quote: Int)
  }

  private func attempt(
    _ bytes: [UInt8], from start: Int, offset: Int, lineNumber: Int, isFinal: Bool, limits: ReaderLimits, literalQuotes: Set<Int>,
    into batch: inout RecordBatch
  ) -> Attempt {
    var state = State.fieldStart
    var index = start
    var lines = 0
    var fieldStart = batch.bytes.count
    var isQuoted = false
    var openingQuote = start
    var linesAtOpening = 0
    let firstField = batch.fields.count

    func find(_ code: ReaderFinding.Code, _ index: Int, once: Bool = true) {
      let finding = ReaderFinding(
        code: code, recordIndex: batch.records.count, lineNumber: lineNumber + lines, columnIndex: batch.fields.count - firstField,
        byteOffset: offset + index)
      if once, let last = batch.findings.last(where: { $0.code == code }),
        last.recordIndex == finding.recordIndex, last.columnIndex == finding.columnIndex
      {
        return
      }
      batch.findings.append(finding)
    }
    func endField(_ index: Int) {
      let end = min(batch.bytes.count, fieldStart + limits.fieldBytes)
      if end < batch.bytes.count { find(.overlongField, index) }
      batch.fields.append(.init(start: fieldStart, end: end, isQuoted: isQuoted))
      fieldStart = batch.bytes.count
      isQuoted = false
      state = .fieldStart
    }
    func endRecord(_ index: Int, _ end: Int) -> Attempt {
      endField(index)
      batch.records.append(
        .init(fields: firstField..<batch.fields.count, lineNumber: lineNumber, source: offset + start..<offset + end))
      return .done(.record(end: end, lines: lines + 1))
    }

    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0, dialect.delimiter != 0, dialect.quote != 0, dialect.escape != 0 { find(.nul, index) }
      if index - start >= limits.recordBytes {
        if state == .quoted { return .unclosed(quote: openingQuote) }
        find(.overlongRecord, index)
        let end = endOfLine(in: bytes, from: index, isFinal: isFinal) ?? bytes.count
        return endRecord(index, end)
      }
      if state != .quoted {
        // A quote that is also the delimiter is a quote where a quote can stand.
        let opens = byte == dialect.quote && (state == .fieldStart || state == .quoteInQuoted)
        if byte == dialect.delimiter, !opens {
          endField(index)
          index += 1
          if dialect.skipsInitialSpace {
            while index < bytes.count, bytes[index] == 0x20 { index += 1 }
          }
          continue
        }
        guard let length = lineEnd(bytes, index, isFinal) else { return .done(.needsMore) }
        if length > 0, !opens { return endRecord(index, index + length) }
      }
      switch state {
      case .fieldStart:
        if byte == dialect.quote, !literalQuotes.contains(index) {
          state = .quoted
          isQuoted = true
          openingQuote = index
          linesAtOpening = lines
          index += 1
          continue
        }
        if byte == dialect.quote { find(.unclosedQuote, index) }
        state = .unquoted
        if byte == dialect.escape {
          fallthrough
        }
        batch.bytes.append(byte)
      case .unquoted:
        if byte == dialect.escape {
          index += 1
          if index == bytes.count {
            guard isFinal else { return .done(.needsMore) }
            // The byte that the input lacks is its last line end.
            batch.bytes.append(0x0A)
            break
          }
          if bytes[index] == 0x0A { lines += 1 }
          batch.bytes.append(bytes[index])
        } else {
          if byte == dialect.quote, !isQuoted { find(.bareQuote, index) }
          batch.bytes.append(byte)
        }
      case .quoted:
        if byte == dialect.escape, byte != dialect.quote {
          index += 1
          if index == bytes.count {
            guard isFinal else { return .done(.needsMore) }
            return .unclosed(quote: openingQuote)
          }
          if bytes[index] == 0x0A { lines += 1 }
          batch.bytes.append(bytes[index])
        } else if byte == dialect.quote {
          state = .quoteInQuoted
        } else {
          if byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A) { lines += 1 }
          batch.bytes.append(byte)
        }
      case .quoteInQuoted:
        if byte == dialect.quote, dialect.doublesQuotes {
          batch.bytes.append(byte)
          state = .quoted
        } else if dialect.hasLazyQuotes {
          find(.textAfterClosingQuote, index)
          if let quote = dialect.quote { batch.bytes.append(quote) }
          state = .quoted
          continue
        } else {
          // A quote that swallowed line ends and is not followed by a field's end was not a closing quote: the opening one was stray.
          if lines > linesAtOpening { return .unclosed(quote: openingQuote) }
          find(.textAfterClosingQuote, index)
          batch.bytes.append(byte)
          state = .unquoted
        }
      }
      index += 1
    }
    guard isFinal else { return .done(.needsMore) }
    if state == .quoted {
      // With nothing but the quote's own line after it, only the quote is missing; otherwise it swallowed whole records.
      if lines > linesAtOpening { return .unclosed(quote: openingQuote) }
      find(.unclosedQuote, openingQuote)
    }
    return endRecord(index, index)
  }
}
