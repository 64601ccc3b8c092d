internal import CSV

/// Reads a file of changes, row after row.
struct ChangeReader<Source: ByteSource & ~Copyable>: ~Copyable {
  private var cursor: RecordCursor<Source>
  /// The row that comes next; nil when the last one has been read.
  private var row: Change?
  /// The record that comes next, 1-based.
  private var nextNumber = 1
  /// The number of records that the list had, once its end was read.
  private var total: Int?

  init(_ source: consuming Source, dialect: Dialect) {
    cursor = RecordCursor(source, dialect: dialect)
  }

  /// Reads the rows that tell of the columns.
  mutating func columns() throws(ReversalError) -> ChangedColumns {
    guard let header = try cursorNext(), cursor.texts(header) == ChangesColumn.names else { throw .noChanges }
    try advance()
    var columns = ChangedColumns()
    while let row, row.number == 0, row.why != ChangeReason.listEnd.rawValue {
      guard columns.add(row) else { throw .badChange(line: row.line) }
      try advance()
    }
    return columns
  }

  /// Passes over records that were not written.
  ///
  /// - Returns: the number of the next one that was.
  mutating func passWithoutRecord() throws(ReversalError) -> Int {
    while let row, row.column.isEmpty, row.number == nextNumber, row.why != ChangeReason.listEnd.rawValue {
      nextNumber += 1
      try advance()
    }
    if let row, row.why == ChangeReason.listEnd.rawValue, row.column.isEmpty {
      total = row.number
      try advance()
      if let row = self.row { throw .badChange(line: row.line) }
    }
    return nextNumber
  }

  /// The next change of a record; nil, and on to the record behind it, when there is none left.
  mutating func change(of number: Int) throws(ReversalError) -> Change? {
    if let total, number > total { throw .tooManyRecords }
    if let row, row.number == number, !row.column.isEmpty {
      try advance()
      return row
    }
    if total == nil {
      guard let row else { throw .cutShort }
      if row.number <= number, row.why != ChangeReason.listEnd.rawValue { throw .badChange(line: row.line) }
    }
    nextNumber = number + 1
    return nil
  }

  /// Checks that the list ended where its records do.
  func end() throws(ReversalError) {
    guard let total else {
      guard let row else { throw .cutShort }
      throw row.number < nextNumber ? .badChange(line: row.line) : .recordGone(number: nextNumber)
    }
    if total > nextNumber - 1 { throw .recordGone(number: nextNumber) }
    if total < nextNumber - 1 { throw .tooManyRecords }
  }

  private mutating func advance() throws(ReversalError) {
    guard let index = try cursorNext() else { return row = nil }
    let batch = cursor.batch
    let line = batch.lineNumber(ofRecord: index)
    guard batch.fieldCount(ofRecord: index) == ChangesColumn.names.count, let number = Int(batch.string(ofField: 0, inRecord: index)),
      number >= 0
    else { throw .badChange(line: line) }
    row = Change(
      line: line, number: number, place: batch.string(ofField: 1, inRecord: index),
      column: FormulaGuard.unguarded(batch.string(ofField: 2, inRecord: index)),
      before: Self.unguarded(3, of: index, in: batch), after: Self.unguarded(4, of: index, in: batch),
      why: batch.string(ofField: 5, inRecord: index))
  }

  /// A cell without its guard against spreadsheets.
  private static func unguarded(_ field: Int, of record: Int, in batch: RecordBatch) -> [UInt8] {
    let range = batch.range(ofField: field, inRecord: record)
    return Array(batch.bytes[range].dropFirst(FormulaGuard.isGuarded(batch.bytes.span.extracting(range)) ? 1 : 0))
  }

  private mutating func cursorNext() throws(ReversalError) -> Int? {
    do { return try cursor.next() } catch { throw .changes(error) }
  }
}

/// A row of a file of changes.
struct Change: Sendable {
  /// Where the row stands in the file of changes, 1-based.
  let line: Int
  /// The record that it tells of; 0 for the header.
  let number: Int
  /// The line of that record in the list.
  let place: String
  let column: String
  let before: [UInt8]
  let after: [UInt8]
  let why: String
}

/// The columns of a list as its changes tell of them.
struct ChangedColumns {
  /// The names that they had, in their order.
  private(set) var header: [String] = []
  /// Whether the list had a header at all.
  private(set) var hasHeader = false
  /// Where each is found in the cleaned list: how it is called there, and later its index.
  private var targetNames: [String?] = []
  private(set) var targets: [Int?] = []
  private var addedNames: [String] = []
  private var indexes: [String: Int] = [:]

  /// Adds what a row of record 0 says. False when it says nothing that is known.
  mutating func add(_ row: Change) -> Bool {
    let after = String(decoding: row.after, as: UTF8.self)
    switch ChangeReason(rawValue: row.why) {
    case .columnAdded:
      addedNames.append(after)
      return true
    case .columnKept, .columnSplit, .columnLeftOut:
      guard indexes.updateValue(header.count, forKey: row.column) == nil else { return false }
      header.append(String(decoding: row.before, as: UTF8.self))
      targetNames.append(row.why == ChangeReason.columnKept.rawValue ? after : nil)
      if row.place != "0" { hasHeader = true }
      return true
    default:
      return false
    }
  }

  /// Finds the columns in the cleaned list.
  mutating func locate(in cleaned: [String]) throws(ReversalError) {
    let names = ColumnFates.designations(cleaned)
    for name in addedNames where !names.contains(name) { throw .noColumn(name) }
    targets = []
    for name in targetNames {
      guard let name else {
        targets.append(nil)
        continue
      }
      guard let index = names.firstIndex(of: name) else { throw .noColumn(name) }
      targets.append(index)
    }
  }

  /// The index of a column by what it is called; one beyond the header is called by its number.
  func index(of name: String) -> Int? {
    if let index = indexes[name] { return index }
    guard name.hasPrefix("#"), let number = Int(name.dropFirst()), number > header.count else { return nil }
    return number - 1
  }
}
