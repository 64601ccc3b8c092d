internal import Rules

/// Puts the lines of `KeyedSettling` together, in the order of their records: the cleaned list, its rejects and its duplicates, as one run
/// over the whole list writes them.
public struct LineJoining<Output: ByteSink & ~Copyable, Aside: ByteSink & ~Copyable>: ~Copyable {
  private let encoder: CSVEncoder
  private let columnCount: Int
  private let maxRejects: Int?
  private var output: Output
  private var rejects: RecordLister<Aside>?
  private var duplicates: RecordLister<Aside>?
  private var fields = FieldBuffer()
  private let codes = [String: FindingCode](uniqueKeysWithValues: FindingCode.allCases.map { ($0.name, $0) })
  private var written: [UInt8]
  private var lastNumber = 0
  private var readElsewhere = 0
  /// What became of the records so far.
  public private(set) var tally = Tally()

  /// - Parameters:
  ///   - decisions: what the workers cleaned by.
  ///   - rejects: takes rejected records; nil where nobody wants them.
  ///   - duplicates: takes the records that another one stands for.
  public init(
    _ decisions: ListDecisions, output: consuming Output, rejects: consuming RecordLister<Aside>?,
    duplicates: consuming RecordLister<Aside>?
  ) {
    let plan = Plan(decisions, isStrict: false)
    encoder = CSVEncoder(plan: plan, style: decisions.rules.output)
    columnCount = plan.columns.count
    maxRejects = decisions.rules.limits.maxRejects
    self.output = output
    self.rejects = rejects
    self.duplicates = duplicates
    written = encoder.opening
  }

  /// Takes a line without its line feed.
  public mutating func add(_ line: ArraySlice<UInt8>) throws(JoiningProblem) {
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
    guard cells.count >= 6, let number = Int(String(decoding: cells[0], as: UTF8.self)) else { throw .noLine }
    let code = String(decoding: cells[2], as: UTF8.self)
    if number == 0, code == "sums" { return try take(sums: RecordLine.unescaped(cells[3])) }
    guard number > lastNumber else { throw .notInOrder(after: lastNumber) }
    lastNumber = number
    let rest = cells[6...].map(RecordLine.unescaped)
    if code.isEmpty {
      // The list's own cells follow where people were sought.
      guard rest.count == columnCount || !cells[5].isEmpty && rest.count > columnCount else { throw .noLine }
      fields.removeAll()
      for field in rest[..<columnCount] { fields.append(field) }
      encoder.append(fields, to: &written)
      tally.count(.written)
    } else {
      guard let finding = codes[code] else { throw .noLine }
      let record = [Array(cells[0]), Array(cells[1]), Array(cells[2]), RecordLine.unescaped(cells[3])] + rest
      switch finding {
      case .sameNumber, .sameValues, .samePerson, .alreadyThere:
        tally.count(finding == .alreadyThere ? .alreadyThere : .duplicate(of: 0), reason: finding)
        duplicates?.append(record)
      default:
        tally.count(.rejected(finding))
        rejects?.append(record)
      }
    }
    if written.count >= 1 << 18 { try flush() }
  }

  /// Ends the files, which appear only now.
  public mutating func end() throws(JoiningProblem) {
    guard readElsewhere == tally.read else { throw .missing(read: readElsewhere, found: tally.read) }
    if let maxRejects, tally.rejected > maxRejects { throw .tooManyRejects(limit: maxRejects) }
    try flush()
    do throws(OutputError) {
      // What was set aside first: a cleaned list whose rejects are lost would look like a whole one.
      try rejects?.end()
      try duplicates?.end()
      try output.commit()
    } catch {
      throw .output(error)
    }
  }

  private mutating func take(sums: [UInt8]) throws(JoiningProblem) {
    guard let value = JSONValue(parsing: String(decoding: sums, as: UTF8.self)), let read = value["read"]?.integer else { throw .noLine }
    readElsewhere += read
    var counts = FindingCounts()
    for member in value["findings"]?.members ?? [] {
      guard let code = codes[member.name], let count = member.value.integer else { throw .noLine }
      counts.add(code, times: count)
    }
    tally.count(counts)
  }

  private mutating func flush() throws(JoiningProblem) {
    do throws(OutputError) {
      try output.write(written)
      try rejects?.flush()
      try duplicates?.flush()
    } catch {
      throw .output(error)
    }
    written.removeAll(keepingCapacity: true)
  }
}

/// Why lines cannot be put together.
public enum JoiningProblem: Error, Sendable, Equatable {
  case output(OutputError)
  /// It is no line that settling writes.
  case noLine
  /// The record's number is not above the one before, which is this.
  case notInOrder(after: Int)
  /// The workers read so many records, and so many lines came.
  case missing(read: Int, found: Int)
  /// More records were rejected than the rules allow.
  case tooManyRejects(limit: Int)
}
