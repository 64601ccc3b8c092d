internal import Bytes
internal import CSV
internal import Duplicates
internal import Rules

/// Decides each record's outcome, in the list's order, and hands it on.
///
/// Where a record's outcome follows from those before it, it is written at once. Where it does not, the ledger looks at the rest of the
/// list first, and a second reading writes the outcomes.
struct Settler: ~Copyable {
  var tally = Tally()
  let plan: Plan
  let encoder: any RecordEncoder
  let present: PresentContacts
  private let maxRejects: Int?
  /// What is told of every record that is written, in a run that looks for people.
  private let search: PersonSearch?
  let merges: PersonMerges
  var output: [UInt8] = []
  var duplicates: [Finding] = []
  private var uniques: UniqueColumns
  /// What is told of a batch's records, where somebody asks for it.
  var telling: OutcomeTelling

  /// Who has which identity; nil when no two records are ever the same contact.
  var ledger: IdentityLedger?
  /// The record that is to be followed; nothing else is put out then.
  private let traced: Int?
  var trace: TracedRecord?

  init(_ cleaning: Cleaning, traced: Int? = nil, observation: Observation = Observation()) {
    telling = OutcomeTelling(plan: cleaning.plan, observation: observation)
    plan = cleaning.plan
    encoder = cleaning.encoder
    present = cleaning.present
    maxRejects = cleaning.maxRejects
    search = cleaning.search
    merges = cleaning.merges
    self.traced = traced
    uniques = UniqueColumns(plan: plan)
    if plan.identity != nil {
      ledger = IdentityLedger(
        choice: plan.choice, comparesNames: plan.comparesNames, needsFacts: plan.needsFacts, memory: cleaning.memory)
    }
  }

  /// Whether records are only looked at: the list is to be read again.
  var isLooking: Bool {
    switch ledger {
    case .some(let ledger): ledger.stage == .looking
    case nil: false
    }
  }

  /// The memory that keys are going to fill, as far as it is much; the settler's until it decides.
  var keyMemory: [KeyMemory] {
    switch ledger {
    case .some(let ledger): ledger.keyMemory
    case nil: []
    }
  }

  /// Whether nothing that is still to come matters.
  var isDone: Bool { traced != nil && trace != nil }

