internal import CSV
internal import Duplicates

/// Decides each record's outcome, in the list's order, and hands it on.
struct Settler {
  private(set) var tally = Tally()
  private var seen = ExactSet()
  private let maxRejects: Int?
  private let separator: [UInt8]
  private var output: [UInt8] = []
  private var duplicates: [Finding] = []
  /// For each record of the batch, the row number of the one that holds its key already.
  private var holders: [Int?] = []

  /// - Parameter separator: what stands between two written records.
  init(maxRejects: Int?, separator: [UInt8]) {
    self.maxRejects = maxRejects
    self.separator = separator
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
      } else if let holder = holders[index] {
        tally.count(.duplicate(of: holder))
        output += normalized.output[run]
        run = range.upperBound..<range.upperBound
        guard outcomes.wantsFindings else { continue }
        let line = batch.lineNumber(ofRecord: records.lowerBound + index)
        duplicates.append(
          Finding(code: .sameNumber, place: Place(rowNumber: firstRowNumber + index, lineNumber: line), detail: String(holder)))
      } else {
        if separator.isEmpty || tally.written == 0 {
          run = run.lowerBound..<range.upperBound
        } else {
          output += normalized.output[run]
          output += separator
          run = range
        }
        tally.count(.written)
      }
    }
    output += normalized.output[run]
    tally.count(normalized.counts)
    try outcomes.write(output, findings: merged(normalized.findings))
    if let maxRejects, tally.rejected > maxRejects { throw .tooManyRejects(limit: maxRejects) }
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
