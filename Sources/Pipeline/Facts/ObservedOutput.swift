public import CSV

/// Hands outcomes on, and keeps facts about them for a report, if one is wanted.
public struct ObservedOutput<Base: OutcomeSink & ~Copyable>: ~Copyable, OutcomeSink {
  private var base: Base
  private let collector: FactCollector?

  /// - Parameter collector: takes the facts; nil when nobody wants them.
  public init(_ base: consuming Base, collector: FactCollector?) {
    self.base = base
    self.collector = collector
  }

  public var wantsFindings: Bool { collector != nil || base.wantsFindings }
  public var wantsDuplicates: Bool { base.wantsDuplicates }

  public var observation: Observation {
    guard let collector else { return base.observation }
    let own = Observation(tellsOutcomes: true, findingsPerCode: collector.facts.limits.findingsPerCode)
    // Whoever writes every finding needs every finding.
    return own.union(base.wantsFindings ? base.observation : Observation(changes: base.observation.changes, findingsPerCode: 0))
  }

  public mutating func begin(_ opening: [UInt8]) throws(RunError) { try base.begin(opening) }

  public mutating func write(_ records: [UInt8], findings: [Finding]) throws(RunError) {
    if let collector { for finding in findings { collector.facts.keep(finding) } }
    try base.write(records, findings: findings)
  }

  public mutating func reject(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    collector?.facts.keep(rejected: reason)
    try base.reject(reason, record: index, of: batch)
  }

  public mutating func duplicate(_ reason: Finding, record index: Int, of batch: RecordBatch) throws(RunError) {
    try base.duplicate(reason, record: index, of: batch)
  }

  public mutating func settled(_ batch: SettledBatch) throws(RunError) {
    collector?.facts.take(batch)
    try base.settled(batch)
  }

  public mutating func end(_ closing: [UInt8], tally: Tally) throws(RunError) { try base.end(closing, tally: tally) }
}

/// Holds on to a run's facts: a class, so that they can still be read when a run has had the output that filled it.
public final class FactCollector {
  public internal(set) var facts: RunFacts

  public init(plan: Plan, limits: RunFacts.Limits = RunFacts.Limits()) {
    facts = RunFacts(plan: plan, limits: limits)
  }
}
