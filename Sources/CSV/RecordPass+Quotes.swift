/// Fields in quotes, and what becomes of those that are not as RFC 4180 has them.
extension RecordPass {
  mutating func quotedField(_ shape: inout RecordShape) {
    let opening = index
    let atOpening = (drops: shape.drops.count, remarks: shape.remarks.count, lines: lines)
    guard !quotedField(leaping: true, opening, atOpening, &shape) else { return }
    // It ends after all, beyond what was known: its content is wanted now.
    rewind(to: opening, atOpening, &shape)
    _ = quotedField(leaping: false, opening, atOpening, &shape)
  }

  private typealias Marks = (drops: Int, remarks: Int, lines: Int)

  /// - Parameter leaping: Whether what is remembered is leapt over.
  /// - Returns: false where a field ends properly that leapt.
  private mutating func quotedField(leaping: Bool, _ opening: Int, _ atOpening: Marks, _ shape: inout RecordShape) -> Bool {
    var run = QuoteMemory.OpenRun(opening: opening, firstLine: nil, end: opening)
    var hasLeapt = false
    index += 1
    while true {
      guard index < cut, let byte = peek(index) else {
        if needsMore { return true }
        // At the end of the input, on the opening quote's own line, only the closing quote is missing.
        guard index < cut, run.firstLine == nil else { return giveUp(run, atOpening, &shape) }
        if hasLeapt { return false }
        remark(.unclosedQuote, at: opening, line: atOpening.lines, &shape)
        append(opening + 1, index, isQuoted: true, &shape)
        return true
      }
      if byte == dialect.escape, byte != dialect.quote {
        takeEscape(&shape)
      } else if byte != dialect.quote {
        if endsLine(index) { lines += 1 }
        index += 1
        if isLineEnd(byte), run.firstLine == nil { run.firstLine = index }
        run.end = index
        if leaping, leap(&run, shape.quotes.open) { hasLeapt = true }
      } else if dialect.doublesQuotes, peek(index + 1) == dialect.quote, index + 1 < cut {
        shape.drops.append(UInt32(index + 1))
        index += 2
      } else if isFieldEnd(index + 1) {
        if hasLeapt { return false }
        append(opening + 1, index, isQuoted: true, &shape)
        index += 1
        return true
      } else if needsMore {
        return true
      } else if dialect.hasLazyQuotes || judges && isContent(quote: index, opening: opening, &shape.quotes) {
        remark(.unescapedQuote, at: index, &shape)
        index += 1
      } else if needsMore {
        return true
      } else if judges, isMisplaced(quote: index, opening: opening, spansLines: run.firstLine != nil, &shape.quotes) {
        return giveUp(run, atOpening, &shape)
      } else {
        if needsMore { return true }
        if hasLeapt { return false }
        remark(.textAfterClosingQuote, at: index + 1, &shape)
        shape.drops.append(UInt32(index))
        index += 1
        // Whatever it is that follows at once, an escape too, is content.
        if index < cut { index += 1 }
        unquotedField(from: opening + 1, isQuoted: true, &shape)
        return true
      }
      if needsMore { return true }
    }
  }

  /// Leaps to the end of what is remembered, where the field has come to a place in it.
  private mutating func leap(_ run: inout QuoteMemory.OpenRun, _ known: QuoteMemory.OpenRun?) -> Bool {
    guard let known, index > known.opening, index < known.end else { return false }
    if run.firstLine == nil {
      // The other one was beyond its first line already, and may have been judged by that.
      if let firstLine = known.firstLine, index > firstLine { return false }
      run.firstLine = known.firstLine
    }
    index = known.end
    run.end = known.end
    return true
  }

  /// Whether a quote looks like the opening of a field: it stands behind a delimiter or at a line's start.
  private func looksOpening(_ quote: Int, opening: Int) -> Bool {
    guard quote - 1 > opening else { return false }
    let before = unsafe bytes[quote - 1]
    return before == dialect.delimiter || isLineEnd(before)
  }

