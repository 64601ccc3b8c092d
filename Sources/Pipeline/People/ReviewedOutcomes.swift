public import CSV

/// Outcomes with something that is to be written when the list has ended, before what was made of it is given its name: a review that is
/// lost would leave a list that looks looked through.
public struct ReviewedOutcomes<Outcomes: OutcomeSink & ~Copyable, File: ByteSink & ~Copyable>: ~Copyable, OutcomeSink {
  private var outcomes: Outcomes
  private var file: File?
  private let text: Text

  /// Hands a review over, piece by piece.
  public typealias Text = @Sendable (_ put: ([UInt8]) throws(OutputError) -> Void) throws(OutputError) -> Void

  /// - Parameters:
  ///   - file: where the review goes; nil for nowhere.
  ///   - text: the review, asked for once all records have been settled.
  public init(_ outcomes: consuming Outcomes, file: consuming File?, text: @escaping Text) {
    self.outcomes = outcomes
    self.file = file
    self.text = text
  }

  public var wantsFindings: Bool { outcomes.wantsFindings }
  public var wantsDuplicates: Bool { outcomes.wantsDuplicates }
  public var observation: Observation { outcomes.observation }
  public mutating func begin(_ opening: [UInt8]) throws(RunError) { try outcomes.begin(opening) }

  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    try outcomes.write(records, findings: findings)
  }

  public mutating func settled(_ batch: SettledBatch) throws(RunError) { try outcomes.settled(batch) }

  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try outcomes.reject(reason, record: index, of: batch)
  }

  public mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try outcomes.duplicate(reason, record: index, of: batch)
  }

  public mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) {
    if file != nil {
      do throws(OutputError) {
        try text { bytes throws(OutputError) in try file?.write(bytes) }
        try file?.commit()
      } catch {
        throw .output(error)
      }
    }
    try outcomes.end(closing, tally: tally)
  }
}

/// Outcomes that nobody asks for: of a run that only looks.
struct NoOutcomes: OutcomeSink {
  var wantsFindings: Bool { false }
  var wantsDuplicates: Bool { false }
  mutating func begin(_ opening: [UInt8]) throws(RunError) {}
  mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {}
  mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) {}
}
