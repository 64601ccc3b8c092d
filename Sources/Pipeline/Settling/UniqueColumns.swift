internal import Duplicates
internal import Rules

/// The columns of which no value may stand in two records, and who had each value first.
struct UniqueColumns {
  private struct Column {
    let name: String
    let severity: Severity
    /// Whether a value that comes again ends the run.
    let aborts: Bool
    var seen = ExactSet()
  }

  private var columns: [Column]
  /// The first value that came again where none may, which ends the run.
  private(set) var abortion: Finding?

  init(plan: Plan) {
    columns =
      plan.work?.uniqueColumns.map { column in
        let severity = Severity(column.severity)
        return Column(
          name: plan.columns[column.index].name, severity: plan.isStrict && severity == .warning ? .error : severity,
          aborts: column.severity == .abort)
      } ?? []
  }

  var isEmpty: Bool { columns.isEmpty }

  /// Enters a record's values.
  ///
  /// - Returns: what rejects the record, because an earlier one has a value of it; what is only a warning goes to `warnings`.
  mutating func repeatedValue(
    of index: Int, in normalized: borrowing NormalizedBatch, place: @autoclosure () -> Place, tally: inout Tally, warnings: inout [Finding]
  ) -> Finding? {
    var reason: Finding?
    for column in columns.indices {
      guard let key = normalized.uniqueKeys[index * columns.count + column] else { continue }
      var place = place()
      guard let holder = columns[column].seen.enter(key, rowNumber: place.rowNumber) else { continue }
      place.column = columns[column].name
      let finding = Finding(
        code: .checkFailed, severity: columns[column].severity, place: place,
        detail: "record \(holder) has the same \(columns[column].name)")
      var counts = FindingCounts()
      counts.add(.checkFailed)
      tally.count(counts)
      if columns[column].aborts { abortion = abortion ?? finding }
      if finding.severity == .error { reason = reason ?? finding } else { warnings.append(finding) }
    }
    return reason
  }
}
