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
    /// A name for it in a language (BCP 47; "und" for the names of a program).
    case synonym(language: String)
    /// Such a name in other words: in another order, or with words around it ("Contact: Phone (mobile)").
    case reworded(language: String)
    /// A name that is a slip or two away from a known one.
    case similar(to: String, edits: Int)
    /// The cells: this share of those that are filled (0 to 1) is what such a column holds.
    case content(share: Double)
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
    /// What its name says beside that, where it is only carried.
    public internal(set) var hint: HomeHint?
    /// For a column of numbers, the column that says which of a person's phones each is.
    public internal(set) var label: Int?
    public internal(set) var destination: Destination?
    /// 0 for the column that a destination is filled from, 1 for the first that stands in when that is empty, and so on.
    public internal(set) var rank = 0
    public internal(set) var evidence: Evidence?
    /// Place among the names that the rules give for one destination.
    var order = 0

    init(header: String) { self.header = header }

    /// A column that was understood before. Of the evidence only one thing matters afterwards: whether somebody stated it.
    public init(
      header: String, role: Role?, phone: PhoneKind?, hint: HomeHint?, label: Int?, destination: Destination?, rank: Int, isStated: Bool
    ) {
      self.header = header
      self.role = role
      self.phone = phone
      self.hint = hint
      self.label = label
      self.destination = destination
      self.rank = rank
      evidence = isStated ? .stated : nil
    }
  }

  /// Several source columns that fit one destination equally well; the first was taken.
  public struct Ambiguity: Sendable, Equatable {
    public let destination: Destination
    /// Indexes of source columns, the one that was taken first.
    public let columns: [Int]
  }

  /// A column whose meaning somebody should look at.
  public struct Doubt: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
      /// The name is only near to a known one.
      case similarName
      /// The name means several things ("Title"), and the cells did not say which.
      case severalMeanings
      /// The name says one thing and the cells another, in this share of them; the cells were believed.
      case cellsDisagree(named: Role, share: Double)
      /// The name says states or regions, and this share of the cells are countries, which were believed.
      case regionsAreCountries(share: Double)
      /// Hardly any cell is what the name promises: this share.
      case cellsUnlike(share: Double)
      /// Most known names in a column of first names are family names, and most in the column at this index the reverse.
      case swappedNames(with: Int)
      /// The cells are written like phone numbers, and are valid in no country that is known of.
      case likeNumbers
      /// There was no name to go by.
      case cellsAlone
    }

    /// Index of the source column.
    public let column: Int
    public let reason: Reason

    public init(column: Int, reason: Reason) {
      self.column = column
      self.reason = reason
    }
  }

  public internal(set) var sources: [Source]
  public internal(set) var ambiguities: [Ambiguity] = []
  public internal(set) var doubts: [Doubt] = []

  public init(sources: [Source]) { self.sources = sources }

  /// Indexes of the source columns that fill a destination, first choice first. Looks at every source column.
  public func columns(for destination: Destination) -> [Int] {
    sources.indices.filter { sources[$0].destination == destination }.sorted { sources[$0].rank < sources[$1].rank }
  }

  /// Indexes of the source columns of a role, wherever they go, first choice first.
  public func columns(of role: Role) -> [Int] {
    sources.indices.filter { sources[$0].role == role }.sorted { sources[$0].rank < sources[$1].rank }
  }
}
