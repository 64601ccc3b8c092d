public import CSV
internal import Duplicates

/// Takes repeated records out of any list: of several that have the same values in some columns, the first one stays.
///
/// Values are compared after ASCII white space around them is taken off; a field that is not there counts as empty, and a record
/// whose values are all empty stays. What stays keeps every column byte for byte (as UTF-8, where the list came in another
/// encoding) and its place in the order; lines end with LF, and lines before the header are left out.
///
/// What is remembered of a record is a key of 128 bits. Values of up to 15 bytes together, counting two for the end of each, are in the
/// key as they are, so two different ones never count as the same. Longer ones are hashed to 120 bits (SipHash-1-3 under `seed`):
/// among a billion records, some two that differ share a key in one list of 10¹⁸. Costs 24 to 30 bytes of memory a kept record.
public struct Deduplication: Sendable {
  private let columns: [String]
  private let ignoresCase: Bool
  private let seed: (UInt64, UInt64)
  private var seen = ExactSet()
  private var stack = StackedLists()
  /// The names of the lists that were entered, in their order.
  private var names: [String] = []
  private var text: [UInt8] = []
  private var keys: [IdentityKey?] = []
  private var holders: [Int?] = []

  /// How many records were read, and what became of them.
  public struct Counts: Sendable, Equatable {
    public var read: Int { kept + duplicates }
    public internal(set) var kept = 0
    public internal(set) var duplicates = 0
    /// How many of the duplicates stand in a list that was entered before.
    public internal(set) var alreadyThere = 0
  }

  /// - Parameters:
  ///   - columns: names as in the header, or `#` and the column's number (1-based). All of them together identify a record.
  ///   - ignoresCase: whether case makes no difference, by Unicode's lower-case mapping of each character (`ß` is not `SS`).
  ///   - seed: two words for the hash of long values; random ones keep a list that was made to collide from doing so.
  public init(by columns: [String], ignoresCase: Bool, seed: (UInt64, UInt64)) {
    self.columns = columns
    self.ignoresCase = ignoresCase
    self.seed = seed
  }

  /// Enters the records of a list that is there already, so that `run` takes them out of its own.
  ///
  /// - Parameter name: what stands for the list where its records are named.
  public mutating func enter<Source: ByteSource & ~Copyable>(
    _ list: consuming ListReader<Source>, name: String
  ) throws(DeduplicationError) {
    let offset = begin(name)
    let indexes = try indexes(in: list.header)
    var reading = ListPass(dialect: list.detection.dialect)
    while try Self.next(&reading, of: &list) {
      enterRecords(of: reading, indexes, offset: offset)
    }
    stack.endList(rows: reading.rowCount)
  }

  /// Enters the records that were read last, so that `holders` has the one that holds each record's key already.
  private mutating func enterRecords(of reading: borrowing ListPass, _ indexes: [Int], offset: Int) {
    keys.removeAll(keepingCapacity: true)
    for record in reading.records { keys.append(key(of: record, in: reading.batch, indexes)) }
    // Taken out for the call, which changes another part of this value.
    var asked: [IdentityKey?] = []
    var answers: [Int?] = []
    swap(&asked, &keys)
    swap(&answers, &holders)
    seen.enter(asked.span, firstRowNumber: offset + reading.firstRowNumber, results: &answers)
    swap(&asked, &keys)
    swap(&answers, &holders)
  }

  private static func next<Source: ByteSource & ~Copyable>(
    _ reading: inout ListPass, of list: inout ListReader<Source>
  ) throws(DeduplicationError) -> Bool {
    do { return try reading.next(of: &list) } catch { throw .input(error) }
  }

  /// Writes the records that stay.
  ///
  /// - Parameters:
  ///   - output: takes the header, if the list has one, and the records that stay.
  ///   - duplicates: takes the others: the record's number, its line, the number of the record that stands for it (after the list's
  ///     name and a colon when that is another list), then its own columns.
  public consuming func run<Source: ByteSource & ~Copyable, Output: ByteSink & ~Copyable, Removed: ByteSink & ~Copyable>(
    _ list: consuming ListReader<Source>, to output: consuming Output, duplicates removed: consuming Removed?
  ) throws(DeduplicationError) -> Counts {
    let offset = begin("")
    let indexes = try indexes(in: list.header)
    var reading = ListPass(dialect: list.detection.dialect)
    var writer = RecordCopier(dialect: list.detection.dialect)
    var counts = Counts()
    var (kept, listed): ([UInt8], [UInt8]) = ([], [])
    if list.hasHeader { writer.append(record: 0, of: list.sample, to: &kept) }
    if removed != nil { writer.append(header: ["muster_record", "muster_line", "muster_kept"] + list.header, to: &listed) }
    while try Self.next(&reading, of: &list) {
      enterRecords(of: reading, indexes, offset: offset)
      for (record, holder) in zip(reading.records, holders) {
        guard let holder else {
          counts.kept += 1
          writer.append(record: record, of: reading.batch, to: &kept)
          continue
        }
        counts.duplicates += 1
        if holder <= offset { counts.alreadyThere += 1 }
        guard removed != nil else { continue }
        let row = reading.rowNumber(of: record)
        let line = reading.batch.lineNumber(ofRecord: record)
        writer.append(record: record, of: reading.batch, behind: [String(row), String(line), name(of: holder)], to: &listed)
      }
      do throws(OutputError) {
        try output.write(kept)
        try removed?.write(listed)
      } catch {
        throw .output(error)
      }
      kept.removeAll(keepingCapacity: true)
      listed.removeAll(keepingCapacity: true)
    }
    do throws(OutputError) {
      // What is left of the headers when the list has no part at all.
      try output.write(kept)
      try removed?.write(listed)
      // The removed ones first: a list whose duplicates are lost would look like a whole one.
      try removed?.commit()
      try output.commit()
    } catch {
      throw .output(error)
    }
    return counts
  }

