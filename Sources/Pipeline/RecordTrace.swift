public import CSV
internal import Rules

/// One record's way through every stage: what came in, what was noticed and decided, what went out.
public struct RecordTrace: Sendable {
  public let place: Place
  /// The record's fields as they were read, as many as there are.
  public let fields: [String]
  /// Which phone a field holds, by its index, where a label beside it says so.
  public let labelledPhones: [Int: String]
  /// What was noticed about it, the reason among it when it is not written.
  public let findings: [Finding]
  public let outcome: Outcome
  /// The record as it was encoded for the output; empty when it was rejected.
  public let encoded: String
}

extension Cleaning {
  /// Follows one record through the list, which is read up to it, since an earlier record may have its number; or whole, and twice, where
  /// a later one has a say.
  ///
  /// - Parameters:
  ///   - rowNumber: the record, counted from 1, the header not counted.
  ///   - again: opens the list once more, where that can be done.
  /// - Returns: nil when the list has fewer records.
  public func trace<Source: ByteSource & SendableMetatype & ~Copyable>(
    rowNumber: Int, in list: consuming ListReader<Source>, again: (() throws(InputError) -> ListReader<Source>)? = nil
  ) throws(RunError) -> RecordTrace? {
    let settlement = try settle(
      list, again: again, Settlement(settler: Settler(self, traced: rowNumber), outcomes: FindingsOfRecord(rowNumber: rowNumber)), jobs: 1)
    guard let record = settlement.settler.trace else { return nil }
    return RecordTrace(
      place: record.place, fields: record.fields, labelledPhones: plan.labelledPhones(in: record.fields).mapValues(\.rawValue),
      findings: settlement.outcomes.findings, outcome: record.outcome,
      encoded: String(decoding: record.encoded, as: UTF8.self))
  }
}

/// Keeps what is noticed about one record.
private struct FindingsOfRecord: OutcomeSink {
  let rowNumber: Int
  private(set) var findings: [Finding] = []
  var wantsFindings: Bool { true }
  var wantsDuplicates: Bool { false }

  init(rowNumber: Int) { self.rowNumber = rowNumber }

  mutating func begin(_ opening: [UInt8]) throws(RunError) {}
  mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) {}
  mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    self.findings += findings.lazy.filter { $0.place.rowNumber == rowNumber }
  }
}
