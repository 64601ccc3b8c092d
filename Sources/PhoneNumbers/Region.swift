/// A region that has a numbering plan: two upper-case letters (ISO 3166-1 alpha-2, and `XK`, `AC`, `TA`), or `001` for the
/// plans that belong to the whole world (UN M.49), such as freephone `+800`.
///
/// Being well-formed is all that is promised: whether a plan exists is for a ``PhoneMetadata`` to say.
public struct Region: Sendable, Hashable, BitwiseCopyable {
  /// 26 × first letter + second letter, or 676 for `001`: dense, so that tables may be indexed by it.
  let index: UInt16

  /// Every value that ``index`` can take.
  static let count = 677

  init(index: UInt16) {
    self.index = index
  }

  /// The region of the non-geographical calling codes.
  public static let world = Region(index: 676)

  /// `nil` unless `code` is two upper-case ASCII letters, or `001`. Lower-case letters are not mended: to libphonenumber too
  /// they are no region.
  public init?(_ code: some StringProtocol) {
    var bytes: (UInt8, UInt8, UInt8) = (0, 0, 0)
    var count = 0
    for byte in code.utf8 {
      switch count {
      case 0: bytes.0 = byte
      case 1: bytes.1 = byte
      case 2: bytes.2 = byte
      default: return nil
      }
      count += 1
    }
    self.init(bytes.0, bytes.1, bytes.2, count: count)
  }

  /// The same from ASCII bytes.
  public init?(_ code: Span<UInt8>) {
    guard code.count == 2 || code.count == 3 else { return nil }
    self.init(code[0], code[1], code.count == 3 ? code[2] : 0, count: code.count)
  }

  /// The same from two ASCII letters.
  public init?(_ letters: (UInt8, UInt8)) { self.init(letters.0, letters.1, 0, count: 2) }

  private init?(_ first: UInt8, _ second: UInt8, _ third: UInt8, count: Int) {
    let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    if count == 2, letters.contains(first), letters.contains(second) {
      index = UInt16(first - letters.lowerBound) * 26 + UInt16(second - letters.lowerBound)
    } else if count == 3, first == UInt8(ascii: "0"), second == UInt8(ascii: "0"), third == UInt8(ascii: "1") {
      self = .world
    } else {
      return nil
    }
  }

  /// The two letters of the code; nil for `001`.
  public var letters: (UInt8, UInt8)? {
    self == .world ? nil : (UInt8(ascii: "A") + UInt8(index / 26), UInt8(ascii: "A") + UInt8(index % 26))
  }

  /// The code, as it was given to the initializer.
  public var code: String {
    if self == .world { return "001" }
    let first = UInt8(ascii: "A") + UInt8(index / 26)
    let second = UInt8(ascii: "A") + UInt8(index % 26)
    return String(decoding: [first, second], as: UTF8.self)
  }
}

extension Region: CustomStringConvertible {
  public var description: String { code }
}
