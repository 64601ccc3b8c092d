public import CSV
public import Pipeline

/// Lets records through in which a boundary does not occur, and ends the run at the first in which it does.
public struct BoundaryGuard<Outcomes: OutcomeSink & ~Copyable>: ~Copyable, OutcomeSink {
  private var outcomes: Outcomes
  private let boundary: Boundary?
  public var wantsFindings: Bool { outcomes.wantsFindings }
  public var wantsDuplicates: Bool { outcomes.wantsDuplicates }
  public var observation: Observation { outcomes.observation }

  /// - Parameter boundary: nil where records may hold any text.
  public init(_ outcomes: consuming Outcomes, boundary: Boundary?) {
    self.outcomes = outcomes
    self.boundary = boundary
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) { try outcomes.begin(opening) }

  // A boundary has no line break in it and a batch ends with one: it cannot lie across two batches.
  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    if let boundary, boundary.occurs(in: records) { throw .forbiddenText(boundary.text) }
    try outcomes.write(records, findings: findings)
  }

  public mutating func settled(_ batch: SettledBatch) throws(RunError) { try outcomes.settled(batch) }

  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try outcomes.reject(reason, record: index, of: batch)
  }

  public mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try outcomes.duplicate(reason, record: index, of: batch)
  }

  public mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) { try outcomes.end(closing, tally: tally) }
}
