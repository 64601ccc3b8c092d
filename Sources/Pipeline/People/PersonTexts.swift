internal import Duplicates

/// What matching is told of each record of a batch: the cleaned values that tell people apart, by what they say.
struct PersonTexts: Sendable {
  private var bytes: [UInt8] = []
  private var fields: [(role: ContactRole, end: Int)] = []
  /// For each record, how many fields lie before its end.
  private var recordEnds: [Int] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    recordEnds.removeAll(keepingCapacity: true)
  }

  /// Adds a value of the record that is being described.
  mutating func append(_ text: Span<UInt8>, as role: ContactRole) {
    guard !text.isEmpty else { return }
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    fields.append((role, bytes.count))
  }

  /// Ends a record, which may have no values at all.
  mutating func endRecord() { recordEnds.append(fields.count) }

  /// Hands over the values of a record.
  func forEach(ofRecord index: Int, _ body: (ContactRole, Span<UInt8>) -> Void) {
    let first = index == 0 ? 0 : recordEnds[index - 1]
    var start = first == 0 ? 0 : fields[first - 1].end
    for field in first..<recordEnds[index] {
      body(fields[field].role, bytes.span.extracting(start..<fields[field].end))
      start = fields[field].end
    }
  }
}
