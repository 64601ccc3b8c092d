/// Every kind of thing that a check can notice. The raw value is what scripts match and what the rejects file holds.
public enum FindingCode: String, Sendable, Hashable, CaseIterable {
  // The record as it was read.
  case bareQuote = "csv.bare-quote"
  case unescapedQuote = "csv.unescaped-quote"
  case textAfterQuote = "csv.text-after-quote"
  case unclosedQuote = "csv.unclosed-quote"
  case nul = "csv.nul"
  case invalidText = "csv.invalid-utf8"
  case fieldTooLong = "csv.overlong-field"
  case recordTooLong = "csv.overlong-record"
  case tooFewFields = "csv.too-few-fields"
  case tooManyFields = "csv.too-many-fields"

  // The telephone number.
  case phoneMissing = "phone.missing"
  case phoneNotANumber = "phone.not-a-number"
  case phoneTooShort = "phone.too-short"
  case phoneTooLong = "phone.too-long"
  case phoneUnknownCallingCode = "phone.unknown-calling-code"
  case phoneInvalid = "phone.invalid"
  case phoneReformatted = "phone.reformatted"
  case phoneRepaired = "phone.repaired"
  case phoneAmbiguous = "phone.ambiguous"
  case phoneOtherNumber = "phone.other-number"

  // The country that the number belongs to.
  case countryMissing = "country.missing"
  case countryAssumed = "country.assumed"
  case countryUnknown = "country.unknown"
  case countryConflict = "country.conflict"

  // The name.
  case nameMissing = "name.missing"
  case firstNameMissing = "name.first-missing"
  case lastNameMissing = "name.last-missing"
  case nameRecased = "name.recased"
  case nameCleaned = "name.cleaned"
  case nameSuspicious = "name.suspicious"

  // The salutation and the extension.
  case salutationMissing = "salutation.missing"
  case salutationUnknown = "salutation.unknown"
  case extensionInvalid = "extension.invalid"

  // A column of the target that has no kind of its own.
  case valueMissing = "value.missing"

  // The other records.
  case sameNumber = "duplicate.same-number"

  /// How much it matters unless a rule says otherwise.
  public var severity: Severity {
    switch self {
    case .phoneMissing, .phoneNotANumber, .phoneTooShort, .phoneTooLong, .phoneUnknownCallingCode, .phoneInvalid,
      .phoneAmbiguous, .countryMissing, .nameMissing, .recordTooLong, .fieldTooLong, .tooManyFields:
      .error
    case .bareQuote, .unescapedQuote, .textAfterQuote, .unclosedQuote, .nul, .invalidText, .tooFewFields, .phoneOtherNumber,
      .countryAssumed,
      .countryUnknown, .countryConflict, .firstNameMissing, .lastNameMissing, .nameSuspicious, .salutationMissing,
      .salutationUnknown, .extensionInvalid, .valueMissing, .sameNumber:
      .warning
    case .phoneReformatted, .phoneRepaired, .nameRecased, .nameCleaned: .fixed
    }
  }
}
