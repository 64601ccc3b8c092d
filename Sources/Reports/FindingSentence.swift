public import Pipeline

extension Finding {
  /// What was noticed, for a person: the value, what was expected, and what to do next. One line, without a full stop's worth of jargon,
  /// in which nothing of the list is a control any more.
  public var sentence: String { words.visible }

  private var words: String {
    switch code {
    case .bareQuote: "a quote stands in a field that does not begin with one; it was kept as text"
    case .unescapedQuote: "a quote stands alone inside a quoted field; it was kept as text: double it"
    case .textAfterQuote: "text follows the closing quote of a field; it was kept as part of the field"
    case .unclosedQuote: "a quoted field is never closed; its damage was confined to this record: close the quote"
    case .nul: "the record holds a NUL byte; it was kept out of the cleaned value"
    case .invalidText: "the text is not valid in the file's encoding; name the right one with --encoding"
    case .fieldTooLong: "a field is longer than the limit, probably because a quote is never closed: look for a missing \""
    case .recordTooLong: "the record is longer than the limit, probably because a quote is never closed: look for a missing \""
    case .tooFewFields: "the record has \(detail); the missing ones were read as empty"
    case .tooManyFields: "the record has \(detail): a value that holds the delimiter has to be quoted"

    case .phoneMissing: "there is no telephone number, and the import needs one: fill in the number"
    case .phoneNotANumber: "\(quoted) is not a telephone number: correct it"
    case .phoneTooShort: "\(quoted) is too short\(inRegion): add the missing digits"
    case .phoneTooLong: "\(quoted) is too long\(inRegion): remove what does not belong to it"
    case .phoneUnknownCallingCode: "\(quoted) begins with a calling code that no country has: correct the digits after the +"
    case .phoneLocalOnly: "\(quoted) can be dialled inside its area only\(inRegion): add the area code"
    case .phoneInvalidLength: "\(quoted) has a length that no number has\(inRegion): check its digits"
    case .phoneInvalid: "\(quoted) is in no range that is in use\(inRegion): check its digits and its country"
    case .phoneDigitsLost:
      "\(quoted) has lost digits to scientific notation: format the column as text in the source and export it again"
    case .phoneAmbiguous: "\(quoted) can be read as \(detail): keep the right one"
    case .phoneOtherReading: "\(quoted) could also mean \(detail), with the + left out"
    case .phoneOtherNumber: "\(quoted) holds a further number, \(detail), which was not written"
    case .phoneByLabel: "\(quoted) was preferred to the numbers before it, since its label says what it is (\(detail))"
    case .phoneReformatted: "\(quoted) was written as \(detail)"

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

    case .countryMissing:
      "\(quoted) has no country: write it with + and its calling code, or name the list's country with --region"
    case .countryGiven: "\(quoted) was read as a number of \(detail), since --region says so"
    case .countryAssumed: "\(quoted) does not say its country; it was taken for one of \(detail)"
    case .countryUnknown: "\(quoted) is not a country or calling code that is known; it was not used"
    case .countryConflict: "\(quoted) belongs to another country than the record says (\(detail)); the number was believed"

    case .nameMissing: "there is neither a first nor a last name: fill in one of them"
    case .firstNameMissing: "there is no first name; it was written empty"
    case .lastNameMissing: "there is no last name; it was written empty"
    case .nameRecased: "\(quoted) was written as \"\(detail)\""
    case .nameCleaned: "\(quoted) was cleaned to \"\(detail)\""
    case .nameSuspicious: "\(quoted) does not look like a person's name (\(detail)); it was kept"

    case .salutationMissing: "there is no salutation; it was written empty"
    case .salutationUnknown: "\(quoted) has no equal among the salutations of the import; it was written empty"
    case .extensionInvalid: "\(quoted) is not an extension (digits only); it was not used"

    case .valueMissing: "there is no value for \(detail)"
    case .checkFailed: value.isEmpty ? "the record breaks a rule: \(detail)" : "\(quoted) breaks a rule: \(detail)"

    case .sameNumber: "record \(detail) has the same number and stands for this one"
    case .sameValues: "record \(detail) has the same values in the columns that identify a contact, and stands for this one"
    case .sharedNumber: SharedNumberDetail(detail).sentence
    case .blankFilled: "\(quoted) was taken from record \(detail), which is the same contact; there was no value"
    case .valueLeft: "record \(detail) is the same contact and has \(quoted) here; this record's own value was kept"
    case .samePerson: "record \(detail) is the same person's and stands for this one"
    case .alreadyThere: "the target has a contact with this number already (\(detail)); this one was left out"
    }
  }

  /// The value in quotes, cut where a terminal's line would burst.
  private var quoted: String {
    let scalars = value.unicodeScalars
    let cut = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex) ?? scalars.endIndex
    return cut < scalars.endIndex ? "\"\(scalars[..<cut])…\"" : "\"\(value)\""
  }

  /// What a repair did, with the text before and after it.
  private func repaired(_ what: String) -> String { "\(quoted) became \"\(detail)\": \(what)" }

  private var inRegion: String { detail.isEmpty ? "" : " (read as a number of \(detail))" }
}

extension SharedNumberDetail {
  fileprivate var sentence: String {
    let whose: String
    switch self {
    case .target(let place):
      return
        "the target has this number under another name (\(place)), and takes a number once: find out whose it is, and give this person "
        + "another"
    case .record(let row, .pair): whose = row == 0 ? "another record has the same number" : "record \(row) has the same number"
    case .record(let row, .household):
      whose = row == 0 ? "a household shares this number" : "record \(row) and a household share this number"
    case .record(let row, .switchboard):
      whose =
        row == 0
        ? "people of several names share this number, as at a switchboard"
        : "record \(row) and people of several names share this number, as at a switchboard"
    }
    if case .record(0, _) = self { return "\(whose), under another name, and the rules let none of them out: find out whose it is" }
    return "\(whose), under another name, and a number goes out once: find out whose it is, and give this person another"
  }
}

extension Finding {
  /// The finding as one line between tabs, ended: file:line, record, severity, code, column, sentence.
  public func line(in source: String) -> String {
    let cells = [
      "\(source.visible):\(place.lineNumber)", "record \(place.rowNumber)", severity.rawValue, code.name, place.column?.visible ?? "",
      sentence,
    ]
    return cells.joined(separator: "\t") + "\n"
  }
}
