/// A region that decides how a name is cased and split: an ISO 3166-1 alpha-2 code, packed in two bytes.
///
/// Only the form is checked, not that the code is assigned: an unknown region has no habits of its own.
public struct NameRegion: Sendable, Hashable, CustomStringConvertible {
  /// The two capital letters, the first in the high byte.
  let code: UInt16

  /// Reads two ASCII letters in either case ("nl", "NL"); nil for anything else.
  public init?(alpha2 text: some StringProtocol) {
    var letters = text.utf8.makeIterator()
    guard let high = letters.next(), let low = letters.next(), letters.next() == nil else { return nil }
    self.init(high, low)
  }

  /// The same from bytes.
  public init?(alpha2 bytes: Span<UInt8>) {
    guard bytes.count == 2 else { return nil }
    self.init(bytes[0], bytes[1])
  }

  /// The same from two letters.
  public init?(_ high: UInt8, _ low: UInt8) {
    let (first, second) = (high & 0xDF, low & 0xDF)
    guard (0x41...0x5A).contains(first), (0x41...0x5A).contains(second) else { return nil }
    code = UInt16(first) << 8 | UInt16(second)
  }

  /// A region written in the source as its code.
  init(_ literal: StaticString) {
    precondition(literal.utf8CodeUnitCount == 2, "a region is two letters")
    code = unsafe UInt16(literal.utf8Start[0]) << 8 | UInt16(literal.utf8Start[1])
  }

  /// How many codes there can be.
  static let count = 26 * 26

  /// Below `count`.
  var index: Int { (Int(code >> 8) - 0x41) * 26 + Int(code & 0xFF) - 0x41 }

  public var description: String {
    String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
  }
}
