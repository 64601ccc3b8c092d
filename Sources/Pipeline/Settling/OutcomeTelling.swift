internal import CSV

/// What a settler tells of each record of a batch, where somebody asks for it; nothing of it costs a run in which nobody does.
struct OutcomeTelling {
  let isAsked: Bool
  /// Compares survivors that were filled in from others, which no worker has seen; nil where nobody asks for changes.
  private let changes: ChangeRecorder?
  private var outcomes: [Outcome] = []
  /// The changes of such survivors, by their place in the batch.
  private var changesOfFilled: [Int: [UInt8]] = [:]

  init(plan: Plan, observation: Observation) {
    isAsked = observation.isNeeded
    changes = observation.changes.map { ChangeRecorder(plan: plan, style: $0) }
  }

  mutating func beginBatch() {
    outcomes.removeAll(keepingCapacity: true)
    changesOfFilled.removeAll()
  }

  mutating func tell(_ outcome: Outcome) {
    if isAsked { outcomes.append(outcome) }
  }

  /// Tells of some records that are written.
  mutating func tell(written count: Int) {
    if isAsked { outcomes.append(contentsOf: repeatElement(.written, count: count)) }
  }

  /// Tells of a record that is written with its blanks filled from others.
  mutating func tell(filled fields: borrowing FieldBuffer, row: Int, record: Int, of batch: RecordBatch) {
    guard isAsked else { return }
    if let changes {
      let view = BatchFields(batch)
      let source = SourceRecord(view.record(record), rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record))
      var observed = ObservedBatch()
      changes.compare(source, with: fields, notes: [], into: &observed)
      changesOfFilled[outcomes.count] = observed.changes
    }
    outcomes.append(.written)
  }

  /// The batch, once every record of it has been told.
  func batch(
    _ observed: ObservedBatch, firstRowNumber: Int, of batch: RecordBatch, records: Range<Int>, repeatCode: FindingCode
  ) -> SettledBatch {
    SettledBatch(
      outcomes: outcomes, observed: observed, repeatCode: repeatCode, changesOfFilled: changesOfFilled, firstRowNumber: firstRowNumber,
      batch: batch, records: records)
  }
}
