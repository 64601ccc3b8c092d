/// What becomes of a record. Every record ends in exactly one outcome.
public enum Outcome: Sendable, Hashable {
  case written
  /// The record cannot go out, and why.
  case rejected(FindingCode)
  /// Another record has the same identity and stands for this one: its row number (1-based).
  case duplicate(of: Int)
  /// Another record is the same person's, by its evidence or because somebody said so, and stands for this one: its row number (1-based).
  case samePerson(as: Int)
  /// The target has a contact with the same identity already.
  case alreadyThere
}

/// How many records a run read, what became of them, and what was noticed on the way.
public struct Tally: Sendable, Equatable {
  /// Records read, the header not counted.
  public private(set) var read = 0
  public private(set) var written = 0
  public private(set) var rejected = 0
  public private(set) var duplicates = 0
  /// Duplicates by the reason that stands in the list of them.
  public private(set) var duplicateReasons = FindingCounts()
  /// Rejected records by the reason that stands in the rejects file.
  public private(set) var reasons = FindingCounts()
  /// Findings of every severity by code. A record can have several.
  public private(set) var findings = FindingCounts()

  public init() {}

  /// - Parameter reason: why a duplicate is one, where that is not its number.
  public mutating func count(_ outcome: Outcome, reason: FindingCode = .sameNumber) {
    read += 1
    switch outcome {
    case .written: written += 1
    case .duplicate:
      duplicates += 1
      duplicateReasons.add(reason)
    case .samePerson:
      duplicates += 1
      duplicateReasons.add(.samePerson)
    case .alreadyThere:
      duplicates += 1
      duplicateReasons.add(.alreadyThere)
    case .rejected(let reason):
      rejected += 1
      reasons.add(reason)
    }
  }

  /// Counts some records that were written.
  mutating func count(written number: Int) {
    read += number
    written += number
  }

  public mutating func count(_ noticed: FindingCounts) { findings.add(noticed) }
}
