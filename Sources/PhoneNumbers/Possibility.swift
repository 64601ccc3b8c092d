/// What a number's length alone says about it.
public enum Possibility: UInt8, Sendable, Hashable, CaseIterable {
  case possible
  /// Long enough to be dialled inside its area, too short to be dialled from elsewhere.
  case possibleLocalOnly
  case invalidCountryCode
  case tooShort
  /// Between the shortest and the longest, but no number of the plan has this length.
  case invalidLength
  case tooLong

  /// libphonenumber's name, such as `IS_POSSIBLE`.
  public var name: String {
    switch self {
    case .possible: "IS_POSSIBLE"
    case .possibleLocalOnly: "IS_POSSIBLE_LOCAL_ONLY"
    case .invalidCountryCode: "INVALID_COUNTRY_CODE"
    case .tooShort: "TOO_SHORT"
    case .invalidLength: "INVALID_LENGTH"
    case .tooLong: "TOO_LONG"
    }
  }
}

extension Possibility {
  /// True when the number can be dialled, if only inside its area.
  public var isPossible: Bool { self == .possible || self == .possibleLocalOnly }
}
