/// What kind of line a number belongs to, as its plan says.
public enum NumberType: UInt8, Sendable, Hashable, CaseIterable {
  case fixedLine, mobile
  /// The plan does not tell the two apart, as in the United States.
  case fixedLineOrMobile
  case tollFree, premiumRate, sharedCost, voip, personalNumber, pager
  /// A company's number, the same wherever its branch is (universal access number).
  case uan
  case voicemail
  /// The number is not valid, so it has no type.
  case unknown

  /// libphonenumber's name, such as `FIXED_LINE_OR_MOBILE`.
  public var name: String {
    switch self {
    case .fixedLine: "FIXED_LINE"
    case .mobile: "MOBILE"
    case .fixedLineOrMobile: "FIXED_LINE_OR_MOBILE"
    case .tollFree: "TOLL_FREE"
    case .premiumRate: "PREMIUM_RATE"
    case .sharedCost: "SHARED_COST"
    case .voip: "VOIP"
    case .personalNumber: "PERSONAL_NUMBER"
    case .pager: "PAGER"
    case .uan: "UAN"
    case .voicemail: "VOICEMAIL"
    case .unknown: "UNKNOWN"
    }
  }
}
