/// Collects what a worker notices: always how often, and the findings themselves only when somebody will read them.
///
/// Counting is all that a plain run needs, and costs an increment; a finding with its texts costs several allocations.
struct FindingLog: Sendable {
  private(set) var counts = FindingCounts()
  private(set) var findings: [Finding] = []
  let keepsFindings: Bool

  init(keepsFindings: Bool) {
    self.keepsFindings = keepsFindings
  }

  mutating func count(_ code: FindingCode) { counts.add(code) }

  mutating func keep(_ finding: Finding) {
    if keepsFindings { findings.append(finding) }
  }

  mutating func removeAll() {
    counts.removeAll()
    findings.removeAll(keepingCapacity: true)
  }
}
