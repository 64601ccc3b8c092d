internal import Crypto

/// Names a contact in the manifest without showing its number: the first 64 bits of an HMAC-SHA-256 (RFC 2104) of what identifies it.
///
/// There are few telephone numbers, so a plain hash of one is found by trying them all. The key is drawn for each request and stands in
/// a file of its own: who has the manifest alone learns nothing, and who has both can look a number up.
public struct ContactHash: Sendable {
  private let key: SymmetricKey

  /// The size of a hash in bytes.
  public static let size = 8

  /// A new key from the system's generator.
  public init() {
    key = SymmetricKey(size: .bits256)
  }

  /// - Parameter hexadecimal: a key as `keyText` writes it; nil when the text is none.
  public init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    key = SymmetricKey(data: bytes)
  }

  /// The key as 64 hexadecimal digits.
  public var keyText: String { unsafe key.withUnsafeBytes { unsafe Array($0) }.hexadecimal }

  /// The hash of an identity, in `size` bytes.
  public func bytes(of identity: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: identity, using: key).prefix(Self.size))
  }

  /// The same in hexadecimal digits.
  public func text(of identity: String) -> String { bytes(of: Array(identity.utf8)).hexadecimal }
}

/// The SHA-256 of some bytes in hexadecimal digits (FIPS 180-4).
public func sha256(of bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexadecimal }
