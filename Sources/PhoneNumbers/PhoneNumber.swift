/// A telephone number that could be read: its calling code, and the digits behind it.
///
/// It exists only when parsing succeeded. That does not make it valid: see ``isValid(_:)``. A plain value of fixed size, without
/// memory of its own.
public struct PhoneNumber: Sendable, Hashable {
  /// The country calling code (ITU-T E.164), 1 to 3 digits.
  public let callingCode: Int
  /// The national significant number without its leading zeros; at most 17 digits.
  public let nationalNumber: UInt64
  /// How many zeros stand before ``nationalNumber``; they are part of the number, as in Italy. The last zero of a number that is
  /// all zeros is not counted.
  public let numberOfLeadingZeros: Int
  /// The digits that are dialled once the call is answered; empty when there are none.
  public let `extension`: PhoneExtension

  /// True when zeros stand before ``nationalNumber``.
  public var italianLeadingZero: Bool { numberOfLeadingZeros > 0 }

  /// Puts a number together from its parts, unchecked.
  public init(callingCode: Int, nationalNumber: UInt64, numberOfLeadingZeros: Int = 0, extension: PhoneExtension = .init()) {
    self.callingCode = callingCode
    self.nationalNumber = nationalNumber
    self.numberOfLeadingZeros = numberOfLeadingZeros
    self.extension = `extension`
  }

  /// Why a text is no number; libphonenumber's reasons.
  public enum ParseError: Error, Sendable, Hashable, CaseIterable {
    /// No region to start from, or no such calling code.
    case invalidCountryCode
    /// Not the shape of a number: no digits, or something between them that no number has.
    case notANumber
    /// An international prefix with nearly nothing behind it.
    case tooShortAfterIDD
    /// Fewer than two digits.
    case tooShortNSN
    /// More than 17 digits, or more than 250 characters.
    case tooLong

    /// libphonenumber's name, such as `NOT_A_NUMBER`.
    public var name: String {
      switch self {
      case .invalidCountryCode: "INVALID_COUNTRY_CODE"
      case .notANumber: "NOT_A_NUMBER"
      case .tooShortAfterIDD: "TOO_SHORT_AFTER_IDD"
      case .tooShortNSN: "TOO_SHORT_NSN"
      case .tooLong: "TOO_LONG"
      }
    }
  }
}

extension PhoneNumber {
  /// Reads a number as it would be dialled in `region`, or in international form.
  ///
  /// The answer is libphonenumber's, for every text. Bytes that are not UTF-8 count as U+FFFD. A region that `metadata` has no
  /// plan for counts as none, and without a region only international forms can be read.
  public init(parsing text: String, region: Region?, metadata: PhoneMetadata) throws(ParseError) {
    let bytes = Array(text.utf8)
    try self.init(parsing: bytes.span, region: region, metadata: metadata)
  }
}
