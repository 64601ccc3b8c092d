/// What a column that is only carried says about where a record's contact is at home, or about another column.
public enum HomeHint: String, Sendable, Hashable, CaseIterable {
  /// Parts of a postal address, and the whole of it.
  case state, town, postcode, address
  /// A language, with its country or without.
  case language
  /// Which of a person's phones the number beside it is ("Phone 1 - Label").
  case phoneLabel
}