  /// Settles a batch.
  ///
  /// - Parameters:
  ///   - batch: the records as they were read.
  ///   - records: which of them `normalized` is about.
  ///   - chunk: the bytes that they were read from, when nobody can read them again.
  mutating func settle(
    _ normalized: borrowing NormalizedBatch, of batch: RecordBatch, records: Range<Int>, firstRowNumber: Int, chunk: Chunk?,
    to outcomes: inout some OutcomeSink & ~Copyable
  ) throws(RunError) {
    if ledger != nil {
      do { try take(normalized, firstRowNumber: firstRowNumber, chunk: chunk) } catch { throw .settling(error) }
      if isLooking { return }
    }
    output.removeAll(keepingCapacity: true)
    duplicates.removeAll(keepingCapacity: true)
    telling.beginBatch()
    let (wantsFindings, wantsDuplicates) = (outcomes.wantsFindings, outcomes.wantsDuplicates)
    var nextRejection = 0
    // Records that survive side by side are copied in one go, when nothing comes between them.
    var run = 0..<0
    var next = 0
    while next < normalized.count {
      if asksIdentityAlone {
        let stop = nextRejection < normalized.rejections.count ? normalized.rejections[nextRejection].index : normalized.count
        let end = ledger?.endOfWritten(from: next, to: stop) ?? stop
        if end > next {
          run = run.lowerBound..<normalized.outputRange(ofRecord: end - 1).upperBound
          tally.count(written: end - next)
          telling.tell(written: end - next)
          next = end
          continue
        }
      }
      let index = next
      next += 1
      let range = normalized.outputRange(ofRecord: index)
      let row = firstRowNumber + index
      let record = records.lowerBound + index
      if nextRejection < normalized.rejections.count, normalized.rejections[nextRejection].index == index {
        let reason = normalized.rejections[nextRejection].reason
        nextRejection += 1
        if row == traced { keep(record, of: batch, row: row, .rejected(reason.code), Span()) }
        tally.count(.rejected(reason.code))
        telling.tell(.rejected(reason.code))
        try outcomes.reject(reason, record: record, of: batch)
        continue
      }
      var fate = try self.fate(of: index, in: normalized, row: row)
      if fate.isWritten,
        let reason = uniques.repeatedValue(
          of: index, in: normalized, place: Place(rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record)), tally: &tally,
          warnings: &duplicates)
      {
        fate = .repeatedValue(reason)
      }
      if !merges.isEmpty, fate.isWritten { fate = personalFate(of: row, instead: fate) }
      if fate.isWritten, let search {
        search.enter(normalized.people, record: index, rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record))
      }
      if row == traced { keep(record, of: batch, row: row, fate.outcome, normalized[range]) }
      switch fate {
      case .written where traced == nil || row == traced:
        if encoder.separator.isEmpty || tally.written == 0 {
          run = run.lowerBound..<range.upperBound
        } else {
          output.append(copying: normalized[run])
          output += encoder.separator
          run = range
        }
        tally.count(.written)
        telling.tell(.written)
        continue
      case .written: tally.count(.written)
      case .merged(let others):
        output.append(copying: normalized[run])
        if !encoder.separator.isEmpty, tally.written > 0 { output += encoder.separator }
        let start = output.count
        let fields = try merge(row, with: others, line: batch.lineNumber(ofRecord: record))
        telling.tell(filled: fields, row: row, record: record, of: batch)
        if row == traced { trace?.encoded = output[start...] } else if traced != nil { output.removeLast(output.count - start) }
        run = range.upperBound..<range.upperBound
        tally.count(.written)
        continue
      case .replaced(let bytes):
        output.append(copying: normalized[run])
        if !encoder.separator.isEmpty, tally.written > 0 { output += encoder.separator }
        if traced == nil || row == traced { output += bytes }
        if row == traced { trace?.encoded = bytes[...] }
        run = range.upperBound..<range.upperBound
        tally.count(.written)
        telling.tell(filled: FieldBuffer(merges.fields(for: row) ?? []), row: row, record: record, of: batch)
        continue
      case .duplicate, .samePerson, .alreadyThere, .shared, .sharedWithTarget, .repeatedValue:
        tally.count(fate.outcome, reason: repeatCode)
        telling.tell(fate.outcome)
        if wantsFindings || wantsDuplicates || fate.isRejection {
          let finding = fate.finding(at: Place(rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record)), repeatCode: repeatCode)
          if wantsFindings { duplicates.append(finding) }
          if fate.isRejection {
            try outcomes.reject(finding, record: record, of: batch)
          } else if wantsDuplicates {
            try outcomes.duplicate(finding, record: record, of: batch)
          }
        }
      }
      output.append(copying: normalized[run])
      run = range.upperBound..<range.upperBound
    }
    output.append(copying: normalized[run])
    tally.count(normalized.counts)
    if telling.isAsked {
      try outcomes.settled(
        telling.batch(normalized.observed, firstRowNumber: firstRowNumber, of: batch, records: records, repeatCode: repeatCode))
    }
    try outcomes.write(output, findings: merged(normalized.findings))
    if let reason = normalized.abortion ?? uniques.abortion { throw .aborted(reason) }
    if let maxRejects, tally.rejected > maxRejects { throw .tooManyRejects(limit: maxRejects) }
    ledger?.endBatch(lastRowNumber: firstRowNumber + normalized.count - 1)
  }

  /// Whether a record that is the first with its identity is written as it is, whatever else is known of it.
  private var asksIdentityAlone: Bool {
    present.isEmpty && uniques.isEmpty && merges.isEmpty && search == nil && traced == nil && encoder.separator.isEmpty
  }

  private mutating func keep(_ record: Int, of batch: RecordBatch, row: Int, _ outcome: Outcome, _ encoded: Span<UInt8>) {
    trace = TracedRecord(
      place: Place(rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record)),
      fields: batch.strings(ofRecord: record), outcome: outcome,
      encoded: unsafe encoded.withUnsafeBufferPointer { unsafe [UInt8]($0)[...] })
  }

  /// Why a record is another one's duplicate.
  private var repeatCode: FindingCode {
    if case .columns = plan.identity { .sameValues } else { .sameNumber }
  }

  /// A batch's findings with what was found here among them, in the order of the records.
  private func merged(_ findings: [Finding]) -> [Finding] {
    guard !duplicates.isEmpty else { return findings }
    var merged: [Finding] = []
    var rest = duplicates[...]
    for finding in findings {
      while let next = rest.first, next.place.rowNumber < finding.place.rowNumber {
        merged.append(next)
        rest.removeFirst()
      }
      merged.append(finding)
    }
    return merged + rest
  }
}
