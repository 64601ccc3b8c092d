internal import Crypto

/// What separates the parts of a multipart body (RFC 2046, section 5.1.1): a text that occurs nowhere in them.
public struct Boundary: Sendable, Equatable, CustomStringConvertible {
  public let text: String

  /// The boundary of a body that is written before its end is known. Whoever writes the body has to see to it that the text does not
  /// occur (`BoundaryGuard`).
  public static let standard = Boundary(unchecked: "muster-1f0c8a5e9d7b4c36a2e8")

  private init(unchecked text: String) { self.text = text }

  /// Nil when the text is no boundary: 1 to 70 characters, of which few are allowed and none has to be quoted.
  public init?(_ text: String) {
    let allowed = Set("'+_-.".utf8)
    guard (1...70).contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: allowed.contains(byte)
        }
      })
    else { return nil }
    self.text = text
  }

  /// A boundary that does not occur in `content`, made of it: the same content has the same one. Reads the content twice.
  public init(avoiding content: [UInt8]) {
    var seed = content
    var boundary: Boundary
    repeat {
      let digest = Array(SHA256.hash(data: seed))
      boundary = Boundary(unchecked: "muster-" + digest.prefix(16).hexadecimal)
      seed = digest
    } while boundary.occurs(in: content)
    self = boundary
  }

  /// Whether the text stands anywhere in some bytes.
  public func occurs(in bytes: [UInt8]) -> Bool {
    let pattern = Array(text.utf8)
    guard bytes.count >= pattern.count, let first = pattern.first else { return false }
    var from = 0
    while let at = bytes[from...(bytes.count - pattern.count)].firstIndex(of: first) {
      if bytes[at..<(at + pattern.count)].elementsEqual(pattern) { return true }
      from = at + 1
      if from > bytes.count - pattern.count { return false }
    }
    return false
  }

  /// What the `Content-Type` header of the whole body says.
  public var contentType: String { "multipart/form-data; boundary=\(text)" }

  public var description: String { text }
}

extension Sequence<UInt8> {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
