internal import CSV
internal import Duplicates
internal import Rules

/// Decides each record's outcome, in the list's order, and hands it on.
struct Settler {
  private(set) var tally = Tally()
  private var seen = ExactSet()
  private let present: PresentContacts
  private let maxRejects: Int?
  private let separator: [UInt8]
  private var output: [UInt8] = []
  private var duplicates: [Finding] = []
  /// For each record of the batch, the row number of the one that holds its key already.
  private var holders: [Int?] = []

  /// What is told of every record that is written, in a run that looks for people.
  private let search: PersonSearch?
  private let merges: PersonMerges

  /// The columns of which no value may stand in two records, and who had each value first.
  private var uniques: [UniqueColumn]

  private struct UniqueColumn {
    let name: String
    let severity: Severity
    var seen = ExactSet()
  }

  /// - Parameter separator: what stands between two written records.
  init(
    plan: Plan, maxRejects: Int?, separator: [UInt8], present: PresentContacts, search: PersonSearch? = nil,
    merges: PersonMerges = PersonMerges()
  ) {
    self.present = present
    self.search = search
    self.merges = merges
    self.maxRejects = maxRejects
    self.separator = separator
    uniques =
      plan.work?.uniqueColumns.map { column in
        let severity = Severity(column.severity)
        return UniqueColumn(
          name: plan.columns[column.index].name, severity: plan.isStrict && severity == .warning ? .error : severity)
      } ?? []
  }

  /// Settles a batch.
  ///
  /// - Parameters:
  ///   - batch: the records as they were read.
  ///   - records: which of them `normalized` is about.
  mutating func settle(
    _ normalized: NormalizedBatch, of batch: RecordBatch, records: Range<Int>, firstRowNumber: Int,
    to outcomes: inout some OutcomeSink & ~Copyable
  ) throws(RunError) {
    output.removeAll(keepingCapacity: true)
    duplicates.removeAll(keepingCapacity: true)
    seen.enter(normalized.keys.span, firstRowNumber: firstRowNumber, results: &holders)
    var nextRejection = 0
    // Records that survive side by side are copied in one go, when nothing comes between them.
    var run = 0..<0
    for index in 0..<normalized.count {
      let range = normalized.outputRange(ofRecord: index)
      if nextRejection < normalized.rejections.count, normalized.rejections[nextRejection].index == index {
        let reason = normalized.rejections[nextRejection].reason
        nextRejection += 1
        tally.count(.rejected(reason.code))
        try outcomes.reject(reason, record: records.lowerBound + index, of: batch)
      } else if let place = present.isEmpty ? nil : normalized.keys[index].flatMap(present.place(of:)) {
        tally.count(.alreadyThere)
        output += normalized.output[run]
        run = range.upperBound..<range.upperBound
        try note(.alreadyThere, detail: place, row: firstRowNumber + index, record: records.lowerBound + index, of: batch, to: &outcomes)
      } else if let holder = holders[index] {
        tally.count(.duplicate(of: holder))
        output += normalized.output[run]
        run = range.upperBound..<range.upperBound
        try note(
          .sameNumber, detail: String(holder), row: firstRowNumber + index, record: records.lowerBound + index, of: batch, to: &outcomes)
      } else if let reason = repeatedValue(of: index, in: normalized, row: firstRowNumber + index, of: batch, records: records) {
        tally.count(.rejected(reason.code))
        output += normalized.output[run]
        run = range.upperBound..<range.upperBound
        duplicates.append(reason)
        try outcomes.reject(reason, record: records.lowerBound + index, of: batch)
      } else if let survivor = merges.isEmpty ? nil : merges.survivor(for: firstRowNumber + index) {
        tally.count(.samePerson(as: survivor))
        output += normalized.output[run]
        run = range.upperBound..<range.upperBound
        try note(
          .samePerson, detail: String(survivor), row: firstRowNumber + index, record: records.lowerBound + index, of: batch, to: &outcomes)
      } else {
        if separator.isEmpty || tally.written == 0 {
          run = run.lowerBound..<range.upperBound
        } else {
          output += normalized.output[run]
          output += separator
          run = range
        }
        if let replacement = merges.isEmpty ? nil : merges.replacement(for: firstRowNumber + index) {
          output += normalized.output[run.lowerBound..<range.lowerBound]
          output += replacement
          run = range.upperBound..<range.upperBound
        }
        tally.count(.written)
        search?.enter(
          normalized.people, record: index, rowNumber: firstRowNumber + index,
          lineNumber: batch.lineNumber(ofRecord: records.lowerBound + index))
      }
    }
    output += normalized.output[run]
    tally.count(normalized.counts)
    try outcomes.write(output, findings: merged(normalized.findings))
    if let reason = normalized.abortion { throw .aborted(reason) }
    if let maxRejects, tally.rejected > maxRejects { throw .tooManyRejects(limit: maxRejects) }
  }

  /// Says of a record that it is a duplicate, as far as anybody asks.
  private mutating func note(
    _ code: FindingCode, detail: @autoclosure () -> String, row: Int, record: Int, of batch: RecordBatch,
    to outcomes: inout some OutcomeSink & ~Copyable
  ) throws(RunError) {
    guard outcomes.wantsFindings || outcomes.wantsDuplicates else { return }
    let finding = Finding(code: code, place: Place(rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record)), detail: detail())
    if outcomes.wantsFindings { duplicates.append(finding) }
    if outcomes.wantsDuplicates { try outcomes.duplicate(finding, record: record, of: batch) }
  }

  /// Enters a record's values into the columns whose values are unique.
  ///
  /// - Returns: what rejects the record, because an earlier one has a value of it; what is only a warning is noted.
  private mutating func repeatedValue(
    of index: Int, in normalized: NormalizedBatch, row: Int, of batch: RecordBatch, records: Range<Int>
  ) -> Finding? {
    var reason: Finding?
    for column in uniques.indices {
      guard let key = normalized.uniqueKeys[index * uniques.count + column], let holder = uniques[column].seen.enter(key, rowNumber: row)
      else { continue }
      let place = Place(rowNumber: row, lineNumber: batch.lineNumber(ofRecord: records.lowerBound + index), column: uniques[column].name)
      let finding = Finding(
        code: .checkFailed, severity: uniques[column].severity, place: place,
        detail: "record \(holder) has the same \(uniques[column].name)")
      var counts = FindingCounts()
      counts.add(.checkFailed)
      tally.count(counts)
      if finding.severity == .error { reason = reason ?? finding } else { duplicates.append(finding) }
    }
    return reason
  }

  /// A batch's findings with its duplicates among them, in the order of the records.
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
