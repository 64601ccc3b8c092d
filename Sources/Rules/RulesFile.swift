/// What a rules file says: which columns the result has and where each comes from, what must hold, what identifies a contact,
/// and how the result is written.
public struct RulesFile: Sendable, Equatable {
  /// The name it is asked for by (`--rules hubspot`), or the path of the file it was read from.
  public var name: String

  /// What the rules are for, in a sentence; shown by `muster rules list`.
  public var about = ""

  /// The target's columns, in the order in which they are written.
  public var columns: [ColumnRule] = []

  /// The target columns that together identify a contact; empty when no two records are ever the same contact.
  public var identity: [String] = []

  /// Which of several records of one contact stays.
  public var survivor = Survivor.first

  public var output = OutputStyle()
  public var limits = Limits()

  public init(name: String) { self.name = name }
}

/// Which of several records of one contact is kept.
public enum Survivor: String, Sendable, CaseIterable {
  /// The one that comes first in the list.
  case first
  /// The one that comes last in the list: the newest, in a list that grows at its end.
  case last
  /// The one with most of its target columns filled; the first of them on a tie.
  case fullest
}

/// How the result is written.
public struct OutputStyle: Sendable, Equatable {
  /// Which columns are written.
  public enum Layout: String, Sendable, CaseIterable {
    /// The columns that the rules list, in their order.
    case listed
    /// Every column of the source in its order, cleaned where it was recognized.
    case source
  }

  public enum LineEnd: String, Sendable, CaseIterable {
    case lf, crlf
  }

  public var layout = Layout.listed

  /// One ASCII character between two fields.
  public var delimiter = UInt8(ascii: ",")
  public var lineEnd = LineEnd.lf

  public init() {}
}

/// What an import accepts at most.
public struct Limits: Sendable, Equatable {
  /// More rejected records than this end the run; `nil` for no limit.
  public var maxRejects: Int?

  /// Records in one request.
  public var batchRecords = 1000

  /// Bytes of CSV in one request.
  public var batchBytes = 1 << 20

  public init() {}
}
