/// What a column is about, whatever its name.
public enum Role: String, Sendable, Hashable, CaseIterable {
  case firstName, lastName, fullName, salutation, phoneNumber, callingCode, `extension`, country, email
  /// Something that Muster carries but does not clean.
  case other
}

/// Which of a person's phones a column holds.
public enum PhoneKind: String, Sendable, Hashable, CaseIterable {
  // In the order in which they are preferred when an import takes one number.
  case mobile, main, work, home, other, fax
}

/// What happens to a record that a check doesn't like.
public enum Severity: String, Sendable, CaseIterable {
  /// Mend it and say so.
  case fix
  /// Write it and say so.
  case warn
  /// Keep the record out of the result, with the reason beside it.
  case reject
  /// End the run.
  case abort
}

/// One column of the target.
public struct ColumnRule: Sendable, Equatable {
  /// How a salutation is written.
  public enum SalutationStyle: String, Sendable, CaseIterable {
    /// "Mr"
    case plain
    /// "Mr."
    case dotted
  }

  /// The column's name in the target's header, byte for byte.
  public var name: String
  public var role: Role

  /// Which phone it is, for `phoneNumber`, `callingCode` and `extension`.
  public var phone: PhoneKind?

  /// Further source names, tried like the target's own name.
  public var sources: [String] = []

  /// Edits of the value, in order, before it is checked.
  public var transforms: [Transform] = []

  /// What happens when the value is missing; `nil` when it may be.
  public var whenMissing: Severity?

  public var checks: [Check] = []

  /// What is written when the value is missing.
  public var defaultValue: String?

  /// What is written in every record, whatever the source says; the column then has no source.
  public var constant: String?

  /// A text put together from other target columns: "{firstName} {lastName}"; the column then has no source.
  public var template: Template?

  public var salutationStyle = SalutationStyle.plain

  public init(name: String, role: Role) {
    self.name = name
    self.role = role
  }
}