  /// Rule 3.
  private mutating func isContent(quote: Int, opening: Int, _ memory: inout QuoteMemory) -> Bool {
    if looksOpening(quote, opening: opening) { return false }
    var line = QuoteMemory.LineVerdict(start: quote + 1, end: quote + 1)
    if let known = memory.line, quote + 1 >= known.start, quote < known.end { line = known }
    if line.areContent == nil { look(along: &line, opening: opening) }
    if needsMore { return false }
    memory.line = line
    let isFollowedBySpace = unsafe bytes[quote + 1] == 0x20
    if isFollowedBySpace, let last = line.lastBehindSpace, last > quote { return false }
    return line.areContent ?? false
  }

  /// Looks for what decides about the quotes of a line, as far as the record may go.
  private mutating func look(along line: inout QuoteMemory.LineVerdict, opening: Int) {
    while line.end < cut {
      let place = line.end
      guard let byte = peek(place), !isLineEnd(byte) else {
        line.areContent = false
        return
      }
      guard byte == dialect.quote else {
        line.end += 1
        continue
      }
      // A doubled quote before a field's end is content and the end; elsewhere it says nothing.
      let isDoubled = peek(place + 1) == dialect.quote
      if isFieldEnd(place + (isDoubled ? 2 : 1)) {
        line.areContent = !looksOpening(place, opening: opening)
      } else if looksOpening(place, opening: opening) {
        line.areContent = false
      }
      if needsMore || line.areContent != nil { return }
      if !isDoubled, unsafe bytes[place - 1] == 0x20 { line.lastBehindSpace = place }
      line.end += isDoubled ? 2 : 1
    }
  }

  /// Whether rule 2 holds and not rule 4.
  private mutating func isMisplaced(quote: Int, opening: Int, spansLines: Bool, _ memory: inout QuoteMemory) -> Bool {
    if looksOpening(quote, opening: opening) { return true }
    guard spansLines else { return false }
    if let known = memory.text, known.quote == quote { return !known.endsField }
    var place = quote + 1
    while peek(place) == 0x20 { place += 1 }
    let endsField = isFieldEnd(place)
    if !needsMore { memory.text = QuoteMemory.TextBehind(quote: quote, endsField: endsField) }
    return !endsField
  }

  /// Rule 2: reads the field again as if its opening quote were not one.
  private mutating func giveUp(_ run: QuoteMemory.OpenRun, _ atOpening: Marks, _ shape: inout RecordShape) -> Bool {
    if needsMore { return true }
    if run.end > shape.quotes.open?.end ?? 0 { shape.quotes.open = run }
    let opening = run.opening
    if let closing = doubledQuoteBeforeFieldEnd(shape.drops[atOpening.drops...], after: opening) {
      while let last = shape.drops.last, Int(last) >= closing { shape.drops.removeLast() }
      rewind(to: opening, (shape.drops.count, atOpening.remarks, atOpening.lines), &shape)
      remark(.unescapedQuote, at: closing - 1, &shape)
      append(opening + 1, closing, isQuoted: true, &shape)
      index = closing + 1
    } else {
      rewind(to: opening, atOpening, &shape)
      remark(.unclosedQuote, at: opening, &shape)
      unquotedField(from: opening, isQuoted: false, &shape)
    }
    return true
  }

  private mutating func rewind(to opening: Int, _ atOpening: Marks, _ shape: inout RecordShape) {
    shape.remarks.removeLast(shape.remarks.count - atOpening.remarks)
    shape.drops.removeLast(shape.drops.count - atOpening.drops)
    shape.lineFeedAt = nil
    lines = atOpening.lines
    index = opening
  }

  /// The last second-of-two quotes on the opening quote's line that a field's end follows.
  private mutating func doubledQuoteBeforeFieldEnd(_ seconds: ArraySlice<UInt32>, after opening: Int) -> Int? {
    guard let last = seconds.last else { return nil }
    var lineEnd = opening
    while lineEnd <= Int(last), !isLineEnd(unsafe bytes[lineEnd]) { lineEnd += 1 }
    let closing = seconds.last { place in
      let place = Int(place)
      // An escape's place is among them too.
      let isQuote = unsafe bytes[place] == dialect.quote
      return isQuote && place < lineEnd && place + 1 < cut && (place + 1 == count || isFieldEnd(place + 1))
    }
    return closing.map(Int.init)
  }
}
