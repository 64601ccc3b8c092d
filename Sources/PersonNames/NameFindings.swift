/// What was noticed about a name, and what was done to it. Empty for a name that was right already.
///
/// Each is worked out where it is used: a stored one is asked for, in a call, whether it is there yet.
public struct NameFindings: OptionSet, Sendable, Hashable, BitwiseCopyable {
  public let rawValue: UInt32

  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  // What was changed.

  /// The name was all capitals or all lower case, and was given its case back.
  @inlinable public static var recased: NameFindings { NameFindings(rawValue: 1 << 0) }
  /// White space was trimmed, joined or replaced by a plain space.
  @inlinable public static var whitespace: NameFindings { NameFindings(rawValue: 1 << 1) }
  /// Characters were composed to Unicode normalization form C.
  @inlinable public static var composed: NameFindings { NameFindings(rawValue: 1 << 2) }
  /// Control, bidirectional or zero-width characters were removed.
  @inlinable public static var controlsRemoved: NameFindings { NameFindings(rawValue: 1 << 3) }
  /// UTF-8 that had been read as Windows-1252 was read again as UTF-8 ("JosÃ©" is "José").
  @inlinable public static var mojibakeRepaired: NameFindings { NameFindings(rawValue: 1 << 4) }
  /// A quotation mark or an accent that stood for an apostrophe was made one.
  @inlinable public static var apostrophe: NameFindings { NameFindings(rawValue: 1 << 5) }
  /// The text stands for "no name" ("n/a", "test", "-"); the output is empty.
  @inlinable public static var placeholder: NameFindings { NameFindings(rawValue: 1 << 6) }

  // What a person should look at.

  /// Letters of scripts that no one language mixes ("Pаul" with a Cyrillic а).
  @inlinable public static var mixedScripts: NameFindings { NameFindings(rawValue: 1 << 8) }
  /// A digit stands in the name.
  @inlinable public static var hasDigit: NameFindings { NameFindings(rawValue: 1 << 9) }
  /// An `@` stands in the name: most likely an e-mail address.
  @inlinable public static var hasAt: NameFindings { NameFindings(rawValue: 1 << 10) }
  /// The name looks like a company's ("Miller & Sons Ltd.").
  @inlinable public static var company: NameFindings { NameFindings(rawValue: 1 << 11) }
  /// Bytes were not UTF-8, or U+FFFD stood in the text: letters are lost.
  @inlinable public static var lostLetters: NameFindings { NameFindings(rawValue: 1 << 12) }
  /// A title stood in the name and was taken out by splitting ("Dr. Ana Ruiz").
  @inlinable public static var title: NameFindings { NameFindings(rawValue: 1 << 13) }
  /// The place where the name was split is a guess.
  @inlinable public static var splitUncertain: NameFindings { NameFindings(rawValue: 1 << 14) }

  /// ICU could not be reached, and letters beyond the built-in tables kept their case.
  @inlinable public static var notCased: NameFindings { NameFindings(rawValue: 1 << 16) }
}
