public import Pipeline

extension FindingCode {
  /// What the code means and how to mend what it is about: the text of `muster explain CODE`.
  public var explanation: String {
    switch self {
    case .bareQuote:
      """
      A double quote stands in a field that does not begin with one, as in 5" pipe. The quote was kept as text.
      If the field was meant to be quoted, put a quote at its very beginning as well and double the quotes inside it. If the list \
      has no quoting at all, say so with --quote none.
      """
    case .unescapedQuote:
      """
      A quote stands alone inside a quoted field, as in "the "best" one". It was kept as text.
      Inside quotes a quote is written twice. A list that writes it with a backslash can be read with --escape \\.
      """
    case .textAfterQuote:
      """
      Something other than a delimiter follows a closing quote, as in "Smith" Jr. It was kept as part of the field.
      Move the text inside the quotes.
      """
    case .unclosedQuote:
      """
      A quote opens a field and no quote closes it. The damage was confined to one line: the quote was kept as text.
      Add the closing quote, or take the opening one away.
      """
    case .nul:
      """
      A zero byte stands in the record; it often means that the file is UTF-16 or was cut and padded. It is left out of names.
      If every second byte is zero, name the encoding: --encoding UTF-16LE.
      """
    case .invalidText:
      """
      Some bytes are not text in the list's encoding, and U+FFFD stands in their place.
      Name the encoding that the list was saved in, often --encoding windows-1252, or save it as UTF-8.
      """
    case .fieldTooLong, .recordTooLong:
      """
      A field or record is longer than any contact has; a quote that is never closed does that. What was beyond the limit was cut off.
      Look for a single double quote at the beginning of the record.
      """
    case .recordTooWide:
      """
      The record has more fields than a spreadsheet has columns (16,384), and no contact has so much to say. It was rejected; in the \
      list of rejects, what is beyond is one field as it stands in the list.
      Most often another character is the delimiter: name it with --delimiter.
      """
    case .tooFewFields:
      """
      The record has fewer fields than the header. The missing ones at its end were read as empty.
      If a field in the middle is missing, the others have moved: add the delimiter where it belongs.
      """
    case .tooManyFields:
      """
      The record has more fields than the header, so columns have slipped and nothing in it can be trusted. It was rejected.
      Most often a name or an address holds the delimiter: put the field in double quotes.
      """
    case .phoneMissing:
      """
      There is no telephone number, and without one the import has nobody to call. The record was rejected.
      Fill in the number, or name the column that holds it with --columns "Column=cellPhoneNumber".
      """
    case .phoneNotANumber:
      """
      Nothing in the cell reads as a telephone number. The record was rejected.
      Correct the cell. Words beside a number do no harm; a number written in words does.
      """
    case .phoneTooShort:
      """
      The number has fewer digits than any number of its country. The record was rejected.
      Digits get lost when a column is too narrow or was typed by hand: look the number up.
      """
    case .phoneTooLong:
      """
      The number has more digits than any number of its country. The record was rejected.
      Two numbers in a cell need a slash, comma or "or" between them; an extension needs "ext." before it.
      """
    case .phoneUnknownCallingCode:
      """
      The digits after the + are no country's calling code. The record was rejected.
      Correct them; without the + the number is read as one of the record's country.
      """
    case .phoneLocalOnly:
      """
      The number lacks its area code: it can be dialled inside the area only. The record was rejected.
      Add the area code.
      """
    case .phoneInvalidLength:
      """
      No number of the country has this many digits. The record was rejected.
      Check the digits, and that the country is the right one.
      """
    case .phoneInvalid:
      """
      The number has the right length and lies in no range that is in use in its country. The record was rejected.
      Check its first digits and its country. Numbers as of libphonenumber's metadata; a range opened since needs a newer Muster.
      """
    case .phoneDigitsLost:
      """
      A spreadsheet wrote the number as 9.19877E+11, and the digits that it dropped are nowhere in the list. The record was rejected.
      Go back to the source, format the column as text, and export again. A number written out in full, as 9.19876543210E+11, is restored.
      """
    case .phoneAmbiguous:
      """
      The cell can be read as two valid numbers or more, and nothing says which one is meant. The record was rejected.
      Write the right one with + and its calling code.
      """
    case .phoneOtherReading:
      """
      The number was read as a national one, but it begins with its own country's calling code: with a lost + it would be another one.
      Nothing has to be done when the first reading is right; otherwise put the + before it.
      """
    case .phoneByLabel:
      """
      The record has several numbers with a label beside each, and this one's label comes first: mobile, then main, work, home, other.
      Nothing has to be done. To take the columns as they stand, say which one it is with --columns.
      """
    case .phoneOtherNumber:
      """
      The cell holds several numbers. The first mobile one, or else the first, was written; the one named here was not.
      To import both, give the other one a record of its own.
      """
    case .phoneReformatted:
      """
      The number was written in E.164, the form that the import takes: + and the calling code, digits only. It is still the same number.
      """
    case .repairedSpreadsheetWrapper:
      """
      ="+49…" and '+49… keep a spreadsheet from taking the number for an amount. The wrapping was taken off; the number is the same.
      """
    case .repairedInvisibleCharacters:
      """
      Pasted text brought characters along that nobody sees: zero-width spaces, direction marks, tabs. They were taken out.
      """
    case .repairedFloatTail:
      """
      The number went through a column of decimal numbers and came out with .0 behind it. The .0 was taken off.
      """
    case .repairedScientificNotation:
      """
      A spreadsheet wrote the number in scientific notation, with all of its digits. It was written out.
      """
    case .repairedLabelBefore, .repairedTextBehind:
      """
      Words stand before or behind the number, such as "Mobile:" or a name. They were left out.
      """
    case .repairedExtensionWord:
      """
      An extension is named by a word such as Durchwahl, poste or int. It was read, or the word left out where no digits follow it.
      """
    case .repairedLetterForDigit:
      """
      The letters O and l were typed for the digits 0 and 1. They were made digits, since one valid number alone came of it.
      """
    case .repairedSeveralNumbers:
      """
      The cell holds several numbers. The first mobile one, or else the first, was taken; the others are named in findings of their own.
      """
    case .repairedLostPlus:
      """
      The digits begin with a calling code and make a valid number with a + before them, and none without. The + was put back.
      """
    case .repairedForeignPrefix:
      """
      The number begins with the prefix that leads abroad in another country (00, 011, 0011, 810). It was made a +.
      """
    case .repairedZeroInParentheses:
      """
      +44 (0)20 says that the zero is dialled inside the country only. It was left out.
      """
    case .repairedNationalPrefixKept:
      """
      The national prefix (most often 0) was kept behind the calling code, where nobody dials it. It was left out.
      """
    case .repairedLostLeadingZero:
      """
      A leading zero that belongs to the number, as in Italy, got lost, most often in a spreadsheet. It was put back.
      """
    case .repairedRenumbered:
      """
      The number is of a numbering plan that its country has replaced. It was made the number of today's plan by the official rule.
      """
    case .countryMissing:
      """
      The number is written as it is dialled inside its country, and nothing says which country that is. The record was rejected, since \
      a country is never guessed.
      Write the number with + and its calling code, fill in a country column, or name the country of the whole list with --region.
      """
    case .countryGiven:
      """
      Neither the number nor its record says its country, and --region named it for the whole list. The number is valid there.
      """
    case .countryAssumed:
      """
      The record does not say its country. The number was read with the best evidence that there is, which the finding names: its address
      (a state and a postcode, or a town and a postcode, that fit one country alone), where its mail goes, its language, or the list.
      Nothing has to be done when the evidence is right. A country column, or --region for the whole list, says it for certain.
      """
    case .countryUnknown:
      """
      The country cell is no country's name or code, and no calling code, that is known. It was not used.
      Write the country's name or its ISO code.
      """
    case .countryConflict:
      """
      The number belongs to another country than the record names, or than its address is in. A number's own + and calling code are \
      believed.
      Correct whichever is wrong; people do move and keep their number.
      """
    case .nameMissing:
      """
      There is neither a first nor a last name (or only a placeholder such as n/a). The record was rejected.
      Fill in a name, or name its column with --columns "Column=fullName".
      """
    case .firstNameMissing:
      """
      There is no first name. It was written empty; with --strict the record is rejected.
      """
    case .lastNameMissing:
      """
      There is no last name. It was written empty; with --strict the record is rejected.
      """
    case .nameRecased:
      """
      The name was all capitals or all lower case, and was given the case that its owner most likely writes. Names with a mix of cases \
      are left alone.
      """
    case .nameCleaned:
      """
      White space, invisible characters, wrong apostrophes or wrongly decoded letters in the name were put right.
      """
    case .nameSuspicious:
      """
      Something in the name is not what a person's name has: digits, an @, letters of several scripts, a company's form. It was kept.
      Look at it; a contact's name should be a person's.
      """
    case .salutationMissing:
      """
      There is no salutation. It was written empty: a salutation is never guessed from a first name. With --strict the record is rejected.
      """
    case .salutationUnknown:
      """
      The salutation has no equal among those of the import (Mr and Mrs) that says neither more nor less. It was written empty.
      """
    case .extensionInvalid:
      """
      The extension column holds something other than digits. It was not used.
      """
    case .valueTooLong:
      """
      Where a name, a number or a country belongs there is a text of more than 4,096 bytes. It was not read, and the record was rejected.
      Look for a single double quote where the text begins: it takes the lines behind it in. If the column holds other texts, say with \
      --columns what it is.
      """
    case .valueMissing:
      """
      A column that the rules ask for has no value in this record; the rules say whether it goes out all the same.
      Fill the value in, or give the column a default in the rules file.
      """
    case .checkFailed:
      """
      A check of the rules file did not hold; the finding says which. The rules decide whether the record goes out all the same.
      Correct the value, or the check in the rules file.
      """
    case .sameNumber:
      """
      Another record has the same number and is the same person, by name. It stands for this one; the rules say which of them stays (survivor).
      """
    case .sameValues:
      """
      Another record has the same values in the columns that identify a contact (identity in the rules). The rules say which of them stays \
      (survivor); it stands for this one.
      """
    case .sharedNumber:
      """
      A person of another name has the same number: a couple, a household, an office, or a number that changed hands. The two are never \
      taken for one another, and the import takes a number once, so one goes out and the other is rejected. The rules say which \
      (shared_number: first, fullest, nobody; everyone for a target that takes a number more than once).
      Find out whose number it is. Give the other person a number of their own in the rejects file and feed it back in; where both names \
      are one person's, delete the record.
      """
    case .blankFilled:
      """
      Several records are one contact, and the rules have them merged (survivor: merged). This value was blank in the first one and was \
      taken from a later one.
      """
    case .valueLeft:
      """
      Several records are one contact, and the rules have them merged (survivor: merged). They disagree about this value: the first one's was \
      kept, and the other one is named here so that a person can look.
      """
    case .samePerson:
      """
      Another record is the same person's, and the two were made one: because their score reached --merge-above, or because a decisions \
      file calls them the same. The other record stands for this one, and where it had a blank, this one's value was filled in.
      muster clean --review review.csv shows each pair with what speaks for it. To keep two records apart, write "different" into the \
      decision column and name the file with --decisions.
      """
    case .alreadyThere:
      """
      A file named with --against has a contact with the same number: the target has it already and would refuse a second one. \
      The record was left out.
      """
    }
  }

  /// The code of a name such as `phone.too-short`; nil when there is none.
  public init?(name: String) {
    guard let code = FindingCode.allCases.first(where: { $0.name == name }) else { return nil }
    self = code
  }
}
