public import Pipeline

extension Finding {
  /// What was noticed and what to do about it, as whole sentences in one line. The value is not in it: it stands beside it.
  public var sentence: String { phrase.text }

  /// What was noticed, as a sentence.
  public var statement: String { statementPhrase.text }

  /// The sentence, parted where another record's number stands in it. Of the value it says no more than whether there is one.
  public var phrase: FindingPhrase { code.advice.isEmpty ? statementPhrase : "\(statementPhrase) \(code.advice)" }

  private var statementPhrase: FindingPhrase {
    switch code {
    case .bareQuote: "A quote stands in a field that does not begin with one; it was kept as text."
    case .unescapedQuote: "A quote stands alone inside a quoted field; it was kept as text."
    case .textAfterQuote: "Text follows the closing quote of a field; it was kept as part of the field."
    case .unclosedQuote: "A quoted field is never closed; its damage was confined to this record."
    case .nul: "The record holds a NUL byte; it was kept out of the cleaned value."
    case .invalidText: "The text is not valid in the file's encoding."
    case .fieldTooLong: "A field is longer than the limit, probably because a quote is never closed."
    case .recordTooLong: "The record is longer than the limit, probably because a quote is never closed."
    case .tooFewFields: "The record has \(visible(detail)); the missing ones were read as empty."
    case .recordTooWide: "The record has more fields than a spreadsheet has columns; those beyond are one field."
    case .tooManyFields: "The record has \(visible(detail)), so its columns have slipped."

    case .phoneMissing: "There is no telephone number, and the import needs one."
    case .phoneNotANumber: "This is not a telephone number."
    case .phoneTooShort: "The number is too short\(forRegion)."
    case .phoneTooLong: "The number is too long\(forRegion)."
    case .phoneUnknownCallingCode: "The number begins with a calling code that no country has."
    case .phoneLocalOnly: "The number can be dialled inside its area only\(readInRegion)."
    case .phoneInvalidLength: "The number has a length that no number has\(readInRegion)."
    case .phoneInvalid: "The number is in no range that is in use\(readInRegion)."
    case .phoneDigitsLost: "A spreadsheet rounded this number\(detail.isEmpty ? "" : ", \(visible(detail)) digits are lost")."
    case .phoneAmbiguous: "The number can be read as \(visible(detail))."
    case .phoneOtherReading: "The number could also mean \(visible(detail)), with the + left out."
    case .phoneOtherNumber: "The cell holds a further number, \(visible(detail)), which was not written."
    case .phoneByLabel: "The number was preferred to those before it, since its label says what it is (\(visible(detail)))."
    case .phoneReformatted: "The number was written as \(visible(detail))."

    case .repairedSpreadsheetWrapper: repaired("a spreadsheet's wrapping around the number was taken off")
    case .repairedInvisibleCharacters: repaired("characters that nobody sees were taken out")
    case .repairedFloatTail: repaired("the .0 of a number column was taken off")
    case .repairedScientificNotation: repaired("scientific notation was written out; all its digits were there")
    case .repairedLabelBefore: repaired("the words before the number were left out")
    case .repairedTextBehind: repaired("the words behind the number were left out")
    case .repairedExtensionWord: repaired("the extension behind a word was read")
    case .repairedLetterForDigit: repaired("letters that stand for digits were made digits")
    case .repairedSeveralNumbers: repaired("one of several numbers was taken")
    case .repairedLostPlus: repaired("the lost + was put back")
    case .repairedForeignPrefix: repaired("the prefix that leads abroad was made a +")
    case .repairedZeroInParentheses: repaired("the (0) that is not dialled from abroad was left out")
    case .repairedNationalPrefixKept: repaired("the national prefix behind the calling code was left out")
    case .repairedLostLeadingZero: repaired("the lost leading zero was put back")
    case .repairedRenumbered: repaired("the number of an old plan was made the one of today")

    case .countryMissing: "Nothing says which country the number belongs to."
    case .countryGiven: "The number was read as one of \(visible(detail)), since --region says so."
    case .countryAssumed: "The number does not say its country; it was taken for one of \(visible(detail))."
    case .countryUnknown: "This is no country or calling code that is known; it was not used."
    case .countryConflict: "The number belongs to another country than the record says (\(visible(detail))); the number was believed."

    case .nameMissing: "There is neither a first nor a last name."
    case .firstNameMissing: "There is no first name; it was written empty."
    case .lastNameMissing: "There is no last name; it was written empty."
    case .nameRecased: "The name was written as \"\(visible(detail))\"."
    case .nameCleaned: "The name was cleaned to \"\(visible(detail))\"."
    case .nameSuspicious: "This does not look like a person's name (\(visible(detail))); it was kept."

    case .salutationMissing: "There is no salutation; it was written empty."
    case .salutationUnknown: "The salutation has no equal among those of the import; it was written empty."
    case .extensionInvalid: "This is not an extension, which has digits only; it was not used."

    case .valueTooLong: "The value is longer than any name or number (\(visible(detail)))."
    case .valueMissing: "There is no value for \(visible(detail))."
    case .checkFailed: "The \(value.isEmpty ? "record" : "value") breaks a rule: \(visible(detail))."

    case .sameNumber: "Record \(visible(detail)) has the same number and stands for this one."
    case .sameValues:
      "Record \(visible(detail)) has the same values in the columns that identify a contact, and stands for this one."
    case .sharedNumber: detail.sharedNumber
    case .blankFilled: "The value was taken from record \(visible(detail)), which is the same contact; there was none."
    case .valueLeft: "Record \(visible(detail)) is the same contact and has this value; the record's own was kept."
    case .samePerson: "Record \(visible(detail)) is the same person's and stands for this one."
    case .alreadyThere: "The target has a contact with this number already (\(visible(detail))); this one was left out."
    }
  }

