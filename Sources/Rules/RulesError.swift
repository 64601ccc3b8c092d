/// A rules file cannot be used: where, and what is wrong.
public struct RulesError: Error, Sendable, Equatable {
  public enum Problem: Sendable, Equatable {
    /// No rules of this name are built in.
    case unknownRules(name: String, nearest: String?)
    /// It is not YAML.
    case slip(YAMLSlip)
    /// The file holds nothing.
    case empty
    case duplicateKey(String)
    case unknownKey(String, under: String, nearest: String?, known: [String])
    case missingKey(String, under: String)
    /// A key with nothing behind it.
    case noValue(key: String)
    /// "name:firstName".
    case noSpaceAfterColon(String)
    /// Another shape was expected: keys and values, a list, a text.
    case wrongShape(key: String, expected: String, found: String)
    case unknownValue(String, key: String, nearest: String?, known: [String])
    case notACount(String, key: String, least: Int)
    case notADelimiter(String)
    /// A column's name that is empty or holds a line break.
    case notAColumnName(String)
    case duplicateColumn(String)
    case unknownColumn(String, key: String, nearest: String?)
    case unknownTable(String, nearest: String?)
    /// A check or transform with no key, or with two.
    case notOneOf(keys: [String], under: String)
    /// `least` is greater than `most`.
    case emptyRange(least: Int, most: Int)
    /// A list or table with nothing in it, where that lets nothing pass.
    case emptyList(key: String)
    /// A brace that is not closed or holds nothing.
    case notATemplate(String)
    /// A regular expression that is none, and the character (1-based) at which that shows.
    case notAPattern(String, at: Int)
    /// A template that needs its own column's value, maybe by way of others.
    case templateOfItself(String)
    /// Two keys that each say where a column's value comes from.
    case together(String, String, under: String)
    /// A key that says nothing about a column of this role.
    case notForRole(key: String, role: Role)
    /// A key that says nothing without another one.
    case needless(String, without: String)
    /// `fix` for a check that nothing can mend.
    case cannotFix(key: String)
    /// `layout: listed` without columns.
    case noColumns
    /// Anchors, aliases and merge keys.
    case anchor
    case tag
  }

  /// The file's path, or the name of built-in rules.
  public let file: String

  /// 1-based line, where a line is at fault.
  public let line: Int?

  /// 1-based column, in Unicode scalars.
  public let column: Int?
  public let problem: Problem

  public init(file: String, line: Int? = nil, column: Int? = nil, problem: Problem) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }
}
