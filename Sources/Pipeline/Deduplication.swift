public import CSV
public import Duplicates
internal import Rules

/// Takes repeated records out of any list: of several that have the same values in some columns, one stays.
///
/// Values are compared after ASCII white space around them is taken off; a field that is not there counts as empty, and a record
/// whose values are all empty stays. What stays keeps every column byte for byte (as UTF-8, where the list came in another
/// encoding), its place in the order, and the list's line ends (a lone CR becomes LF); lines before the header are left out and counted.
///
/// What is remembered of a record is a key, of which 96 to 112 bits are compared (`ExactSet`): among a billion records, some two that
/// differ count as the same in one list of 160 billion or less. Values of more than 15 bytes together, counting two for the end of each,
/// are hashed before that (SipHash-1-3 under `seed`), which adds one list of 10¹⁸. Costs 19 to 43 bytes of memory a kept record, up to the
/// limit; beyond it keys go to disk, and the rest of the list is read twice.
public struct Deduplication: ~Copyable {
  /// Which of several records stays.
  public enum Keep: Sendable, Equatable {
    case first, last
    /// The one with most fields filled; the first of them on a tie.
    case fullest
    /// The one with the latest date in a column; the first of them on a tie.
    case newest(column: String)
  }

  private let columns: [String]
  private let keep: Keep
  private let ignoresCase: Bool
  private let seed: (UInt64, UInt64)
  private let memory: SettlingMemory
  private var present = ExactSet()
  private var stack = StackedLists()
  /// The names of the lists that were entered, in their order.
  private var names: [String] = []
  private var text: [UInt8] = []

  /// How many records were read, and what became of them.
  public struct Counts: Sendable, Equatable {
    public var read: Int { kept + duplicates }
    public internal(set) var kept = 0
    public internal(set) var duplicates = 0
    /// How many of the duplicates stand in a list that was entered before.
    public internal(set) var alreadyThere = 0
    /// Lines before the header, which were left out.
    public internal(set) var preambleLines = 0
  }

  /// - Parameters:
  ///   - columns: names as in the header, or `#` and the column's number (1-based). All of them together identify a record.
  ///   - keep: which record stays. All but the first read the list twice.
  ///   - ignoresCase: whether case makes no difference, by Unicode's lower-case mapping of each character (`ß` is not `SS`).
  ///   - seed: two words for the hash of long values; random ones keep a list that was made to collide from doing so.
  ///   - memory: how many keys are kept in memory. Those of lists that are entered always are.
  public init(
    by columns: [String], keep: Keep = .first, ignoresCase: Bool, seed: (UInt64, UInt64), memory: SettlingMemory = SettlingMemory()
  ) {
    self.columns = columns
    self.keep = keep
    self.ignoresCase = ignoresCase
    self.seed = seed
    self.memory = memory
  }

  /// Enters the records of a list that is there already, so that `run` takes them out of its own.
  ///
  /// - Parameter name: what stands for the list where its records are named.
  public mutating func enter<Source: ByteSource & ~Copyable>(
    _ list: consuming ListReader<Source>, name: String
  ) throws(DeduplicationError) {
    names.append(name)
    let offset = stack.beginList()
    let indexes = try indexes(of: columns, in: list.header)
    var reading = ListPass(dialect: list.detection.dialect)
    while try Self.next(&reading, of: &list) {
      for record in reading.records {
        guard let key = key(of: record, in: reading.batch, indexes) else { continue }
        _ = present.enter(key, rowNumber: offset + reading.rowNumber(of: record))
      }
    }
    stack.endList(rows: reading.rowCount)
  }

  fileprivate static func next<Source: ByteSource & ~Copyable>(
    _ reading: inout ListPass, of list: inout ListReader<Source>
  ) throws(DeduplicationError) -> Bool {
    do { return try reading.next(of: &list) } catch { throw .input(error) }
  }

  /// Where a record of the lists that were entered stands.
  private func place(of holder: Int) -> String {
    guard let place = stack.locate(holder) else { return String(holder) }
    return "\(names[place.list]):\(place.rowNumber)"
  }

