/// An edit of one value.
public enum Transform: Sendable, Equatable {
  /// White space off both ends.
  case trim
  /// Runs of white space become one space.
  case collapseSpaces
  case uppercase, lowercase, titlecase
  /// Nothing but the digits 0 to 9, those of other scripts as these.
  case digits
  /// Every occurrence of a text by another; an empty one removes it.
  case replace(String, with: String)
  case prefix(String)
  case suffix(String)
  /// At most this many characters, as a reader counts them.
  case truncate(Int)
  /// The entry of one of the rules' tables, by the value without regard to case; a value without an entry stays.
  case lookUp(table: String)

  /// The words that stand alone in a rules file.
  static let words: [(word: String, transform: Transform)] = [
    ("trim", .trim), ("collapse_spaces", .collapseSpaces), ("uppercase", .uppercase), ("lowercase", .lowercase), ("titlecase", .titlecase),
    ("digits", .digits),
  ]

  /// The keys of those that take a value.
  static let keys = ["replace", "prefix", "suffix", "truncate", "table"]
}
