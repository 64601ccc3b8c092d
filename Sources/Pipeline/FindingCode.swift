/// Every kind of thing that a check can notice. The raw values count from 0 without a gap, so that a table may be indexed by them.
public enum FindingCode: UInt8, Sendable, Hashable, CaseIterable {
  // The record as it was read.
  case bareQuote
  case unescapedQuote
  case textAfterQuote
  case unclosedQuote
  case nul
  case invalidText
  case fieldTooLong
  case recordTooLong
  case recordTooWide
  case tooFewFields
  case tooManyFields

  // The telephone number.
  case phoneMissing
  case phoneNotANumber
  case phoneTooShort
  case phoneTooLong
  case phoneUnknownCallingCode
  case phoneLocalOnly
  case phoneInvalidLength
  case phoneInvalid
  case phoneDigitsLost
  case phoneAmbiguous
  case phoneOtherReading
  case phoneOtherNumber
  case phoneByLabel
  case phoneReformatted

  // What was done to a number before it was one, each on its own.
  case repairedSpreadsheetWrapper
  case repairedInvisibleCharacters
  case repairedFloatTail
  case repairedScientificNotation
  case repairedLabelBefore
  case repairedTextBehind
  case repairedExtensionWord
  case repairedLetterForDigit
  case repairedSeveralNumbers
  case repairedLostPlus
  case repairedForeignPrefix
  case repairedZeroInParentheses
  case repairedNationalPrefixKept
  case repairedLostLeadingZero
  case repairedRenumbered

  // The country that the number belongs to.
  case countryMissing
  case countryGiven
  case countryAssumed
  case countryUnknown
  case countryConflict

  // The name.
  case nameMissing
  case firstNameMissing
  case lastNameMissing
  case nameRecased
  case nameCleaned
  case nameSuspicious

  // The salutation and the extension.
  case salutationMissing
  case salutationUnknown
  case extensionInvalid

  // A column of the target that has no kind of its own.
  case valueMissing
  case valueTooLong
  case checkFailed

  // The other records.
  case sameNumber
  case sameValues
  case sharedNumber
  case samePerson
  case alreadyThere
  case blankFilled
  case valueLeft

  /// How much it matters unless a rule says otherwise.
  public var severity: Severity {
    switch self {
    case .phoneMissing, .phoneNotANumber, .phoneTooShort, .phoneTooLong, .phoneUnknownCallingCode, .phoneLocalOnly,
      .phoneInvalidLength, .phoneInvalid, .phoneDigitsLost, .phoneAmbiguous, .countryMissing, .nameMissing, .recordTooLong,
      .recordTooWide, .fieldTooLong, .tooManyFields, .valueTooLong, .sharedNumber:
      .error
    case .bareQuote, .unescapedQuote, .textAfterQuote, .unclosedQuote, .nul, .invalidText, .tooFewFields, .phoneOtherReading,
      .phoneOtherNumber,
      .countryAssumed,
      .countryUnknown, .countryConflict, .firstNameMissing, .lastNameMissing, .nameSuspicious, .salutationMissing,
      .salutationUnknown, .extensionInvalid, .valueMissing, .checkFailed, .sameNumber, .sameValues, .samePerson, .alreadyThere, .valueLeft:
      .warning
    case .phoneByLabel, .phoneReformatted, .repairedSpreadsheetWrapper, .repairedInvisibleCharacters, .repairedFloatTail,
      .repairedScientificNotation, .repairedLabelBefore, .repairedTextBehind, .repairedExtensionWord, .repairedLetterForDigit,
      .repairedSeveralNumbers, .repairedLostPlus, .repairedForeignPrefix, .repairedZeroInParentheses,
      .repairedNationalPrefixKept, .repairedLostLeadingZero, .repairedRenumbered, .countryGiven, .nameRecased, .nameCleaned, .blankFilled:
      .fixed
    }
  }

  /// What scripts match and what the rejects file holds.
  public var name: String {
    switch self {
    case .bareQuote: "csv.bare-quote"
    case .unescapedQuote: "csv.unescaped-quote"
    case .textAfterQuote: "csv.text-after-quote"
    case .unclosedQuote: "csv.unclosed-quote"
    case .nul: "csv.nul"
    case .invalidText: "csv.invalid-utf8"
    case .fieldTooLong: "csv.overlong-field"
    case .recordTooLong: "csv.overlong-record"
    case .recordTooWide: "csv.overwide-record"
    case .tooFewFields: "csv.too-few-fields"
    case .tooManyFields: "csv.too-many-fields"
    case .phoneMissing: "phone.missing"
    case .phoneNotANumber: "phone.not-a-number"
    case .phoneTooShort: "phone.too-short"
    case .phoneTooLong: "phone.too-long"
    case .phoneUnknownCallingCode: "phone.unknown-calling-code"
    case .phoneLocalOnly: "phone.local-only"
    case .phoneInvalidLength: "phone.invalid-length"
    case .phoneInvalid: "phone.not-assigned"
    case .phoneDigitsLost: "phone.digits-lost"
    case .phoneAmbiguous: "phone.ambiguous"
    case .phoneOtherReading: "phone.other-reading"
    case .phoneOtherNumber: "phone.other-number"
    case .phoneByLabel: "phone.by-label"
    case .phoneReformatted: "phone.reformatted"
    case .repairedSpreadsheetWrapper: "phone.repaired.spreadsheet-wrapper"
    case .repairedInvisibleCharacters: "phone.repaired.invisible-characters"
    case .repairedFloatTail: "phone.repaired.float-tail"
    case .repairedScientificNotation: "phone.repaired.scientific-notation"
    case .repairedLabelBefore: "phone.repaired.label-before"
    case .repairedTextBehind: "phone.repaired.text-behind"
    case .repairedExtensionWord: "phone.repaired.extension-word"
    case .repairedLetterForDigit: "phone.repaired.letter-for-digit"
    case .repairedSeveralNumbers: "phone.repaired.several-numbers"
    case .repairedLostPlus: "phone.repaired.lost-plus"
    case .repairedForeignPrefix: "phone.repaired.foreign-prefix"
    case .repairedZeroInParentheses: "phone.repaired.zero-in-parentheses"
    case .repairedNationalPrefixKept: "phone.repaired.national-prefix-kept"
    case .repairedLostLeadingZero: "phone.repaired.lost-leading-zero"
    case .repairedRenumbered: "phone.repaired.renumbered"
    case .countryMissing: "country.missing"
    case .countryGiven: "country.given"
    case .countryAssumed: "country.assumed"
    case .countryUnknown: "country.unknown"
    case .countryConflict: "country.conflict"
    case .nameMissing: "name.missing"
    case .firstNameMissing: "name.first-missing"
    case .lastNameMissing: "name.last-missing"
    case .nameRecased: "name.recased"
    case .nameCleaned: "name.cleaned"
    case .nameSuspicious: "name.suspicious"
    case .salutationMissing: "salutation.missing"
    case .salutationUnknown: "salutation.unknown"
    case .extensionInvalid: "extension.invalid"
    case .valueMissing: "value.missing"
    case .valueTooLong: "value.too-long"
    case .checkFailed: "rule.failed"
    case .sameNumber: "duplicate.same-number"
    case .sameValues: "duplicate.same-values"
    case .sharedNumber: "duplicate.shared-number"
    case .samePerson: "duplicate.same-person"
    case .alreadyThere: "duplicate.already-there"
    case .blankFilled: "duplicate.blank-filled"
    case .valueLeft: "duplicate.value-left"
    }
  }
}
