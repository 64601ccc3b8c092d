/// The digits dialled after a call is answered, 20 at most, kept as they were written: `４２` stays `４２`.
public struct PhoneExtension: Sendable, Hashable {
  // 16 bits a digit, 4 digits a word, the first digit lowest: 0 ends, else 1 + 10 × script + value. A plain value, so that a
  // number needs no memory of its own; there are 66 scripts with digits.
  private var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)

  /// No extension.
  public init() {}

  /// `nil` unless `text` is at most 20 decimal digits (Unicode category Nd).
  public init?(_ text: some StringProtocol) {
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < PhoneExtension.capacity, let digit = DecimalDigit(scalar.value) else { return nil }
      append(digit, at: count)
      count += 1
    }
  }

  /// The most digits that any extension has.
  static let capacity = 20

  mutating func append(_ digit: DecimalDigit, at position: Int) {
    let bits = UInt64(1 + digit.script * 10 + digit.value) << UInt64(position % 4 * 16)
    switch position / 4 {
    case 0: words.0 |= bits
    case 1: words.1 |= bits
    case 2: words.2 |= bits
    case 3: words.3 |= bits
    default: words.4 |= bits
    }
  }

  private func unit(at position: Int) -> Int {
    let word =
      switch position / 4 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      case 3: words.3
      default: words.4
      }
    return Int(word >> UInt64(position % 4 * 16) & 0xFFFF)
  }

  /// True when there is none.
  public var isEmpty: Bool { words.0 == 0 }

  /// The digits as they were written; empty when there is no extension.
  public var digits: String {
    var text = String.UnicodeScalarView()
    for position in 0..<PhoneExtension.capacity {
      let unit = unit(at: position)
      guard unit > 0 else { break }
      text.append(DecimalDigit(script: (unit - 1) / 10, value: (unit - 1) % 10).scalar)
    }
    return String(text)
  }

  public static func == (left: PhoneExtension, right: PhoneExtension) -> Bool {
    left.words == right.words
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
    hasher.combine(words.4)
  }
}
