public import Pipeline

extension Finding {
  /// The finding without anything that tells who somebody is: digits of numbers are dots, names are initials.
  ///
  /// Words that choose among few (a salutation, a country) are left, as long as they are short enough to be such words.
  public var masked: Finding {
    Finding(
      code: code, severity: severity, place: place, value: holdsChoice && isShortWord(value) ? value : Reports.masked(value),
      detail: maskedDetail)
  }

  private var maskedDetail: FindingDetail {
    guard detailIsPersonal, case .text(let text) = detail else { return detail }
    return .text(text.split(separator: alternative).map { Reports.masked(String($0)) }.joined(separator: alternative))
  }

  /// What stands between several numbers.
  private var alternative: String { " or " }

  private var holdsChoice: Bool { code == .salutationUnknown || code == .countryUnknown }

  private func isShortWord(_ text: String) -> Bool { text.count <= 20 && text.count(where: \.isNumber) < 4 && !text.contains("@") }

  /// Whether the detail holds what stood in the list or was made of it.
  private var detailIsPersonal: Bool {
    switch code {
    case .phoneAmbiguous, .phoneOtherReading, .phoneOtherNumber, .phoneReformatted, .repairedSpreadsheetWrapper,
      .repairedInvisibleCharacters, .repairedFloatTail, .repairedScientificNotation, .repairedLabelBefore, .repairedTextBehind,
      .repairedExtensionWord, .repairedLetterForDigit, .repairedSeveralNumbers, .repairedLostPlus, .repairedForeignPrefix,
      .repairedZeroInParentheses, .repairedNationalPrefixKept, .repairedLostLeadingZero, .repairedRenumbered, .nameRecased, .nameCleaned:
      true
    case .phoneByLabel, .bareQuote, .unescapedQuote, .textAfterQuote, .unclosedQuote, .nul, .invalidText, .fieldTooLong, .recordTooLong,
      .recordTooWide, .tooFewFields, .tooManyFields, .valueTooLong, .phoneMissing, .phoneNotANumber, .phoneTooShort, .phoneTooLong,
      .phoneUnknownCallingCode, .phoneLocalOnly,
      .phoneInvalidLength, .phoneInvalid, .phoneDigitsLost, .countryMissing, .countryGiven, .countryAssumed, .countryUnknown,
      .countryConflict, .nameMissing, .firstNameMissing, .lastNameMissing, .nameSuspicious, .salutationMissing, .salutationUnknown,
      .extensionInvalid, .valueMissing, .checkFailed, .sameNumber, .sameValues, .sharedNumber, .blankFilled, .valueLeft, .samePerson,
      .alreadyThere:
      false
    }
  }
}

/// A text that shows its shape and not what it says: `+919876543210` is `+91••••••3210`, `Anna O'Brien` is `A. O.`
///
/// Of the digits at most half are left, at the two ends, and three or fewer (a calling code) all; of a word its first letter.
public func masked(_ text: String) -> String {
  // Of 9.19877E+11 nothing can be called; how it begins shows what happened to it.
  if let ends = scientificEnds(of: text) { return "\(ends.start)…\(ends.exponent)" }
  let count = text.unicodeScalars.count { $0.properties.numericType == .decimal }
  let last = count <= 3 ? count : min(4, count / 3)
  let first = count <= 3 ? 0 : min(2, count / 2 - last)
  var result = ""
  var digit = 0
  var isInWord = false
  for scalar in text.unicodeScalars {
    if scalar.properties.numericType == .decimal {
      result.unicodeScalars.append(digit < first || digit >= count - last ? scalar : "•")
      digit += 1
      isInWord = false
    } else if scalar.properties.isAlphabetic {
      if !isInWord {
        result.unicodeScalars.append(scalar)
        result += "."
      }
      isInWord = true
    } else if isInWord, scalar == "." || isPartOfWord(scalar) {
      // The dot behind the initial is there already.
      isInWord = scalar != "."
    } else {
      result.unicodeScalars.append(scalar)
      isInWord = false
    }
  }
  return result
}

/// How a number in scientific notation begins and how it ends, `9.1` and `E+11` of `9.19877E+11`; nil for any other text. Byte by byte,
/// since every value that is shown comes by: a regular expression, which is compiled each time, was nine tenths of a check.
private func scientificEnds(of text: String) -> (start: Substring, exponent: Substring)? {
  func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 0x30 < 10 } ?? false }
  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  var rest = text.utf8.drop(while: isSpace)
  while let last = rest.last, isSpace(last) { rest.removeLast() }
  let begin = rest.startIndex
  guard isDigit(rest.popFirst()) else { return nil }
  if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") { rest.removeFirst() }
  if isDigit(rest.first) { rest.removeFirst() }
  let start = text[begin..<rest.startIndex]
  rest = rest.drop(while: isDigit)
  let exponent = Substring(rest)
  guard let sign = rest.popFirst(), sign | 0x20 == UInt8(ascii: "e") else { return nil }
  if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
  return rest.isEmpty || !rest.allSatisfy(isDigit) ? nil : (start, exponent)
}

/// Marks and apostrophes within a word belong to it.
private func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
  default: scalar == "'" || scalar == "’"
  }
}
