internal import CSV
internal import Duplicates

/// Decides each record's outcome, in the list's order, and hands it on.
struct Settler {
  private(set) var tally = Tally()
  private var seen = ExactSet()
  private let maxRejects: Int?
  private var output: [UInt8] = []
  private var duplicates: [Finding] = []

  init(maxRejects: Int?) {
    self.maxRejects = maxRejects
  }

  mutating func settle(
    _ normalized: NormalizedBatch, of batch: RecordBatch, firstRowNumber: Int, separator: [UInt8],
    to outcomes: inout some OutcomeSink & ~Copyable
  ) throws(RunError) {
    output.removeAll(keepingCapacity: true)
    duplicates.removeAll(keepingCapacity: true)
    var rejections = normalized.rejections[...]
    for index in 0..<normalized.count {
      if let rejection = rejections.first, rejection.index == index {
        rejections.removeFirst()
        tally.count(.rejected(rejection.reason.code))
        try outcomes.reject(rejection.reason, record: index, of: batch)
      } else if let key = normalized.keys[index], let holder = seen.enter(key, rowNumber: firstRowNumber + index) {
        tally.count(.duplicate(of: holder))
        guard outcomes.wantsFindings else { continue }
        let place = Place(rowNumber: firstRowNumber + index, lineNumber: batch.lineNumber(ofRecord: index))
        duplicates.append(Finding(code: .sameNumber, place: place, detail: String(holder)))
      } else {
        if tally.written > 0 { output += separator }
        output += normalized.output[normalized.outputRange(ofRecord: index)]
        tally.count(.written)
      }
    }
    for (code, count) in normalized.counts { tally.count(code, times: count) }
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
