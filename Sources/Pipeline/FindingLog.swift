/// Collects what a worker notices: always how often, and the findings themselves only when somebody will read them.
///
/// Counting is all that a plain run needs, and costs an increment; a finding with its texts costs several allocations.
struct FindingLog: Sendable {
  private(set) var counts = FindingCounts()
  private(set) var findings: [Finding] = []
  let keepsFindings: Bool
  /// How many findings of each code are kept at most.
  private let limit: Int
  private let keepsNotes: Bool
  /// What was noticed about the current record's columns, where that is to be told with their changes.
  private(set) var notes: [Note] = []

  /// A finding without its texts.
  struct Note: Sendable {
    let code: FindingCode
    /// The column's index.
    let column: Int
    /// Whether the column is one of the output, not of the list.
    let isOfOutput: Bool
  }

  init(keepsFindings: Bool, limit: Int = .max, keepsNotes: Bool = false) {
    self.keepsFindings = keepsFindings
    self.limit = limit
    self.keepsNotes = keepsNotes
  }

  /// Whether a finding of a code would be kept, so that its texts are worth making.
  func keeps(_ code: FindingCode) -> Bool { keepsFindings && counts[code] <= limit }

  mutating func count(_ code: FindingCode, column: Int? = nil, isOfOutput: Bool = false) {
    counts.add(code)
    if keepsNotes, let column { notes.append(Note(code: code, column: column, isOfOutput: isOfOutput)) }
  }

  /// Keeps a finding that has been counted.
  mutating func keep(_ finding: Finding) {
    if keeps(finding.code) { findings.append(finding) }
  }

  mutating func beginRecord() {
    if keepsNotes { notes.removeAll(keepingCapacity: true) }
  }

  mutating func removeAll() {
    counts.removeAll()
    findings.removeAll(keepingCapacity: true)
  }
}