  /// What a repair did, with the text that came of it.
  private func repaired(_ what: String) -> FindingPhrase { "The text became \"\(visible(detail))\": \(what)." }

  private var forRegion: String { detail.isEmpty ? "" : " for a number of \(visible(detail))" }

  private var readInRegion: String { detail.isEmpty ? "" : " (read as a number of \(visible(detail)))" }
}

extension FindingCode {
  /// What a person can do about it, in one or two short sentences; empty where nothing has to be done.
  public var advice: String {
    switch self {
    case .bareQuote: "Put the whole field in quotes and double those inside."
    case .unescapedQuote: "Double the quote."
    case .textAfterQuote: "Move the text inside the quotes."
    case .unclosedQuote: "Close the quote."
    case .nul: "If the file is UTF-16, say so with --encoding UTF-16LE."
    case .invalidText: "Name the right encoding with --encoding, often windows-1252."
    case .fieldTooLong, .recordTooLong: "Look for a missing \" where the record begins."
    case .recordTooWide: "Name the right delimiter with --delimiter, or leave out columns that nobody needs."
    case .tooFewFields: "If a field in the middle is missing, put its delimiter back."
    case .tooManyFields: "Put a value that holds the delimiter in quotes."
    case .phoneMissing: "Fill in the number, or name its column with --columns \"NAME=cellPhoneNumber\"."
    case .phoneNotANumber: "Correct it."
    case .phoneTooShort: "Add the missing digits."
    case .phoneTooLong: "Remove what does not belong to it."
    case .phoneUnknownCallingCode: "Correct the digits after the +."
    case .phoneLocalOnly: "Add the area code."
    case .phoneInvalidLength: "Check its digits."
    case .phoneInvalid: "Check its digits and its country."
    case .phoneDigitsLost: "Format the column as text and export again."
    case .phoneAmbiguous: "Write the right one with + and its calling code."
    case .countryMissing: "Write it with + and its calling code, or name the list's country with --region."
    case .countryUnknown: "Write the country's name or its ISO code."
    case .countryConflict: "Correct whichever of the two is wrong."
    case .countryAssumed: "If that is wrong, write it with + and its calling code."
    case .nameMissing: "Fill in a name, or name its column with --columns \"NAME=fullName\"."
    case .firstNameMissing, .lastNameMissing: "Fill it in if you know it."
    case .nameSuspicious: "Look at it: a contact's name should be a person's."
    case .salutationMissing: "Fill it in if the import needs it; it is never guessed."
    case .salutationUnknown: "Write Mr or Mrs if one of them is right."
    case .extensionInvalid: "Write its digits alone."
    case .valueTooLong: "Look for a missing \" where it begins."
    case .valueMissing: "Fill it in, or give the column a default in the rules file."
    case .checkFailed: "Correct the value, or the check in the rules file."
    case .phoneOtherReading: "If that one is right, put the + before it."
    case .phoneOtherNumber: "To import both, give the other one a record of its own."
    case .sharedNumber: "Find out whose it is, and give this person another."
    case .valueLeft: "Look at it: the two records contradict each other."
    case .samePerson: "If they are two people, mark the pair different in a review file."
    case .phoneByLabel, .phoneReformatted, .repairedSpreadsheetWrapper, .repairedInvisibleCharacters, .repairedFloatTail,
      .repairedScientificNotation,
      .repairedLabelBefore, .repairedTextBehind, .repairedExtensionWord, .repairedLetterForDigit, .repairedSeveralNumbers,
      .repairedLostPlus, .repairedForeignPrefix, .repairedZeroInParentheses, .repairedNationalPrefixKept, .repairedLostLeadingZero,
      .repairedRenumbered, .countryGiven, .nameRecased, .nameCleaned, .sameNumber, .sameValues,
      .blankFilled, .alreadyThere:
      ""
    }
  }
}

