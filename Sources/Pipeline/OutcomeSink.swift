public import CSV

/// Takes what became of the records, batch by batch, in the list's order.
public protocol OutcomeSink: ~Copyable {
  /// Whether findings are to be kept with their texts, which costs time and memory.
  var wantsFindings: Bool { get }
  mutating func begin(_ opening: [UInt8]) throws(RunError)
  /// The encoded records of a batch that were written, and everything that was noticed in it, in the records' order.
  mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError)
  mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError)
  mutating func end(_ closing: [UInt8]) throws(RunError)
}

/// Writes cleaned records to one sink and rejected ones to another, if there is one.
public struct CleanedOutput<Output: ByteSink & ~Copyable, Rejects: ByteSink & ~Copyable>: ~Copyable, OutcomeSink {
  public var output: Output
  public var rejects: RejectsWriter<Rejects>?
  public var wantsFindings: Bool { false }

  public init(output: consuming Output, rejects: consuming RejectsWriter<Rejects>?) {
    self.output = output
    self.rejects = rejects
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) { try put(opening) }

  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    try put(records)
    try rejects?.flush()
  }

  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    rejects?.append(reason, record: index, of: batch)
  }

  public mutating func end(_ closing: [UInt8]) throws(RunError) {
    try put(closing)
    try rejects?.flush()
  }

  private mutating func put(_ bytes: [UInt8]) throws(RunError) {
    guard !bytes.isEmpty else { return }
    do { try output.write(bytes) } catch { throw .output(error) }
  }
}

/// Writes nothing but findings, a line each: what a check is.
public struct FindingOutput<Sink: ByteSink>: OutcomeSink {
  private var sink: Sink
  private let least: Severity
  private let line: @Sendable (Finding) -> String
  public var wantsFindings: Bool { true }

  /// - Parameters:
  ///   - least: findings of a lower severity are left out.
  ///   - line: turns a finding into a line, its end included.
  public init(sink: Sink, least: Severity, line: @escaping @Sendable (Finding) -> String) {
    self.sink = sink
    self.least = least
    self.line = line
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) {}
  public mutating func end(_ closing: [UInt8]) throws(RunError) {}
  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {}
  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) { try put(findings) }

  private mutating func put(_ findings: [Finding]) throws(RunError) {
    var lines: [UInt8] = []
    for finding in findings where finding.severity >= least { lines.append(contentsOf: line(finding).utf8) }
    do { try sink.write(lines) } catch { throw .output(error) }
  }
}
