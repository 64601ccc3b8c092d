public import CSV

/// Takes what became of the records, batch by batch, in the list's order.
public protocol OutcomeSink: ~Copyable {
  /// Whether findings are to be kept with their texts, which costs time and memory.
  var wantsFindings: Bool { get }
  /// What is to be told of each record.
  var observation: Observation { get }
  /// Whether `duplicate` is to be called: a finding for each costs time.
  var wantsDuplicates: Bool { get }
  mutating func begin(_ opening: [UInt8]) throws(RunError)
  /// The encoded records of a batch that were written, and everything that was noticed in it, in the records' order.
  mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError)
  mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError)
  /// What became of each record of a batch, before its records are written; only where `observation` asks for it.
  mutating func settled(_ batch: SettledBatch) throws(RunError)
  /// A record is not written because another one stands for it, which the reason names: `duplicate.same-number` by its row number,
  /// `duplicate.already-there` by its list.
  mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError)
  /// The list has ended, and everything went well.
  mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError)
}

extension OutcomeSink where Self: ~Copyable {
  public var observation: Observation { Observation() }
  public mutating func settled(_ batch: SettledBatch) throws(RunError) {}
}

/// Writes cleaned records to one sink, and rejected ones and duplicates to others, if there are any.
public struct CleanedOutput<Output: ByteSink & ~Copyable, Aside: ByteSink & ~Copyable>: ~Copyable, OutcomeSink {
  // What every listed record asks for stands first, where it is found whatever the sinks are.
  private let rejectedRows: RowBuffer?
  private let repeatedRows: RowBuffer?
  private var rejects: RecordLister<Aside>?
  private var duplicates: RecordLister<Aside>?
  private var output: Output
  public var wantsFindings: Bool { false }
  public var wantsDuplicates: Bool { repeatedRows != nil }

  public init(
    output: consuming Output, rejects: consuming RecordLister<Aside>?, duplicates: consuming RecordLister<Aside>? = nil
  ) {
    self.output = output
    rejectedRows = rejects.buffer()
    self.rejects = rejects
    repeatedRows = duplicates.buffer()
    self.duplicates = duplicates
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) { try put(opening) }

  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    try put(records)
    do throws(OutputError) {
      try rejects?.flush()
      try duplicates?.flush()
    } catch {
      throw .output(error)
    }
  }

  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    rejectedRows?.rows.append(reason, record: index, of: batch)
  }

  public mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    repeatedRows?.rows.append(reason, record: index, of: batch)
  }

  public mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) {
    try put(closing)
    do throws(OutputError) {
      // What was set aside first: a cleaned list whose rejects are lost would look like a whole one.
      try rejects?.end()
      try duplicates?.end()
      try output.commit()
    } catch {
      throw .output(error)
    }
  }

  private mutating func put(_ bytes: [UInt8]) throws(RunError) {
    guard !bytes.isEmpty else { return }
    do { try output.write(bytes) } catch { throw .output(error) }
  }
}

extension Optional where Wrapped: ~Copyable {
  /// The rows of a list, where there is one.
  fileprivate func buffer<Sink: ~Copyable>() -> RowBuffer? where Wrapped == RecordLister<Sink> {
    switch self {
    case .some(let lister): lister.buffer
    case nil: nil
    }
  }
}

/// Writes nothing but findings, a line each: what a check is.
public struct FindingOutput<Sink: ByteSink>: OutcomeSink {
  private var sink: Sink
  private let least: Severity
  private let line: @Sendable (Finding) -> String
  public var wantsFindings: Bool { true }
  /// A duplicate is among the findings.
  public var wantsDuplicates: Bool { false }

  /// - Parameters:
  ///   - least: findings of a lower severity are left out.
  ///   - line: turns a finding into a line, its end included.
  public init(sink: Sink, least: Severity, line: @escaping @Sendable (Finding) -> String) {
    self.sink = sink
    self.least = least
    self.line = line
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) {}
  public mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) {}
  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  public mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) { try put(findings) }

  private mutating func put(_ findings: [Finding]) throws(RunError) {
    var lines: [UInt8] = []
    for finding in findings where finding.severity >= least { lines.append(contentsOf: line(finding).utf8) }
    do { try sink.write(lines) } catch { throw .output(error) }
  }
}
