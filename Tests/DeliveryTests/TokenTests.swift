import Foundation
import Testing

@testable import Delivery

private func jwt(_ head: String, _ claims: String, signature: String = "c2ln") -> String {
  func encoded(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
  return "\(encoded(head)).\(encoded(claims)).\(signature)"
}

private struct TokenCase: Sendable, CustomTestStringConvertible {
  let text: String
  var error: TokenError?
  var namesApplication = true
  let reason: String
  var testDescription: String { reason }
}

@Test(
  "What is wrong with a token is known before it is sent",
  arguments: [
    TokenCase(text: jwt(#"{"alg":"HS256"}"#, #"{"appId":"cs-1","sub":"x"}"#), reason: "as it should be"),
    TokenCase(text: "\n " + jwt(#"{"alg":"HS256"}"#, #"{"appId":"ünï?>"}"#) + "\r\n", reason: "blanks around it"),
    TokenCase(text: jwt(#"{"alg":"HS256"}"#, #"{"name":"x"}"#), namesApplication: false, reason: "the vendor's sample, without appId"),
    TokenCase(text: jwt(#"{"alg":"HS256"}"#, #"{"appId":""}"#), namesApplication: false, reason: "an empty appId"),
    TokenCase(text: jwt(#"{"alg":"HS256"}"#, #"{"appId":"a","exp":1800000001}"#), reason: "good for a second"),
    TokenCase(
      text: jwt(#"{"alg":"HS256"}"#, #"{"appId":"a","exp":1799992800.5}"#),
      error: .expired(at: "2027-01-15T06:00:00Z", ago: .seconds(7200)), reason: "past its exp"),
    TokenCase(text: jwt(#"{"alg":"none"}"#, #"{"appId":"a"}"#, signature: ""), error: .unsigned, reason: "unsigned"),
    TokenCase(text: jwt(#"{"alg":"HS256"}"#, #"{"appId":"a"}"#, signature: ""), error: .unsigned, reason: "its signature cut off"),
    TokenCase(text: "  \n", error: .empty, reason: "nothing"),
    TokenCase(text: "secret", error: .notAToken, reason: "the secret instead of a token"),
    TokenCase(text: "a.b.c", error: .notAToken, reason: "three parts of nothing"),
    TokenCase(
      text: jwt(#"{"alg":"HS256"}"#, #"{"appId":"a"}"#, signature: "c2ln\r\nx-admin: 1"), error: .notAToken,
      reason: "a signature that would end the header"),
    TokenCase(text: jwt(#"{"alg":"HS256"}"#, "[]"), error: .notAToken, reason: "claims that are no object"),
  ])
private func tokens(token: TokenCase) {
  var error: TokenError?
  do throws(TokenError) {
    let made = try Token(token.text)
    try made.check(now: 1_800_000_000)
    #expect(made.namesApplication == token.namesApplication)
    #expect("\(made) \(String(reflecting: made))".contains(made.text) == false, "it never prints itself")
    var dumped = ""
    dump(made, to: &dumped)
    #expect(!dumped.contains(made.text))
  } catch let caught {
    error = caught
  }
  #expect(error == token.error)
}

@Test("A secret that others can read is refused, and one that is its owner's alone is read")
private func secretFiles() throws {
  let path = FileManager.default.temporaryDirectory.appending(path: "muster-secret-\(UUID().uuidString)").path
  defer { _ = unsafe unlink(path) }
  try Data("s3cret\r\n".utf8).write(to: URL(filePath: path))
  for mode in [0o644, 0o640, 0o604, 0o620] {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: TokenError.exposed(path: path, mode: mode)) { try SecretFile.read(path: path) }
  }
  for mode in [0o600, 0o400] {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(try SecretFile.read(path: path) == "s3cret")
  }
  #expect(
    TokenError.exposed(path: "t", mode: 0o644).description == "t can be read by others (mode 644): take that away with chmod 600 t")
  #expect(throws: TokenError.unreadable(path: "/nowhere", why: "No such file or directory")) { try SecretFile.read(path: "/nowhere") }
}
