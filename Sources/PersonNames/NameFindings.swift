/// What was noticed about a name, and what was done to it. Empty for a name that was right already.
public struct NameFindings: OptionSet, Sendable, Hashable, BitwiseCopyable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  // What was changed.

  /// The name was all capitals or all lower case, and was given its case back.
  public static let recased = NameFindings(rawValue: 1 << 0)
  /// White space was trimmed, joined or replaced by a plain space.
  public static let whitespace = NameFindings(rawValue: 1 << 1)
  /// Characters were composed to Unicode normalization form C.
  public static let composed = NameFindings(rawValue: 1 << 2)
  /// Control, bidirectional or zero-width characters were removed.
  public static let controlsRemoved = NameFindings(rawValue: 1 << 3)
  /// UTF-8 that had been read as Windows-1252 was read again as UTF-8 ("JosÃ©" is "José").
  public static let mojibakeRepaired = NameFindings(rawValue: 1 << 4)
  /// A quotation mark or an accent that stood for an apostrophe was made one.
  public static let apostrophe = NameFindings(rawValue: 1 << 5)
  /// The text stands for "no name" ("n/a", "test", "-"); the output is empty.
  public static let placeholder = NameFindings(rawValue: 1 << 6)

  // What a person should look at.

  /// Letters of scripts that no one language mixes ("Pаul" with a Cyrillic а).
  public static let mixedScripts = NameFindings(rawValue: 1 << 8)
  /// A digit stands in the name.
  public static let hasDigit = NameFindings(rawValue: 1 << 9)
  /// An `@` stands in the name: most likely an e-mail address.
  public static let hasAt = NameFindings(rawValue: 1 << 10)
  /// The name looks like a company's ("Miller & Sons Ltd.").
  public static let company = NameFindings(rawValue: 1 << 11)
  /// Bytes were not UTF-8, or U+FFFD stood in the text: letters are lost.
  public static let lostLetters = NameFindings(rawValue: 1 << 12)
  /// A title stood in the name and was taken out by splitting ("Dr. Ana Ruiz").
  public static let title = NameFindings(rawValue: 1 << 13)
  /// The place where the name was split is a guess.
  public static let splitUncertain = NameFindings(rawValue: 1 << 14)

  /// ICU could not be reached, and letters beyond the built-in tables kept their case.
  public static let notCased = NameFindings(rawValue: 1 << 16)
}
