import Foundation
import ImportRequest
import Pipeline

@testable import Delivery

extension FuzzTarget {
  private static let statuses = [200, 201, 202, 204, 301, 302, 307, 400, 401, 404, 407, 408, 413, 422, 429, 500, 503]

  /// Three contacts, two of whom share a name, as a batch of a request.
  private static let batch = Result {
    let csv = """
      firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension
      Asha,Rao,Mrs,+919876543210,+91,+
      Ben,,,+442079460018,+44,12
      Ben,,Mr,+12025550123,+1,

      """
    let columns = ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"]
    let manifest = Manifest(rules: "fuzz", columns: columns, delimiter: UInt8(ascii: ","), requestsPerMinute: 60)
    return BatchContacts(csv: Array(csv.utf8), manifest: manifest)
  }

  /// Whatever the service answers: what is quoted of it is one short line, what is kept of it is read back the same, and each contact that
  /// was sent is held against at most one that it has. The header before the answer ends with the first line.
  static let serverAnswers = FuzzTarget(name: "server-answers") { input in
    var choices = Choices(input)
    let status = choices.one(of: statuses)
    let parts = choices.text.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let (head, body) = parts.count == 2 ? (parts[0], parts[1]) : ([], parts[0])
    let header = Call.Header("Retry-After", String(decoding: head, as: UTF8.self))
    let reply = Reply(status: status, headers: [header], body: Array(body))
    let answer = Answer(body: reply.body)
    switch answer {
    case .message(let text) where text.count > 200 || text.contains(where: \.isNewline): return "quotes \(text.debugDescription)"
    case .page(let text) where text.count > 200 || text.contains(where: \.isNewline): return "quotes \(text.debugDescription)"
    default: break
    }
    switch Verdict(reply, host: "h", now: 1_800_000_000) {
    case .tooOften(let wait?), .unknown(_, let wait?):
      guard wait >= .zero else { return "waits \(wait)" }
      _ = DeliveryError.toldToWait(wait).description
    case .made(let contacts): return try wrong(contacts)
    case .listing(let listing): return try wrong(listing.results)
    default: break
    }
    return nil
  }

  private static func wrong(_ stored: [ServerContact]) throws -> String? {
    guard try ServerContact.contacts(inJSON: ServerContact.json(stored)) == stored else { return "kept otherwise: \(stored)" }
    guard let batch = batch.get() else { return "the batch is none" }
    let partners = Reconciliation(batch, stored)
    let met = partners.partner.compactMap { $0 }
    guard Set(met).count == met.count, partners.missing.count + met.count == batch.count, Set(met).isDisjoint(with: partners.strangers)
    else {
      return "\(stored): \(partners)"
    }
    for (row, partner) in zip(batch.rows, partners.partner) {
      if let partner { _ = Reconciliation.changes(row, batch.columns, stored[partner]) }
    }
    var search = Search()
    for row in batch.rows { search.add(row, batch.columns) }
    let found = stored.filter { search.take($0) }
    return found.count <= batch.count ? nil : "\(found.count) found of \(batch.count)"
  }

  /// Any text as a token: one that is taken can stand in a header as it is, holds what a plain reading of it finds, and never prints itself.
  /// Of an input that begins with an odd byte the first two lines are written in base64url first, as head and claims.
  static let tokens = FuzzTarget(name: "tokens") { input in
    var choices = Choices(input)
    let isCoded = choices.number(below: 2) == 1
    var text = String(decoding: choices.text, as: UTF8.self)
    if isCoded {
      let lines = choices.text.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
      let coded = lines.prefix(2).map { base64URL(Array($0)) } + lines.dropFirst(2).map { String(decoding: $0, as: UTF8.self) }
      text = coded.joined(separator: ".")
    }
    let token: Token
    do throws(TokenError) { token = try Token(text) } catch {
      return error.description.isEmpty ? "an error without a sentence" : nil
    }
    let isSafe = token.text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isSafe else { return "a token that is none: \(token.text.debugDescription)" }
    // The token's reading looks at nothing but what it asks for, so that it takes claims with a slip elsewhere.
    guard let claims = object(token.text.split(separator: ".")[1]) else { return nil }
    let names = (claims["appId"] as? String)?.isEmpty == false
    guard token.namesApplication == names, (token.expiry == nil) == (claims["exp"] == nil || claims["exp"] is NSNull) else {
      return "\(claims): \(token.namesApplication), \(token.expiry.map(String.init) ?? "none")"
    }
    do throws(TokenError) { try token.check(now: 1_800_000_000) } catch {
      guard let expiry = token.expiry, expiry <= 1_800_000_000 else { return "expired at \(token.expiry.map(String.init) ?? "none")" }
    }
    return "\(token)\(String(reflecting: token))".contains(token.text) ? "it prints itself" : nil
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// A JSON object in base64url, read by what has nothing in common with the token's own reading.
  private static func object(_ part: Substring) -> [String: Any]? {
    let padded = part.replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: (4 - part.utf8.count % 4) % 4)
    return Data(base64Encoded: String(padded)).flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any]
  }
}
