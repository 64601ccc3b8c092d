internal import CSV
internal import Rules

/// Compares each record with what was made of it: which cells changed and, where a file of changes is written, its rows.
///
/// One per worker; it knows nothing of a record's outcome, which is settled later.
struct ChangeRecorder: Sendable {
  private let fates: ColumnFates
  /// Nil when the changes are counted only.
  private let writer: RecordWriter?

  init(plan: Plan, style: OutputStyle?) {
    fates = ColumnFates(plan)
    writer = style.map { RecordWriter(style: $0) }
  }

  /// - Parameters:
  ///   - fields: what goes out.
  ///   - notes: what was noticed about the record.
  ///   - observed: is told of the changes; the caller ends the record there.
  func compare(_ record: SourceRecord, with fields: borrowing FieldBuffer, notes: [FindingLog.Note], into observed: inout ObservedBatch) {
    for column in fates.fates.indices {
      let before = record.cell(column)
      let isMissing = column == record.fieldCount
      switch fates.fates[column] {
      case .leftOut:
        if !before.isEmpty || isMissing {
          put(record, column, before, Span(), [isMissing ? FindingCode.tooFewFields.name : ChangeReason.columnLeftOut.rawValue], &observed)
        }
      case .split(let targets):
        guard !before.isEmpty || isMissing else { continue }
        let after = joined(targets, of: fields)
        if !before.hasSameBytes(as: after.span) { observed.changedColumns.append(UInt16(truncatingIfNeeded: column)) }
        put(record, column, before, after.span, reasons(isMissing, column, nil, before, after.span, notes), &observed)
      case .written(let target):
        let after = fields[target]
        let isSame = before.hasSameBytes(as: after)
        if !isSame { observed.changedColumns.append(UInt16(truncatingIfNeeded: column)) }
        if !isSame || isMissing {
          put(record, column, before, after, reasons(isMissing, column, target, before, after, notes), &observed)
        }
      }
    }
    guard record.fieldCount > fates.fates.count else { return }
    for column in fates.fates.count..<record.fieldCount {
      put(record, column, record.cell(column), Span(), [ChangeReason.columnLeftOut.rawValue], &observed)
    }
  }

  /// The parts of a name, a space between two.
  private func joined(_ targets: [Int], of fields: borrowing FieldBuffer) -> [UInt8] {
    var joined: [UInt8] = []
    for target in targets where !fields.range(of: target).isEmpty {
      if !joined.isEmpty { joined.append(0x20) }
      let field = fields[target]
      for index in field.indices { joined.append(field[index]) }
    }
    return joined
  }

  /// What changed a cell: what was mended, or else what was noticed, or else what is to be seen.
  ///
  /// - Parameter isMissing: whether the record ends before this cell, which is all that is said then.
  private func reasons(
    _ isMissing: Bool, _ column: Int, _ target: Int?, _ before: Span<UInt8>, _ after: Span<UInt8>, _ notes: [FindingLog.Note]
  ) -> [String] {
    guard writer != nil else { return [] }
    if isMissing { return [FindingCode.tooFewFields.name] }
    // A whole name whose parts are what it was.
    if before.hasSameBytes(as: after) { return [ChangeReason.columnSplit.rawValue] }
    let codes = notes.filter { $0.isOfOutput ? $0.column == target : $0.column == column }.map(\.code)
    var names: [String] = []
    for code in codes where code.severity == .fixed && !names.contains(code.name) { names.append(code.name) }
    if names.isEmpty { for code in codes where !names.contains(code.name) { names.append(code.name) } }
    if !names.isEmpty { return names }
    return [(before.isEmpty ? ChangeReason.valueFilled : after.isEmpty ? .valueEmptied : .valueRewritten).rawValue]
  }

  private func put(
    _ record: SourceRecord, _ column: Int, _ before: Span<UInt8>, _ after: Span<UInt8>, _ reasons: [String],
    _ observed: inout ObservedBatch
  ) {
    guard let writer else { return }
    // People open this file with a spreadsheet; taking changes back takes the guards off again.
    var guarding = GuardingWriter(writer)
    let name = column < fates.names.count ? fates.names[column] : "#\(column + 1)"
    for text in [String(record.rowNumber), String(record.lineNumber), name] {
      guarding.append(field: Array(text.utf8).span, to: &observed.changes)
    }
    guarding.append(field: before, to: &observed.changes)
    guarding.append(field: after, to: &observed.changes)
    guarding.append(field: Array(reasons.joined(separator: "; ").utf8).span, to: &observed.changes)
    guarding.endRecord(in: &observed.changes)
  }
}

extension FieldBuffer {
  /// Fields of some texts.
  init(_ texts: [String]) {
    self.init()
    for text in texts { append(text.utf8) }
  }
}

extension RecordWriter {
  /// A writer in the style of an output, with quotes only where they are needed.
  init(style: OutputStyle) { self.init(delimiter: style.delimiter, lineEnd: style.lineEnd == .crlf ? .crlf : .lf) }

  /// Appends a whole record of texts.
  mutating func append(record texts: [String], to buffer: inout [UInt8]) {
    for text in texts { append(field: Array(text.utf8).span, to: &buffer) }
    endRecord(in: &buffer)
  }
}
