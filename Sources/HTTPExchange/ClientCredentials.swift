public import Delivery
internal import JWTKit

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Makes tokens from a client's id and secret, and a new one when the last is about to expire.
public actor ClientCredentials {
  // An actor, because calls share the token that was made last.
  private let clientId: String
  private let subject: String
  private let keys = JWTKeyCollection()
  private let secret: String
  private var hasKey = false
  private var token: Token?

  /// How many seconds a token is good for: what is found later is of no use to anybody.
  private static let lifetime = 300
  /// A token with fewer seconds left than a call may take is not sent any more.
  private static let margin = 120

  /// The shortest key that HS256 takes (RFC 7518, section 3.2).
  private static let leastSecret = 32

  /// - Parameter subject: whom the token says it is about (`sub`).
  public init(clientId: String, secret: String, subject: String) {
    self.clientId = clientId
    self.secret = secret
    self.subject = subject
  }

  /// The claims that the service documents, and those that make a token short-lived and unique.
  private struct Claims: JWTPayload {
    let appId: String
    let sub: SubjectClaim
    let iat: IssuedAtClaim
    let exp: ExpirationClaim
    let jti: IDClaim

    func verify(using algorithm: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
  }

  /// A token that is good for a call that begins now.
  public func current(now: Int) async throws(TokenError) -> Token {
    if let token, let expiry = token.expiry, expiry - now > Self.margin { return token }
    guard secret.utf8.count >= Self.leastSecret else {
      throw .notMade(
        "the client's secret has \(secret.utf8.count) bytes, and HS256 asks for \(Self.leastSecret) at least: "
          + "is it the whole secret, and nothing else in the file?")
    }
    do {
      if !hasKey {
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        hasKey = true
      }
      let start = Date(timeIntervalSince1970: Double(now))
      let text = try await keys.sign(
        Claims(
          appId: clientId, sub: SubjectClaim(value: subject), iat: IssuedAtClaim(value: start),
          exp: ExpirationClaim(value: start + Double(Self.lifetime)), jti: IDClaim(value: UUID().uuidString)))
      let made = try Token(text)
      token = made
      return made
    } catch let error as TokenError {
      throw error
    } catch {
      // The error is about the key; the sentence is not to hold any of it.
      throw .notMade("HS256 does not take this secret")
    }
  }
}
