public import CSV
public import Rules

/// Hands outcomes on, and writes a file of changes beside them, if one is wanted. `ChangesColumn` says what stands in it.
public struct ChangesOutput<Base: OutcomeSink & ~Copyable, File: ByteSink & ~Copyable>: ~Copyable, OutcomeSink {
  private var base: Base
  private var file: File?
  private let style: OutputStyle
  private let columns: [[String]]
  private var buffer: [UInt8] = []

  /// - Parameters:
  ///   - file: takes the changes, in the style of the cleaned list; nil when nobody wants them.
  ///   - headerLine: the line of the list's header (1-based); nil where it has none.
  public init(_ base: consuming Base, changes file: consuming File?, plan: Plan, style: OutputStyle, headerLine: Int?) {
    columns = file == nil ? [] : ColumnFates(plan).rows(header: plan.header, line: headerLine)
    self.base = base
    self.file = file
    self.style = style
  }

  public var wantsFindings: Bool { base.wantsFindings }
  public var wantsDuplicates: Bool { base.wantsDuplicates }

  public var observation: Observation {
    let own = file == nil ? Observation(findingsPerCode: 0) : Observation(tellsOutcomes: true, changes: style, findingsPerCode: 0)
    return own.union(base.observation)
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) {
    if file != nil {
      var writer = GuardingWriter(RecordWriter(style: style))
      for row in [ChangesColumn.names] + columns { writer.append(record: row, to: &buffer) }
    }
    try base.begin(opening)
  }

  public mutating func settled(_ batch: SettledBatch) throws(RunError) {
    if file != nil {
      var writer = GuardingWriter(RecordWriter(style: style))
      for (index, outcome) in batch.outcomes.enumerated() {
        guard let reason = outcome.reason(repeat: batch.repeatCode) else {
          buffer += batch.changes(ofRecord: index)
          continue
        }
        let place = batch.place(ofRecord: index)
        writer.append(record: [String(place.rowNumber), String(place.lineNumber), "", "", "", reason.name], to: &buffer)
      }
      do { try file?.write(buffer) } catch { throw .output(error) }
      buffer.removeAll(keepingCapacity: true)
    }
    try base.settled(batch)
  }

  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) { try base.write(records, findings: findings) }

  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try base.reject(reason, record: index, of: batch)
  }

  public mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try base.duplicate(reason, record: index, of: batch)
  }

  public mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) {
    if file != nil {
      var writer = GuardingWriter(RecordWriter(style: style))
      writer.append(record: [String(tally.read), "", "", "", "", ChangeReason.listEnd.rawValue], to: &buffer)
      do throws(OutputError) {
        try file?.write(buffer)
        // Before the list itself: one whose changes are lost could not be taken back.
        try file?.commit()
      } catch {
        throw .output(error)
      }
    }
    try base.end(closing, tally: tally)
  }
}

extension Outcome {
  /// Why the record is not in the cleaned list; nil when it is.
  ///
  /// - Parameter code: what being another one's duplicate goes by.
  fileprivate func reason(repeat code: FindingCode) -> FindingCode? {
    switch self {
    case .written: nil
    case .rejected(let reason): reason
    case .duplicate: code
    case .samePerson: .samePerson
    case .alreadyThere: .alreadyThere
    }
  }
}
