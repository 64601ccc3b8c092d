public import Pipeline

extension Review {
  /// The review as a CSV file for a person to mark: a line for each pair, `decision` first and empty, to be filled with `same` or
  /// `different`. What stands in the file tells the records again when it is handed back, so it need not be kept in order.
  ///
  /// RFC 4180 with LF, UTF-8. Numbers are grouped as people write them, which also keeps spreadsheets from taking them for amounts.
  ///
  /// - Parameter put: takes the file piece by piece.
  public func writeCSV(_ put: ([UInt8]) throws(OutputError) -> Void) throws(OutputError) {
    var file = CSVText()
    file.append(ReviewColumns.names)
    for pair in pairs {
      file.append(pair.cells)
      guard file.bytes.count >= 1 << 16 else { continue }
      try put(file.bytes)
      file.removeAll()
    }
    for crowd in crowds { file.append(crowd.cells) }
    try put(file.bytes)
  }

  /// What was found and what waits for a decision, as lines for the person who started the run, each ended. Empty when there is nothing to
  /// say.
  ///
  /// - Parameter path: where the review was written; nil when it was not asked for.
  public func summary(path: String?) -> String {
    var text = ""
    if let path {
      text += "  review     \(grouped(openPairs)) \(openPairs == 1 ? "pair" : "pairs") that may be one person, to \(path)\n"
    }
    if marks.read > 0 {
      text += "  decisions  \(grouped(marks.read)) read"
      if marks.unused > 0 { text += ", \(grouped(marks.unused)) of them about records that the list does not have" }
      if marks.contradicted > 0 {
        text += ", \(grouped(marks.contradicted)) \"same\" not carried out, since others of the records are marked \"different\""
      }
      text += "\n"
    }
    return text
  }
}

extension Review.Crowd {
  /// What stands in a review file: in the columns of a pair without a second record, so that a filter by kind shows them alone.
  public var cells: [String] {
    var cells = [String](repeating: "", count: ReviewColumns.names.count)
    cells[1] = "note"
    cells[10] = String(rowNumber)
    cells[15] = "\(grouped(count)) records share \(subject) with this one, too many to compare each with each: pairs may be missing"
    return cells
  }
}

extension Review.Pair {
  /// What stands in a review file, in the order of `ReviewColumns`.
  public var cells: [String] {
    [
      mark?.rawValue ?? "", standing.rawValue, group.map(String.init) ?? "", score.map(bits) ?? "", first.name, second.name,
      first.phoneForPeople, second.phoneForPeople, first.email, second.email, String(first.rowNumber), String(second.rowNumber),
      String(first.lineNumber), String(second.lineNumber), clues.map(\.text).joined(separator: "; "),
      notes.map(\.sentence).joined(separator: "; "), first.identity, second.identity,
    ]
  }
}

extension Review.Clue {
  /// `first name: nickname +3.4`
  public var text: String { "\(subject): \(finding) \(weight < 0 ? "" : "+")\(bits(weight))" }
}

extension Review.Note {
  /// What to know before deciding.
  public var sentence: String {
    switch self {
    case .bridge: "this pair alone joins two parts of its group: look at it first"
    case .ambiguous: "one of the two has no whole first name and fits several people of the list"
    case .apart: "one of the two contradicts a record that the other one belongs to"
    case .cut(let limit): "together with others it would make one person of more than \(limit) records"
    case .keptApart(let reason): "kept apart: \(reason)"
    }
  }
}

/// Bits to one decimal.
private func bits(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}

/// CSV as it is put together from texts.
private struct CSVText {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      // People open this file with a spreadsheet.
      let text = FormulaGuard.guarded(cell).utf8
      guard text.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
        bytes += text
        continue
      }
      bytes.append(0x22)
      for byte in text {
        if byte == 0x22 { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    bytes.append(0x0A)
  }
}
