/// How much a run may keep in memory of the records that it has read, and where the rest goes.
public struct SettlingMemory: Sendable {
  /// The most bytes that keys may take. What else is kept of records takes up to half of that beside them.
  public let limit: Int
  /// Where files are made for what is beyond: without a name and for the owner alone. Names go there first (past 200,000 records, by
  /// the usual limit), keys when they reach the limit, and a copy of a list that has to be read twice and comes through a pipe.
  public let directory: String
  /// About how many records will come; 0 when that is not known. A good guess saves a third of what finding their duplicates costs.
  public let expectedRecords: Int

  public init(limit: Int = 256 << 20, directory: String = "/tmp", expectedRecords: Int = 0) {
    self.limit = limit
    self.directory = directory
    self.expectedRecords = expectedRecords
  }

  /// Facts about records, which are written past it and read back a few at a time.
  var facts: Int { limit / 64 }
  /// Who shares a number.
  var people: Int { limit / 4 }
  /// Records that share their identity, and what was decided about them.
  var groups: Int { limit / 8 }
}
