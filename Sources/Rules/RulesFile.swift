/// What a rules file says: which columns the result has and where each comes from, what must hold, what identifies a contact,
/// and how the result is written.
public struct RulesFile: Sendable, Equatable {
  /// The name it is asked for by (`--rules hubspot`), or the path of the file it was read from.
  public var name: String

  /// What the rules are for, in a sentence; shown by `muster rules list`.
  public var about = ""

  /// The target's columns, in the order in which they are written.
  public var columns: [ColumnRule] = []

  /// Names of source columns that are read and not written as they are, by role: a full name that is split, a country that numbers are
  /// read by.
  public var reads: [Role: [String]] = [:]

  /// What must hold for a record as a whole.
  public var checks: [RecordCheck] = []

  /// Tables that a column's values can be looked up in, by name: what is found, and what is written for it.
  public var tables: [String: [String: String]] = [:]

  /// The target columns that together identify a contact; empty when no two records are ever the same contact.
  public var identity: [String] = []

  /// Which of several records of one contact stays.
  public var survivor = Survivor.first

  /// Names of the source column whose date `Survivor.newest` goes by; the first that a list has is taken. Empty for any other survivor.
  public var newestBy: [String] = []

  /// Which of several people with one number goes out, where a number identifies a contact.
  public var sharedNumber = SharedNumber.first

  /// How sure a country has to be before a number is written with it.
  public var assume = Assumption.likely

  public var output = OutputStyle()
  public var limits = Limits()

  public init(name: String) { self.name = name }

  static let keys = [
    "about", "columns", "reads", "checks", "tables", "identity", "survivor", "newest_by", "shared_number", "assume", "output", "limits",
  ]
}

/// Which of several records of one contact is kept.
public enum Survivor: String, Sendable, CaseIterable {
  /// The one that comes first in the list.
  case first
  /// The one that comes last in the list: the newest, in a list that grows at its end.
  case last
  /// The one with most of its target columns filled; the first of them on a tie.
  case fullest
  /// The one with the latest date in the column that `newest_by` names; one without a date only where none has one, the first on a tie.
  case newest
  /// The first one, its blanks filled from the others in their order.
  case merged
}

/// Which of several people goes out whose records have one number, when the number identifies a contact. The others are rejected, and
/// never taken for one another.
public enum SharedNumber: String, Sendable, CaseIterable {
  /// The one who comes first in the list.
  case first
  /// The one whose record has most of its target columns filled; the first of them on a tie.
  case fullest
  /// None of them: a number of two people reaches the wrong one half the time.
  case nobody
  /// All of them: for a target that takes a number more than once.
  case everyone
}

/// How sure the country of a number without a plus has to be.
public enum Assumption: String, Sendable, CaseIterable {
  /// The record says it.
  case certain
  /// Or the evidence leaves one country: the agreement of other columns, the only candidate in which the number is valid.
  case likely
  /// Or it was assumed: what most of the list is, or the region that was given for it.
  case any
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

  /// Which fields are put in quotes.
  public enum Quoting: String, Sendable, CaseIterable {
    /// Those that need it (RFC 4180).
    case needed
    case always
  }

  public var layout = Layout.listed

  /// One ASCII character between two fields.
  public var delimiter = UInt8(ascii: ",")
  public var lineEnd = LineEnd.lf
  public var quoting = Quoting.needed

  /// A byte order mark in front, for programs that take UTF-8 for something else without one.
  public var hasByteOrderMark = false

  public init() {}

  static let keys = ["layout", "delimiter", "line_end", "quotes", "byte_order_mark"]
}

/// What an import accepts at most.
public struct Limits: Sendable, Equatable {
  /// More rejected records than this end the run; `nil` for no limit.
  public var maxRejects: Int?

  /// Records in one request; at least 1.
  public var batchRecords = 1000

  /// Bytes of CSV in one request; at least 1.
  public var batchBytes = 1 << 20

  /// Requests that the target takes in a minute; at least 1.
  public var requestsPerMinute = 60

  /// Milliseconds that a regular expression may take for one value; at least 1.
  public var matchMilliseconds = 100

  public init() {}

  static let keys = ["max_rejects", "batch_records", "batch_bytes", "requests_per_minute", "match_milliseconds"]
}
