public import Pipeline

/// What became of a list: one value, of which every form of a report is made.
///
/// Two runs over the same list have the same report but for `created` and `seconds`.
public struct Report: Sendable {
  /// The version of the JSON form. It goes up when a member changes its meaning or goes away, not when one is added.
  public static let schemaVersion = 1

  /// What the run was given and how it was asked.
  public struct Run: Sendable {
    /// "clean" or "check".
    public var command: String
    /// The program's version.
    public var version: String
    /// Seconds since 1970 (UTC) when the report was made.
    public var epochSeconds: Int
    /// Wall time of the run, in seconds.
    public var seconds: Double
    /// The list as the person named it.
    public var source: String
    /// The list's size; nil when it came through a pipe.
    public var byteCount: Int?
    /// The name of the rules.
    public var rules: String
    /// The country that was given for the list, as ISO 3166-1 alpha-2.
    public var region: String?
    public var isStrict: Bool
    /// Whether names and numbers are shown as they stand in the list.
    public var showsValues: Bool
    /// Where the records went: what is in a file ("cleaned", "rejects", …) and its path.
    public var files: [(content: String, path: String)]

    public init(
      command: String, version: String, epochSeconds: Int, seconds: Double, source: String, byteCount: Int?, rules: String,
      region: String?, isStrict: Bool, showsValues: Bool, files: [(content: String, path: String)]
    ) {
      self.command = command
      self.version = version
      self.epochSeconds = epochSeconds
      self.seconds = seconds
      self.source = source
      self.byteCount = byteCount
      self.rules = rules
      self.region = region
      self.isStrict = isStrict
      self.showsValues = showsValues
      self.files = files
    }
  }

  /// One column of the list.
  public struct Column: Sendable {
    public let understood: Inspection.Column
    /// How many of its cells changed in records that were written.
    public let changed: Int
    /// The share of the written records' cells that changed, 0 to 1.
    public let share: Double
  }

  /// One code, how often it was noticed, and the first places.
  public struct Kind: Sendable {
    public let code: FindingCode
    public let severity: Severity
    public let count: Int
    /// How many records were rejected for it.
    public let rejected: Int
    /// Masked unless values are to be shown.
    public let examples: [Finding]
  }

  public let run: Run
  public let tally: Tally
  public let inspection: Inspection
  public let columns: [Column]
  /// What costs records first, then by how often it was noticed.
  public let kinds: [Kind]
  public let facts: RunFacts
  /// The first rejected records, each by its reason.
  public let rejected: [Finding]
  public let groups: [RunFacts.Group]
  /// Possible duplicates; nil when nobody looked for them.
  public let review: Review?

  /// - Parameter review: what was found, in a run that looked for possible duplicates.
  public init(_ run: Run, tally: Tally, inspection: Inspection, facts: RunFacts, review: Review? = nil) {
    func shown(_ finding: Finding) -> Finding { run.showsValues ? finding : finding.masked }
    self.run = run
    self.tally = tally
    self.inspection = inspection
    self.facts = facts
    self.review = review
    columns = zip(inspection.columns, facts.changedCells).map { column, changed in
      Column(understood: column, changed: changed, share: tally.written == 0 ? 0 : Double(changed) / Double(tally.written))
    }
    kinds = FindingCode.allCases.compactMap { code in
      let rejected = tally.reasons[code]
      // What only the other records of the list tell is no finding of its own.
      let count = max(tally.findings[code], rejected)
      guard count > 0 else { return nil }
      let examples = facts.examples[code] ?? []
      let severity = rejected > 0 ? .error : examples.map(\.severity).max() ?? code.severity
      return Kind(code: code, severity: severity, count: count, rejected: rejected, examples: examples.map(shown))
    }.sorted { ($1.severity, $1.rejected, $1.count, $0.code.name) < ($0.severity, $0.rejected, $0.count, $1.code.name) }
    rejected = facts.rejected.map(shown)
    groups = facts.groups.map { group in run.showsValues ? group : group.mapped { masked($0) } }
  }

  /// When the report was made, as RFC 3339 has it.
  public var created: String { UTCTime.text(run.epochSeconds) }
}
