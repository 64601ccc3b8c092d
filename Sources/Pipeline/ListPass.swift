internal import CSV

/// Reads a list from its beginning to its end on one thread, part after part.
struct ListPass: ~Copyable {
  private var parser: ChunkParser
  private var part = ListPart()
  private(set) var batch = RecordBatch()
  /// Which of the batch's records are the list's.
  private(set) var records = 0..<0
  /// How many records were read.
  private(set) var rowCount = 0

  private let copiesChunks: Bool
  /// The bytes that the records were read from, when they were asked for.
  private(set) var chunk: Chunk?

  /// - Parameter copiesChunks: whether to keep each part's bytes as they were read.
  init(dialect: Dialect, copiesChunks: Bool = false) {
    parser = ChunkParser(dialect: dialect)
    self.copiesChunks = copiesChunks
  }

  /// Reads the next part. False at the list's end.
  mutating func next<Source: ByteSource & ~Copyable>(of list: inout ListReader<Source>) throws(InputError) -> Bool {
    guard try list.next(into: &part) else { return false }
    if copiesChunks { chunk = part.chunk }
    records = part.parse(with: &parser, into: &batch)
    rowCount += records.count
    return true
  }

  /// The row number (1-based) of the part's first record.
  var firstRowNumber: Int { part.firstRowNumber }

  /// The row number (1-based) of a record of the batch.
  func rowNumber(of record: Int) -> Int { part.firstRowNumber + record - records.lowerBound }
}
