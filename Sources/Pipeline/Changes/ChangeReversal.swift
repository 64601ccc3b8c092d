public import CSV

/// Gives a list's records back from the cleaned list and its changes: those that were written, with the columns that they had.
///
/// Both files are read side by side, so that memory does not grow with them.
public struct ChangeReversal: Sendable {
  public init() {}

  /// - Parameters:
  ///   - cleaned: the cleaned list as it was written, in UTF-8.
  ///   - changes: the file of changes that was written with it.
  ///   - output: takes the records, in the cleaned list's style of CSV.
  /// - Returns: how many records were written back.
  public func run<Cleaned: ByteSource & ~Copyable, Changes: ByteSource & ~Copyable, Output: ByteSink & ~Copyable>(
    _ cleaned: consuming Cleaned, changes: consuming Changes, to output: consuming Output
  ) throws(ReversalError) -> Int {
    let source: SampledSource<Changes>
    do { source = try SampledSource(changes, sampleSize: 64) } catch { throw .changes(error) }
    // Both files are written with the same delimiter, which stands behind a word that is known.
    guard let first = ChangesColumn.names.first, let delimiter = Self.delimiter(behind: first, in: source.sample) else {
      throw .noChanges
    }
    let dialect = Dialect(delimiter: delimiter)
    var changes = ChangeReader(source, dialect: dialect)
    var cleaned = RecordCursor(cleaned, dialect: dialect)
    var columns = try changes.columns()
    let header = try Self.next(of: &cleaned)
    try columns.locate(in: header.map { cleaned.texts($0) } ?? [])
    var restorer = RecordRestorer(columns: columns, delimiter: delimiter)
    restorer.appendHeader()
    var count = 0
    while let record = try Self.next(of: &cleaned) {
      let number = try changes.passWithoutRecord()
      restorer.begin(cleaned, record, row: count + 1)
      while let change = try changes.change(of: number) { try restorer.apply(change) }
      restorer.finish()
      count += 1
      if restorer.output.count >= 1 << 18 { try Self.write(&restorer, to: &output) }
    }
    _ = try changes.passWithoutRecord()
    try changes.end()
    try Self.write(&restorer, to: &output)
    do { try output.commit() } catch { throw .output(error) }
    return count
  }

  private static func next<Source: ByteSource & ~Copyable>(of cleaned: inout RecordCursor<Source>) throws(ReversalError) -> Int? {
    do { return try cleaned.next() } catch { throw .cleaned(error) }
  }

  private static func write<Output: ByteSink & ~Copyable>(
    _ restorer: inout RecordRestorer, to output: inout Output
  ) throws(ReversalError) {
    do { try output.write(restorer.output) } catch { throw .output(error) }
    restorer.output.removeAll(keepingCapacity: true)
  }

  private static func delimiter(behind word: String, in bytes: [UInt8]) -> UInt8? {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.starts(with: word.utf8) ? text.dropFirst(word.utf8.count).first : nil
  }
}

/// Why changes could not be taken back.
public enum ReversalError: Error, Sendable, Equatable {
  /// The cleaned list cannot be read.
  case cleaned(ReadError)
  /// The changes cannot be read.
  case changes(ReadError)
  case output(OutputError)
  /// The file of changes is none.
  case noChanges
  /// A line of the file of changes (1-based) is not what has to stand there.
  case badChange(line: Int)
  /// The file of changes ends before the list did.
  case cutShort
  /// The cleaned list lacks a column that the changes speak of.
  case noColumn(String)
  /// A cell of the cleaned list, in this row (1-based, the header not counted), is not what the changes say was written there.
  case edited(row: Int, column: String, expected: String, found: String)
  /// The cleaned list has more records than were written.
  case tooManyRecords
  /// The cleaned list has fewer records than were written: the first missing one had this number in the list.
  case recordGone(number: Int)
}

/// The records of a file, one after the other.
struct RecordCursor<Source: ByteSource & ~Copyable>: ~Copyable {
  private var reader: RecordReader<Source>
  private(set) var batch = RecordBatch()
  private var nextIndex = 0

  init(_ source: consuming Source, dialect: Dialect) {
    reader = RecordReader(source: source, dialect: dialect, checksText: false)
  }

  /// The index in `batch` of the next record; nil at the end.
  mutating func next() throws(ReadError) -> Int? {
    if nextIndex == batch.count {
      guard try reader.read(into: &batch) else { return nil }
      nextIndex = 0
    }
    defer { nextIndex += 1 }
    return nextIndex
  }

  func texts(_ record: Int) -> [String] { batch.strings(ofRecord: record) }
}
