internal import PhoneNumbers

extension FindingCode {
  /// Why a cell came to no number.
  init(_ failure: RepairedNumber.Failure?) {
    self =
      switch failure {
      case nil, .notANumber: .phoneNotANumber
      case .empty: .phoneMissing
      case .noRegion: .countryMissing
      case .unknownCallingCode: .phoneUnknownCallingCode
      case .tooShort: .phoneTooShort
      case .localOnly: .phoneLocalOnly
      case .tooLong: .phoneTooLong
      case .invalidLength: .phoneInvalidLength
      case .notAssigned: .phoneInvalid
      case .digitsLost: .phoneDigitsLost
      case .ambiguous: .phoneAmbiguous
      }
  }

  /// What was done to a cell before it was a number.
  init(_ repair: Repair.Kind) {
    self =
      switch repair {
      case .spreadsheetWrapper: .repairedSpreadsheetWrapper
      case .invisibleCharacters: .repairedInvisibleCharacters
      case .floatTail: .repairedFloatTail
      case .scientificNotation: .repairedScientificNotation
      case .labelBefore: .repairedLabelBefore
      case .textBehind: .repairedTextBehind
      case .extensionWord: .repairedExtensionWord
      case .letterForDigit: .repairedLetterForDigit
      case .severalNumbers: .repairedSeveralNumbers
      case .lostPlus: .repairedLostPlus
      case .foreignPrefix: .repairedForeignPrefix
      case .zeroInParentheses: .repairedZeroInParentheses
      case .nationalPrefixKept: .repairedNationalPrefixKept
      case .lostLeadingZero: .repairedLostLeadingZero
      case .renumbered: .repairedRenumbered
      }
  }
}
