/// Which record of several that are one stands for all of them.
public enum SurvivorRule: Sendable, Equatable {
  /// The earliest row.
  case first
  /// The latest row.
  case last
  /// The one with most fields filled; the earliest of several.
  case mostComplete
  /// The one with the greatest date in a column; the earliest of several, and any dated one before one without a date.
  case newest
}

/// What deciding about a record of a group asks of it.
public struct GroupMember: Sendable, Equatable {
  /// 1-based.
  public var rowNumber: Int
  /// How many fields are filled.
  public var completeness: Int
  /// The date that `SurvivorRule.newest` goes by, as any number that grows with time; nil when the record has none.
  public var date: Int?
  /// The names as the cleaned record has them; empty when there are none.
  public var givenName: String
  public var surname: String

  public init(rowNumber: Int, completeness: Int = 0, date: Int? = nil, givenName: String = "", surname: String = "") {
    self.rowNumber = rowNumber
    self.completeness = completeness
    self.date = date
    self.givenName = givenName
    self.surname = surname
  }
}

extension SurvivorRule {
  /// The index of the survivor among records of one person; nil of none. Linear.
  public func survivor(of members: [GroupMember]) -> Int? {
    members.indices.min { ranks(members[$0], before: members[$1]) }
  }

  /// Whether one record is to be kept rather than another. A strict total order over records of different rows.
  private func ranks(_ a: GroupMember, before b: GroupMember) -> Bool {
    switch self {
    case .first: break
    case .last: return a.rowNumber > b.rowNumber
    case .mostComplete: if a.completeness != b.completeness { return a.completeness > b.completeness }
    case .newest:
      switch (a.date, b.date) {
      case (let x?, let y?): if x != y { return x > y }
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): break
      }
    }
    return a.rowNumber < b.rowNumber
  }
}
