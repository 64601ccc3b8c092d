import Delivery
import Foundation
import HTTPExchange
import Testing

/// Takes a token apart without the library that made it.
private func members(_ part: Substring) throws -> [String: Any]? {
  var text = part.replacing("-", with: "+").replacing("_", with: "/")
  text += String(repeating: "=", count: (4 - text.count % 4) % 4)
  return try JSONSerialization.jsonObject(with: #require(Data(base64Encoded: String(text)))) as? [String: Any]
}

@Test("A token that is made has the claims that the service documents, a short life, and its own name")
private func claims() async throws {
  let now = Int(Date().timeIntervalSince1970)
  let credentials = ClientCredentials(clientId: "cs-1", secret: String(repeating: "s3cret", count: 6), subject: "import")
  let token = try await credentials.current(now: now)
  let parts = token.text.split(separator: ".")
  #expect(try members(parts[0])?["alg"] as? String == "HS256")
  let claims = try #require(try members(parts[1]))
  #expect(claims["appId"] as? String == "cs-1", "the client's id, spelled exactly so")
  #expect(claims["sub"] as? String == "import")
  #expect(claims["iat"] as? Int == now)
  #expect(claims["exp"] as? Int == now + 300)
  #expect((claims["jti"] as? String)?.isEmpty == false)
  #expect(token.namesApplication)
  #expect(try await credentials.current(now: now + 100) == token, "good for another call")
  let next = try await credentials.current(now: now + 181)
  #expect(next != token && next.expiry == now + 481, "one that is about to expire is made anew")
}

@Test("No token is made of a secret that is too short to be one", arguments: ["", "s3cret", String(repeating: "s", count: 31)])
private func shortSecrets(secret: String) async {
  await #expect(
    throws: TokenError.notMade(
      "the client's secret has \(secret.count) bytes, and HS256 asks for 32 at least: is it the whole secret, and nothing else in the file?"
    )
  ) {
    _ = try await ClientCredentials(clientId: "cs-1", secret: secret, subject: "import").current(now: 0)
  }
}