  private func indexes(of columns: [String], in header: [String]) throws(DeduplicationError) -> [Int] {
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

extension Deduplication {
  /// Writes the records that stay.
  ///
  /// - Parameters:
  ///   - again: opens the list once more, where that can be done; else it is copied when it has to be read twice.
  ///   - output: takes the header, if the list has one, and the records that stay.
  ///   - duplicates: takes the others: the record's number, its line, the number of the record that stands for it (after the list's
  ///     name and a colon when that is another list), then its own columns.
  public consuming func run<Source: ByteSource & ~Copyable, Output: ByteSink & ~Copyable, Removed: ByteSink & ~Copyable>(
    _ list: consuming ListReader<Source>, again: (() throws(InputError) -> ListReader<Source>)? = nil, to output: consuming Output,
    duplicates removed: consuming Removed?
  ) throws(DeduplicationError) -> Counts {
    let dateColumn: Int? = if case .newest(let column) = keep { try indexes(of: [column], in: list.header).first } else { nil }
    let choice = ContactChoice(survivor: keep.survivor, newestColumn: dateColumn)
    let order = DateOrder(
      learnedFrom: list.sampleRecords.lazy.map { [sample = list.sample] record in
        guard let dateColumn, dateColumn < sample.fieldCount(ofRecord: record) else { return "" }
        return sample.string(ofField: dateColumn, inRecord: record)
      })
    let indexes = try indexes(of: columns, in: list.header)
    let frame = list.frame
    var counts = Counts()
    counts.preambleLines = list.detection.preambleLines
    var files = DeduplicatedFiles(list, to: output, duplicates: removed)
    var ledger = IdentityLedger(choice: choice, comparesNames: false, needsFacts: choice.ranks, memory: memory)
    try pass(over: list, copiesChunks: again == nil, indexes, choice, order, &ledger, &counts, &files)
    if ledger.stage == .looking {
      do { try ledger.decide() } catch { throw .settling(error) }
      if let again {
        let second: ListReader<Source>
        do { second = try again() } catch { throw .input(error) }
        try pass(over: second, indexes, choice, order, &ledger, &counts, &files)
      } else if let spool = ledger.takeSpool() {
        let second: ListReader<SpoolSource>
        do { second = try spool.list(like: frame) } catch { throw .input(error) }
        try pass(over: second, indexes, choice, order, &ledger, &counts, &files)
      }
      if !ledger.agrees { throw .listChanged }
    }
    do { try files.commit() } catch { throw .output(error) }
    return counts
  }

  private mutating func pass<Source: ByteSource & ~Copyable, Output: ByteSink & ~Copyable, Removed: ByteSink & ~Copyable>(
    over list: consuming ListReader<Source>, copiesChunks: Bool = false, _ indexes: [Int], _ choice: ContactChoice, _ order: DateOrder,
    _ ledger: inout IdentityLedger, _ counts: inout Counts, _ files: inout DeduplicatedFiles<Output, Removed>
  ) throws(DeduplicationError) {
    var reading = ListPass(dialect: list.detection.dialect, copiesChunks: copiesChunks)
    let settledRows = ledger.stage == .rereading ? ledger.settledRows : 0
    var keys: [IdentityKey?] = []
    var others: [Int?] = []
    var facts = RowFactsBuffer()
    while try Self.next(&reading, of: &list) {
      let records = reading.records.dropFirst(min(max(settledRows - reading.firstRowNumber + 1, 0), reading.records.count))
      guard let first = records.first else { continue }
      keys.removeAll(keepingCapacity: true)
      others.removeAll(keepingCapacity: true)
      facts.removeAll()
      for record in records {
        let key = key(of: record, in: reading.batch, indexes)
        let other = present.count == 0 ? nil : key.flatMap { present.holder(of: $0) }
        others.append(other)
        keys.append(other == nil ? key : nil)
        if choice.ranks { facts.append(record, of: reading.batch, dateColumn: choice.newestColumn, order) }
      }
      let firstRow = reading.rowNumber(of: first)
      do { try ledger.take(keys.span, facts, firstRowNumber: firstRow, chunk: reading.chunk) } catch { throw .settling(error) }
      if ledger.stage == .looking { continue }
      for (index, record) in records.enumerated() {
        let row = firstRow + index
        let verdict: IdentityLedger.Verdict
        do { verdict = keys[index] == nil ? .written : try ledger.verdict(on: row, index, of: facts) } catch { throw .settling(error) }
        if let other = others[index] {
          counts.duplicates += 1
          counts.alreadyThere += 1
          files.remove(record, of: reading.batch, row: row, for: place(of: other))
        } else if case .duplicate(let other) = verdict {
          counts.duplicates += 1
          files.remove(record, of: reading.batch, row: row, for: String(other))
        } else {
          counts.kept += 1
          files.keep(record, of: reading.batch)
        }
      }
      do { try files.flush() } catch { throw .output(error) }
      ledger.endBatch(lastRowNumber: firstRow + records.count - 1)
    }
  }
}

extension Deduplication.Keep {
  fileprivate var survivor: Survivor {
    switch self {
    case .first: .first
    case .last: .last
    case .fullest: .fullest
    case .newest: .newest
    }
  }
}

extension RowFactsBuffer {
  /// Notes what tells the fullest and the newest record.
  fileprivate mutating func append(_ record: Int, of batch: RecordBatch, dateColumn: Int?, _ order: DateOrder) {
    let count = batch.fieldCount(ofRecord: record)
    var filled = 0
    for field in 0..<count where !batch.range(ofField: field, inRecord: record).isEmpty { filled += 1 }
    let date = DateReading.seconds(inColumn: dateColumn, ofRecord: record, in: batch, order: order)
    beginRecord()
    append(givenName: [], surname: [])
    append(completeness: filled, date: date)
    endRecord()
  }
}

/// Why a list could not be deduplicated.
public enum DeduplicationError: Error, Sendable, Equatable {
  case input(InputError)
  case output(OutputError)
  /// A header has no such column, or several: their numbers (1-based) are `matches`.
  case noColumn(String, header: [String], matches: [Int])
  /// What is beyond memory was refused.
  case settling(SettlingError)
  /// The list was read twice and was another one the second time.
  case listChanged
}
