internal import ICU

/// The regular expression of a check, compiled. One per worker: it holds the text that it looks at.
public struct PatternMatcher: ~Copyable {
  private var expression: RegularExpression

  /// - Parameters:
  ///   - pattern: a regular expression as ICU has them; it is a whole value that has to match.
  ///   - milliseconds: how long one value may take.
  /// - Throws: when the pattern is none; rules that are read say so with its place.
  public init(_ pattern: String, milliseconds: Int) throws(PatternError) {
    do { expression = try RegularExpression(pattern, limit: milliseconds) } catch {
      throw PatternError(pattern: pattern, offset: error.offset)
    }
  }

  /// Whether a whole value matches; nil when that takes longer than it may.
  public mutating func matches(_ value: String) -> Bool? {
    // Taking too long is the only way to fail, and is an answer of its own.
    try? expression.matches(value)
  }
}

/// A regular expression that is none.
public struct PatternError: Error, Equatable, Sendable {
  public let pattern: String
  /// Where, in UTF-16 units from its beginning.
  public let offset: Int
}