  private mutating func begin(_ name: String) -> Int {
    names.append(name)
    return stack.beginList()
  }

  /// The number of a record, with the name of its list when that is not the one that is being written.
  private func name(of holder: Int) -> String {
    guard let place = stack.locate(holder) else { return String(holder) }
    let name = names[place.list]
    return name.isEmpty ? String(place.rowNumber) : "\(name):\(place.rowNumber)"
  }

  private func indexes(in header: [String]) throws(DeduplicationError) -> [Int] {
    var indexes: [Int] = []
    for column in columns {
      let matches = header.indices.filter { header[$0] == column }
      if matches.count == 1 {
        indexes.append(matches[0])
      } else if matches.isEmpty, column.hasPrefix("#"), let number = Int(column.dropFirst()), header.indices.contains(number - 1) {
        indexes.append(number - 1)
      } else {
        throw .noColumn(column, header: header, matches: matches.map { $0 + 1 })
      }
    }
    return indexes
  }

  /// What identifies a record; nil when all its values are empty.
  private mutating func key(of record: Int, in batch: RecordBatch, _ indexes: [Int]) -> IdentityKey? {
    var builder = IdentityKeyBuilder(seed: seed)
    var isEmpty = true
    let count = batch.fieldCount(ofRecord: record)
    for index in indexes {
      let range = index < count ? trimmed(batch.range(ofField: index, inRecord: record), in: batch.bytes.span) : 0..<0
      if !range.isEmpty { isEmpty = false }
      if ignoresCase {
        lowercase(batch.bytes.span.extracting(range))
        builder.add(text.span)
      } else {
        builder.add(batch.bytes.span.extracting(range))
      }
    }
    return isEmpty ? nil : builder.key
  }

  private func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Puts a value into `text` in lower case. One that is not UTF-8 stays as it is: decoding would make different ones the same.
  private mutating func lowercase(_ value: Span<UInt8>) {
    text.removeAll(keepingCapacity: true)
    var isASCII = true
    for index in value.indices {
      let byte = value[index]
      if byte >= 0x80 { isASCII = false }
      text.append(byte)
    }
    if isASCII {
      for index in text.indices where (0x41...0x5A).contains(text[index]) { text[index] |= 0x20 }
    } else if let string = String(validating: text, as: UTF8.self) {
      text.removeAll(keepingCapacity: true)
      text.append(contentsOf: string.lowercased().utf8)
    }
  }
}

/// Why a list could not be deduplicated.
public enum DeduplicationError: Error, Sendable, Equatable {
  case input(InputError)
  case output(OutputError)
  /// A header has no such column, or several: their numbers (1-based) are `matches`.
  case noColumn(String, header: [String], matches: [Int])
}

/// Writes records as they were read.
private struct RecordCopier {
  private var writer: RecordWriter
  /// Whether quotes mean in the source what they mean in the output, so that a record may be copied as it stands there.
  private let copies: Bool

  init(dialect: Dialect) {
    writer = RecordWriter(delimiter: dialect.delimiter, lineEnd: .lf)
    copies = dialect == Dialect(delimiter: dialect.delimiter)
  }

  mutating func append(header: [String], to buffer: inout [UInt8]) {
    for name in header { writer.append(field: Array(name.utf8).span, to: &buffer) }
    writer.endRecord(in: &buffer)
  }

  mutating func append(record: Int, of batch: RecordBatch, behind fields: [String] = [], to buffer: inout [UInt8]) {
    if copies, fields.isEmpty { return writer.append(record: record, of: batch, to: &buffer) }
    for field in fields { writer.append(field: Array(field.utf8).span, to: &buffer) }
    for field in 0..<batch.fieldCount(ofRecord: record) {
      writer.append(field: batch.bytes.span.extracting(batch.range(ofField: field, inRecord: record)), to: &buffer)
    }
    writer.endRecord(in: &buffer)
  }
}
