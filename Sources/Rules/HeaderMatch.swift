/// What each source column was understood to be, and why.
public struct HeaderMatch: Sendable, Equatable {
  /// Why a column was taken for what it is, the strongest first.
  public enum Evidence: Sendable, Equatable {
    /// `--columns` said so.
    case stated
    /// The header has the target's own name.
    case exact
    /// The same name but for case, accents, spaces and punctuation.
    case normalized
    /// A name for it in a language (BCP 47).
    case synonym(language: String)
  }

  /// Where a source column goes.
  public enum Destination: Sendable, Hashable {
    /// The target column at this index of `RulesFile.columns`.
    case column(Int)
    /// Evidence or raw material (a full name to split, a country), not written as it is.
    case role(Role)
  }

  /// One source column, by its index in the header.
  public struct Source: Sendable, Equatable {
    public let header: String
    public internal(set) var role: Role?
    public internal(set) var phone: PhoneKind?
    public internal(set) var destination: Destination?
    /// 0 for the column that a destination is filled from, 1 for the first that stands in when that is empty, and so on.
    public internal(set) var rank = 0
    public internal(set) var evidence: Evidence?
  }

  /// Several source columns that fit one destination equally well; the first was taken.
  public struct Ambiguity: Sendable, Equatable {
    public let destination: Destination
    /// Indexes of source columns, in their order.
    public let columns: [Int]
  }

  public internal(set) var sources: [Source]
  public internal(set) var ambiguities: [Ambiguity] = []

  /// Indexes of the source columns that fill a destination, first choice first. Looks at every source column.
  public func columns(for destination: Destination) -> [Int] {
    sources.indices.filter { sources[$0].destination == destination }.sorted { sources[$0].rank < sources[$1].rank }
  }

  /// Indexes of the source columns of a role, wherever they go, first choice first.
  public func columns(of role: Role) -> [Int] {
    sources.indices.filter { sources[$0].role == role }.sorted { sources[$0].rank < sources[$1].rank }
  }
}
