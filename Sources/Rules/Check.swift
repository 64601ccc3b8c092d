/// Something that must hold for a column's value. An empty value passes every check: whether it may be empty is `whenMissing`.
public struct Check: Sendable, Equatable {
  public enum Condition: Sendable, Equatable {
    /// One of these values, byte for byte.
    case oneOf([String])
    /// The whole value matches a regular expression (ICU's syntax), within a time limit that the rules' limits set.
    case matches(String)
    /// Length in characters, as a reader counts them; both bounds belong to what is allowed.
    case length(min: Int, max: Int?)
    /// No other record has this value.
    case unique
    /// The value is of the same country as another column's (a number and its country), or equal to it where neither has a country.
    case agreesWith(column: String)
  }

  public var condition: Condition
  public var severity: Severity

  /// What the report says beside the finding, in the words of whoever wrote the rules.
  public var message: String?

  public init(_ condition: Condition, severity: Severity, message: String? = nil) {
    self.condition = condition
    self.severity = severity
    self.message = message
  }

  static let keys = ["one_of", "matches", "length", "unique", "agrees_with"]
}

/// Something that must hold for a record as a whole.
public struct RecordCheck: Sendable, Equatable {
  /// A column's value is one of some, or filled, or empty.
  public struct Clause: Sendable, Equatable {
    public enum State: Sendable, Equatable {
      case oneOf([String])
      case filled, empty
    }

    public var column: String
    public var state: State

    public init(column: String, state: State) {
      self.column = column
      self.state = state
    }
  }

  public enum Condition: Sendable, Equatable {
    /// At least one of these columns is filled.
    case anyOf([String])
    /// Where the first holds, the second must.
    case whenThen(Clause, Clause)
  }

  public var condition: Condition
  public var severity: Severity
  public var message: String?

  public init(_ condition: Condition, severity: Severity, message: String? = nil) {
    self.condition = condition
    self.severity = severity
    self.message = message
  }

  static let keys = ["any_of", "when"]
}
