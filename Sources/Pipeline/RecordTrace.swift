public import CSV
internal import Duplicates
internal import Rules

/// One record's way through every stage: what came in, what was noticed and decided, what went out.
public struct RecordTrace: Sendable {
  public let place: Place
  /// The record's fields as they were read, as many as there are.
  public let fields: [String]
  /// Which phone a field holds, by its index, where a label beside it says so.
  public let labelledPhones: [Int: String]
  public let findings: [Finding]
  public let outcome: Outcome
  /// The record as it was encoded for the output; empty when it was rejected.
  public let encoded: String
}

extension Cleaning {
  /// Follows one record through the list. Reads the list up to it, since an earlier record may have its number.
  ///
  /// - Parameter rowNumber: the record, counted from 1, the header not counted.
  /// - Returns: nil when the list has fewer records.
  public func trace<Source: ByteSource & ~Copyable>(
    rowNumber: Int, in list: consuming ListReader<Source>
  ) throws(RunError) -> RecordTrace? {
    var reading = ListPass(dialect: list.detection.dialect)
    var normalizer = Normalizer(plan: plan, encoder: encoder, keepsFindings: true)
    var normalized = NormalizedBatch()
    var seen = ExactSet()
    while try Self.next(&reading, of: &list) {
      normalizer.normalize(reading.batch, records: reading.records, firstRowNumber: reading.firstRowNumber, into: &normalized)
      for index in 0..<normalized.count {
        let row = reading.firstRowNumber + index
        let holder = normalized.keys[index].flatMap { seen.enter($0, rowNumber: row) }
        guard row == rowNumber else { continue }
        let record = reading.records.lowerBound + index
        let isThere = normalized.keys[index].flatMap(present.place(of:)) != nil
        let rejection = normalized.rejections.first { $0.index == index }?.reason.code
        return RecordTrace(
          place: Place(rowNumber: row, lineNumber: reading.batch.lineNumber(ofRecord: record)),
          fields: (0..<reading.batch.fieldCount(ofRecord: record)).map { reading.batch.string(ofField: $0, inRecord: record) },
          labelledPhones: normalizer.labelledPhones(ofRecord: record, in: reading.batch).mapValues(\.rawValue),
          findings: normalized.findings.filter { $0.place.rowNumber == row },
          outcome: rejection.map { .rejected($0) } ?? (isThere ? .alreadyThere : nil) ?? holder.map { .duplicate(of: $0) } ?? .written,
          encoded: String(decoding: normalized.output[normalized.outputRange(ofRecord: index)], as: UTF8.self))
      }
    }
    return nil
  }

  private static func next<Source: ByteSource & ~Copyable>(
    _ reading: inout ListPass, of list: inout ListReader<Source>
  ) throws(RunError) -> Bool {
    do { return try reading.next(of: &list) } catch { throw .input(error) }
  }
}
