/// The possible duplicates of a list, for a person to look through: pairs of written records that may be one person, what speaks for it,
/// and what is to be known before deciding.
///
/// A pair belongs to the group of records that are together one person, as far as they agree; pairs that joined nothing have no group.
public struct Review: Sendable {
  /// One of the records of a pair, as it is written.
  public struct Person: Sendable, Equatable {
    /// The record, counted from 1, the header not counted.
    public let rowNumber: Int
    /// The physical line on which it begins, counted from 1.
    public let lineNumber: Int
    public let name: String
    /// In E.164; empty when there is none.
    public let phone: String
    /// The same number as people write it (ITU-T E.123).
    public let phoneForPeople: String
    public let email: String
    /// By what the record is known again in another export of the list: 14 letters and digits, made of the three texts above.
    public let identity: String
  }

  /// What two records have in common or not in one respect.
  public struct Clue: Sendable, Equatable {
    /// "given name", "phone".
    public let subject: String
    /// "same", "nickname", "different".
    public let finding: String
    /// Bits: +1 doubles the odds that both are one person, −1 halves them.
    public let weight: Double
  }

  /// What becomes of a pair.
  public enum Standing: String, Sendable {
    /// Listed, for somebody to decide.
    case match
    /// Made one record, by its score or by a person's mark.
    case merged
    /// Two people who share something; listed because somebody may know better.
    case household
  }

  /// What a person says about a pair, in the words of a review file.
  public enum Mark: String, Sendable, CaseIterable {
    case same, different
  }

  /// What somebody should know before deciding about a pair.
  public enum Note: Sendable, Equatable {
    /// This pair alone holds two parts of its group together.
    case bridge
    /// One of the two has no whole first name and fits several different people of the list.
    case ambiguous
    /// The two match, and one of them contradicts others of the group.
    case apart
    /// The group would have grown beyond this many records.
    case cut(limit: Int)
    /// Why two records that share something are taken for two people, in a few words.
    case keptApart(String)
  }

  public struct Pair: Sendable {
    /// The earlier record of the list first.
    public let first: Person
    public let second: Person
    public let standing: Standing
    /// The number of the group, counted from 1; nil for a pair that joins nothing.
    public let group: Int?
    /// Bits by which the evidence outweighs the odds against a pair taken at random: 0 is as likely as not, 10 is a thousand to one.
    /// Nil for two people who share something.
    public let score: Double?
    /// What the score is made of, the weightiest first. Together with what any pair has against it before it is looked at they add up to
    /// the score.
    public let clues: [Clue]
    public let notes: [Note]
    /// What a person has said about the pair before.
    public let mark: Mark?
  }

  /// Records that are probably one person.
  public struct Group: Sendable {
    /// Counted from 1, the group with the highest score first.
    public let number: Int
    public let members: [Person]
    /// The row number of the most complete record, which every other one agrees with.
    public let survivor: Int
  }

  /// Records that have too much in common to be compared with one another one by one, so that pairs among them may have been missed.
  public struct Crowd: Sendable, Equatable {
    /// What they share: "a company", "a mail domain".
    public let subject: String
    public let count: Int
    /// The first of them.
    public let rowNumber: Int
  }

  /// Groups by their highest score, each with its pairs by theirs; then pairs without a group; then people who share something.
  public let pairs: Pairs
  public let groups: [Group]
  public let crowds: [Crowd]
  /// The row numbers of the records that are to be made one, each ascending.
  public let merges: [[Int]]
  /// How many marks a person made, and what came of them.
  public let marks: Marks

  public struct Marks: Sendable, Equatable {
    public var read = 0
    /// Marks about records that the list does not have, or has not written.
    public var unused = 0
    /// Pairs called the same that other marks keep apart.
    public var contradicted = 0
  }

  /// How many pairs wait for a decision.
  public var openPairs: Int { pairs.count(of: .match) }
}
