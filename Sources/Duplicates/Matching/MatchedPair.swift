/// Two records that are probably one person, and why.
public struct MatchedPair: Sendable {
  /// The row numbers (1-based) of the two records, the smaller first.
  public let rowNumbers: (first: Int, second: Int)
  /// Bits by which the evidence outweighs the odds against a pair taken at random: 0 is as likely as not, 3 is 8 to 1.
  public let score: Double
  public let evidence: Evidence
  /// The record without a whole given name fits several different people here, so this pair joins nothing.
  public let isAmbiguous: Bool
}

/// Two records that share a number, an address or a mailbox and are different people.
public struct HouseholdLink: Sendable, Equatable {
  /// The row numbers (1-based) of the two records, the smaller first.
  public let firstRowNumber: Int
  public let secondRowNumber: Int
  public let reason: Veto
}

/// Records that are one person.
public struct MatchCluster: Sendable, Equatable {
  /// Row numbers (1-based), ascending; at least two.
  public let rowNumbers: [Int]
  /// The most complete record; the earliest of several. Every member was compared with it and contradicts it in nothing.
  public let survivor: Int
  /// Pairs of row numbers that alone hold two groups of records together: the first thing for a person to look at.
  public let bridges: [Bridge]
  /// Further records matched but would have made the cluster larger than the limit.
  public let isCut: Bool

  public struct Bridge: Sendable, Equatable {
    public let first: Int
    public let second: Int
  }
}