extension FindingDetail {
  fileprivate var sharedNumber: FindingPhrase {
    guard case .sharer(let row, let sharers) = self else {
      return "The target has this number under another name (\(visible(self))), and takes a number once."
    }
    let whose: FindingPhrase
    switch sharers {
    case .pair: whose = row == 0 ? "Another record has the same number" : "Record \(record: row) has the same number"
    case .household:
      whose = row == 0 ? "A household shares this number" : "Record \(record: row) and a household share this number"
    case .switchboard:
      whose =
        row == 0
        ? "People of several names share this number, as at a switchboard"
        : "Record \(record: row) and people of several names share this number, as at a switchboard"
    }
    if row == 0 { return "\(whose), under another name, and the rules let none of them out." }
    return "\(whose), under another name, and a number goes out once."
  }
}

extension Finding {
  /// Place, value, what was noticed and what to do, in one line:
  /// `list.csv:16 (record 15) Phone: phone.too-short "12": The number is too short. Add the missing digits.`
  public func message(in source: String) -> String {
    let column = place.column.map { " " + visible($0) } ?? ""
    let quoted = value.isEmpty ? "" : " \"\(visible(value))\""
    return "\(source.visible):\(place.lineNumber) (record \(place.rowNumber))\(column): \(code.name)\(quoted): \(sentence)"
  }

  /// The same as a line, ended.
  public func line(in source: String) -> String { message(in: source) + "\n" }
}

/// A text in one line: cut where a terminal's line would burst, with what a terminal would act on made visible.
func visible(_ text: String) -> String {
  if text.utf8.count <= 60 { return text.visible }
  let scalars = text.unicodeScalars
  guard let cut = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex), cut < scalars.endIndex else {
    return text.visible
  }
  return String(scalars[..<cut]).visible + "…"
}

/// The same of a detail.
func visible(_ detail: FindingDetail) -> FindingDetail {
  if case .text(let text) = detail { .text(visible(text)) } else { detail }
}
