/// A sample read with one dialect, and what that looks like.
struct DialectTrial {
  let dialect: Dialect
  private(set) var batch = RecordBatch()
  /// The records that count: all, or all but the last when that may be cut off.
  private(set) var count = 0

  init(_ text: [UInt8], dialect: Dialect, isWhole: Bool) {
    self.dialect = dialect
    var chunk = Chunk()
    chunk.bytes = text
    var parser = ChunkParser(dialect: dialect, checksText: false)
    parser.parse(&chunk, into: &batch)
    count = isWhole || batch.count < 2 ? batch.count : batch.count - 1
  }

  /// The number of fields that most records have, and how many have it. Of two as frequent ones the larger.
  var mode: (fields: Int, records: Int) {
    var tally: [Int: Int] = [:]
    for index in 0..<count { tally[batch.fieldCount(ofRecord: index), default: 0] += 1 }
    let best = tally.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return best.map { ($0.key, $0.value) } ?? (0, 0)
  }

  /// The number of records that are malformed in this dialect.
  var malformedCount: Int {
    var seen = -1
    var malformed = 0
    for finding in batch.findings where finding.recordIndex < count && finding.recordIndex != seen {
      seen = finding.recordIndex
      malformed += 1
    }
    return malformed
  }

  func bytes(_ field: Int, _ record: Int) -> ArraySlice<UInt8> { batch.bytes[batch.range(ofField: field, inRecord: record)] }

  /// Fields of all records that count, by what is asked of each.
  func fields(where isWanted: (ArraySlice<UInt8>, _ isQuoted: Bool) -> Bool) -> (wanted: Int, all: Int) {
    var wanted = 0
    var all = 0
    for record in 0..<count {
      for field in 0..<batch.fieldCount(ofRecord: record) {
        all += 1
        if isWanted(bytes(field, record), batch.wasQuoted(field: field, inRecord: record)) { wanted += 1 }
      }
    }
    return (wanted, all)
  }

  var quotedFields: (wanted: Int, all: Int) { fields { $1 } }
}
