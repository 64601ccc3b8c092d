/// A rules file cannot be used: where, and what is wrong.
public struct RulesError: Error, Sendable, Equatable {
  public enum Problem: Sendable, Equatable {
    /// No rules of this name are built in.
    case unknownRules(name: String, nearest: String?)
    /// It is not YAML. The text is the YAML parser's own.
    case syntax(String)
    /// The file holds nothing.
    case empty
    case duplicateKey(String)
    case unknownKey(String, under: String, nearest: String?, known: [String])
    case missingKey(String, under: String)
    /// Another shape was expected: a mapping, a list, a text.
    case wrongShape(key: String, expected: String, found: String)
    case unknownValue(String, key: String, nearest: String?, known: [String])
    case notACount(String, key: String)
    case notADelimiter(String)
    case duplicateColumn(String)
    case unknownColumn(String, key: String, nearest: String?)
    /// Anchors, aliases and tags are refused: what stands there is what is meant.
    case notPlain(String)
  }

  /// The file's path, or the name of built-in rules.
  public let file: String

  /// 1-based line, where a line is at fault.
  public let line: Int?

  /// 1-based column, in Unicode scalars.
  public let column: Int?
  public let problem: Problem
}
