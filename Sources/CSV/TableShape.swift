/// What of the records is the table: a title before it, a header above, totals below.
struct TableShape {
  private let trial: DialectTrial
  private let isWhole: Bool

  init(_ text: [UInt8], dialect: Dialect, isWhole: Bool) {
    trial = DialectTrial(text, dialect: dialect, isWhole: isWhole)
    self.isWhole = isWhole
  }

  func settle(_ detection: inout Detection) {
    guard trial.count > 0 else { return }
    let mode = trial.mode
    let first = preambleRecords(mode)
    if first > 0 {
      detection.preambleLines = trial.batch.lineNumber(ofRecord: first) - 1
      detection.evidence.append(.preamble(lines: detection.preambleLines))
    }
    detection.trailingRecords = trailingRecords(mode, after: first)
    if detection.trailingRecords > 0 { detection.evidence.append(.trailing(records: detection.trailingRecords)) }
    settleHeader(first, detection.trailingRecords, &detection)
  }

  private func filledFields(_ record: Int) -> Int {
    (0..<trial.batch.fieldCount(ofRecord: record)).count { !trial.bytes($0, record).isEmpty }
  }

  /// The records before the table. Only where the table is plain to see: records that are alike, in three columns or more, below lines
  /// that have next to nothing in them.
  private func preambleRecords(_ mode: (fields: Int, records: Int)) -> Int {
    guard mode.fields >= 3, mode.records >= 4, mode.records * 10 >= trial.count * 7 else { return 0 }
    var first = 0
    while first < min(trial.count, 30), filledFields(first) <= 2, filledFields(first) * 2 < mode.fields { first += 1 }
    guard first > 0, first < trial.count, trial.batch.fieldCount(ofRecord: first) == mode.fields,
      filledFields(first) * 5 >= usedColumns(after: first, of: mode.fields) * 4
    else { return 0 }
    return first
  }

  /// How many columns have anything in them; delimiters at the ends of lines make one that has not.
  private func usedColumns(after first: Int, of columns: Int) -> Int {
    (0..<columns).count { column in
      (first..<trial.count).contains { column < trial.batch.fieldCount(ofRecord: $0) && !trial.bytes(column, $0).isEmpty }
    }
  }

  private func trailingRecords(_ mode: (fields: Int, records: Int), after first: Int) -> Int {
    guard isWhole, mode.fields >= 3, mode.records >= 4 else { return 0 }
    var count = 0
    while count < 10, trial.count - count > first + 2 {
      let record = trial.count - count - 1
      let isShort = filledFields(record) <= 1
      guard isShort || saysTotal(record) else { break }
      count += 1
    }
    return count < 10 ? count : 0
  }

  /// What a line of totals begins with, in a few languages.
  private static let totals = ["total", "grand total", "sum", "summe", "gesamt", "somme", "suma", "totale", "totaal", "итого"]

  private func saysTotal(_ record: Int) -> Bool {
    guard let field = (0..<trial.batch.fieldCount(ofRecord: record)).first(where: { !trial.bytes($0, record).isEmpty }) else {
      return false
    }
    let text = trial.batch.string(ofField: field, inRecord: record).lowercased()
    return Self.totals.contains { text == $0 || text == $0 + ":" }
  }

  private func settleHeader(_ first: Int, _ trailing: Int, _ detection: inout Detection) {
    let body = first + 1..<max(first + 1, min(trial.count - trailing, first + 200))
    var differing = 0
    var numbers = 0
    var addresses = 0
    var long = 0
    for column in 0..<trial.batch.fieldCount(ofRecord: first) {
      let head = FieldKind(trial.bytes(column, first))
      if head == .number { numbers += 1 }
      if head == .number, isLongNumber(column, first, like: body) { long += 1 }
      if head == .address { addresses += 1 }
      guard head == .text else { continue }
      var kinds: [FieldKind: Int] = [:]
      for record in body where column < trial.batch.fieldCount(ofRecord: record) {
        kinds[FieldKind(trial.bytes(column, record)), default: 0] += 1
      }
      let typed = max(kinds[.number] ?? 0, kinds[.address] ?? 0)
      let filled = typed + (kinds[.text] ?? 0)
      if typed > 0, typed * 10 >= filled * 8 { differing += 1 }
    }
    // A year may well be a column's name, half of the columns are not, and a telephone number is none.
    let data = addresses + long > 0 || numbers * 2 >= filledFields(first) ? numbers + addresses : 0
    if data > 0 {
      detection.hasHeader = false
      detection.evidence.append(.headerHasData(columns: data))
    } else if differing > 0 {
      detection.hasHeader = true
      detection.evidence.append(.headerDiffers(columns: differing))
    }
  }

  /// Whether a number has as many digits as a telephone number, and the records below have about as many: a date above amounts has not.
  private func isLongNumber(_ column: Int, _ record: Int, like body: Range<Int>) -> Bool {
    let count = digits(column, record)
    guard count >= 7 else { return false }
    let below = body.filter { column < trial.batch.fieldCount(ofRecord: $0) && !trial.bytes(column, $0).isEmpty }
    return below.count { abs(digits(column, $0) - count) <= 3 } * 10 >= below.count * 8 && !below.isEmpty
  }

  private func digits(_ column: Int, _ record: Int) -> Int { trial.bytes(column, record).count { (0x30...0x39).contains($0) } }
}
