/// A named edit that turned a text which is no valid number into one that is. Never made silently, and made only where one number alone
/// comes of it.
public struct Repair: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// `="+4930…"` and `'030…`: how spreadsheets are kept from taking a number for a number.
    case spreadsheetWrapper = "spreadsheet-wrapper"
    /// Zero-width and direction marks, tabs and narrow spaces that came along when pasting.
    case invisibleCharacters = "invisible-characters"
    /// `4930123456.0`: the number went through a floating-point column.
    case floatTail = "float-tail"
    /// `9.19876543210E+11`, all digits there.
    case scientificNotation = "scientific-notation"
    /// `Mobile 2: 0791…`: a label with digits of its own.
    case labelBefore = "label-before"
    /// `+1 650 253 0000 John`: words behind the number.
    case textBehind = "text-behind"
    /// `Durchwahl 12`, `poste 12`: an extension by a word that libphonenumber does not know, or a word without digits.
    case extensionWord = "extension-word"
    /// `O` and `l` typed for 0 and 1.
    case letterForDigit = "letter-for-digit"
    /// Several numbers in one cell.
    case severalNumbers = "several-numbers"
    /// `919876543210` away from India: the plus got lost.
    case lostPlus = "lost-plus"
    /// `0044…` or `01144…` where another prefix leads abroad.
    case foreignPrefix = "foreign-prefix"
    /// `+44 (0)20…`: a zero that is not dialled from abroad.
    case zeroInParentheses = "zero-in-parentheses"
    /// `+44 020…`: the national prefix was kept behind the calling code.
    case nationalPrefixKept = "national-prefix-kept"
    /// `612345678` in Italy: a leading zero that belongs to the number got lost.
    case lostLeadingZero = "lost-leading-zero"
    /// The number is of an older plan: see ``Renumbering``.
    case renumbered = "renumbered"
  }

  public let kind: Kind
  /// The text before the edit and after it.
  public let before: String
  public let after: String
  /// For ``Kind/renumbered``: the day from which the old numbers no longer counted, as `2021-01-31`.
  public let since: String?

  init(_ kind: Kind, before: String, after: String, since: String? = nil) {
    self.kind = kind
    self.before = before
    self.after = after
    self.since = since
  }

  /// The finding's code, such as `phone.repaired.float-tail`.
  public var code: String { "phone.repaired." + kind.rawValue }
}
