internal import Pipeline

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A token as the service wants it in its `auth` header: a signed JWT (RFC 7519). It never prints itself.
public struct Token: Sendable, Equatable {
  /// What the header says.
  public let text: String
  private let claims: Claims

  private struct Claims: Sendable, Equatable, Decodable {
    var appId: String?
    var sub: String?
    var exp: Double?
  }

  private struct Head: Decodable {
    var alg: String
  }

  /// - Parameter text: the token; blanks and line breaks around it are not content.
  public init(_ text: String) throws(TokenError) {
    let text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    guard !text.isEmpty else { throw .empty }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let head = Self.decode(Head.self, parts[0]), let claims = Self.decode(Claims.self, parts[1]) else {
      throw .notAToken
    }
    guard head.alg.lowercased() != "none", !parts[2].isEmpty else { throw .unsigned }
    // What the signature says is the service's to judge; that it can stand in a header is not.
    guard Self.base64URL(parts[2]) != nil else { throw .notAToken }
    self.text = text
    self.claims = claims
  }

  /// Whether the service can tell by the token whose application is calling.
  public var namesApplication: Bool { claims.appId?.isEmpty == false }

  /// When it stops being good, in seconds since 1970; nil when it never does.
  public var expiry: Int? { claims.exp.map { Int(max(-1e15, min(1e15, $0))) } }

  /// - Parameter now: seconds since 1970.
  public func check(now: Int) throws(TokenError) {
    if let expiry, expiry <= now { throw .expired(at: UTCTime.text(expiry), ago: .seconds(now - expiry)) }
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ part: Substring) -> Value? {
    guard let bytes = base64URL(part) else { return nil }
    // That it is no token is all there is to say about it; its content is nobody's to quote.
    return try? JSONDecoder().decode(type, from: Data(bytes))
  }

  /// Base64url without padding (RFC 7515, section 2).
  private static func base64URL(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var held: UInt32 = 0
    for byte in text.utf8 {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "_"): value = 63
      default: return nil
      }
      held = held << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
      }
    }
    return bytes
  }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(token)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why there is no token to send. Never holds a part of one.
public enum TokenError: Error, Sendable, Equatable {
  case empty
  case notAToken
  case unsigned
  case expired(at: String, ago: Duration)
  /// A file that others can read; its permission bits.
  case exposed(path: String, mode: Int)
  case unreadable(path: String, why: String)
  case tooLong(path: String)
  /// It could not be made from the secret.
  case notMade(String)
}

extension TokenError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "the token is empty: expected a JWT, three parts with dots between them"
    case .notAToken: "the token is no JWT: expected three parts in base64url with dots between them, the first two of them JSON objects"
    case .unsigned: "the token is not signed, which the service refuses: sign it with the client's secret (HS256)"
    case .expired(let at, let ago): "the token expired at \(at), \(ago.words) ago: get a new one, or let it be made with --client-id"
    case .exposed(let path, let mode):
      "\(path) can be read by others (mode \(String(mode, radix: 8))): take that away with chmod 600 \(path)"
    case .unreadable(let path, let why): "\(path) cannot be read: \(why)"
    case .tooLong(let path): "\(path) is no secret: it is longer than 64 KiB"
    case .notMade(let why): "the token cannot be made: \(why)"
    }
  }
}
