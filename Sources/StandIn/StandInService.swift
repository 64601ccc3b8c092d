internal import JWTKit

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Does what the vendor's page says, and refuses what it would refuse. Keeps its contacts in memory, and forgets them at its end.
///
/// The parts that the page leaves open are settled here: the status of errors, what a batch with a known number comes to, how the listing
/// is turned over.
public actor StandInService {
  // An actor, because calls come from several connections and there is one book.
  private let options: Options
  private var book: ContactBook
  private var generator: SplitMix
  private let keys = JWTKeyCollection()
  private var hasKey = false
  /// When the calls of the last minute came, in seconds of a clock that never runs backwards.
  private var calls: [Double] = []

  public struct Options: Sendable {
    public var streamId: String
    public var clientId: String
    public var secret: String
    /// How probable each fault is.
    public var faults: [Fault: Double] = [:]
    /// How many seconds a slow answer takes.
    public var delay = 2.0
    public var skipsDuplicates = false
    /// Calls a minute; nil for any number.
    public var callsPerMinute: Int?
    public var seed: UInt64 = 0

    public init(streamId: String, clientId: String, secret: String) {
      self.streamId = streamId
      self.clientId = clientId
      self.secret = secret
    }
  }

  public init(_ options: Options) {
    self.options = options
    book = ContactBook(skipsDuplicates: options.skipsDuplicates)
    generator = SplitMix(seed: options.seed)
  }

  /// What is to be done about a call: nothing but closing the connection, or an answer, after a while.
  enum Reaction: Sendable, Equatable {
    case cut
    case answer(Response, after: Double)
  }

  private static let tooOften = "You've exceeded the per-minute rate limit. Please wait for sometime before retrying."

  /// - Parameter now: seconds of a clock that never runs backwards.
  func react(to inquiry: Inquiry, now: Double) async -> Reaction {
    var fault: Fault?
    for candidate in Fault.allCases where fault == nil {
      if let probability = options.faults[candidate], Double.random(in: 0..<1, using: &generator) < probability { fault = candidate }
    }
    let answer = fault?.isAfter == false ? Response(status: 500) : await answer(inquiry, now: now)
    switch fault {
    case nil: return .answer(answer, after: 0)
    case .slow: return .answer(answer, after: options.delay)
    case .busy: return .answer(Self.error(429, Self.tooOften, retryAfter: 1), after: 0)
    case .busyText: return .answer(Response(status: 200, contentType: "text/plain", body: Array(Self.tooOften.utf8)), after: 0)
    case .error, .errorAfter: return .answer(Self.error(500, "Internal server error"), after: 0)
    case .cut, .cutAfter: return .cut
    case .html: return .answer(Self.page(502, "Bad gateway"), after: 0)
    case .htmlAfter: return .answer(Self.page(200, "Sign in"), after: 0)
    case .redirect:
      return .answer(Response(status: 307, location: "https://elsewhere.invalid\(inquiry.path)"), after: 0)
    }
  }

  private func answer(_ inquiry: Inquiry, now: Double) async -> Response {
    if let limit = options.callsPerMinute {
      calls.removeAll { $0 <= now - 60 }
      guard calls.count < limit else { return Self.error(429, Self.tooOften) }
      calls.append(now)
    }
    if let refusal = await refusal(ofToken: inquiry.headers["auth"]) { return Self.error(401, refusal) }
    let base = "/agentassist/api/v1/public/\(options.streamId)/contacts"
    switch (inquiry.method, inquiry.path) {
    case ("POST", base + "/import-contacts"): return importContacts(inquiry)
    case ("POST", base): return createContacts(inquiry)
    case ("GET", base):
      guard inquiry.headers["accountid"] != nil else { return Self.error(400, "the header accountId is missing") }
      let page = book.page(skip: inquiry.query["skip"].flatMap(Int.init) ?? 0, limit: inquiry.query["limit"].flatMap(Int.init) ?? 10)
      return Self.json(200, page)
    default: return Self.error(404, "there is no \(inquiry.method) \(inquiry.path)")
    }
  }

  private func importContacts(_ inquiry: Inquiry) -> Response {
    let form: MultipartForm
    do throws(MultipartForm.Flaw) {
      form = try MultipartForm(contentType: inquiry.headers["content-type"], body: inquiry.body)
    } catch {
      return Self.error(400, error.sentence)
    }
    guard let part = form.parts.first(where: { $0.name == "result_file" }) else { return Self.error(400, "result_file is missing") }
    guard part.fileName != nil else { return Self.error(400, "result_file is no file") }
    return add(inquiry) { () throws(ContactBook.Refusal) in try ContactBook.contacts(inCSV: part.content) }
  }

  private func createContacts(_ inquiry: Inquiry) -> Response {
    guard inquiry.headers["accountid"] != nil else { return Self.error(400, "the header accountId is missing") }
    return add(inquiry) { () throws(ContactBook.Refusal) in
      do { return try JSONDecoder().decode([NewContact].self, from: Data(inquiry.body)) } catch {
        throw ContactBook.Refusal(sentence: "the body is no array of contacts")
      }
    }
  }

  private func add(_ inquiry: Inquiry, _ contacts: () throws(ContactBook.Refusal) -> [NewContact]) -> Response {
    do throws(ContactBook.Refusal) {
      return Self.json(200, try book.add(try contacts(), account: inquiry.headers["accountid"] ?? ""))
    } catch {
      return Self.error(error.status, error.sentence)
    }
  }

  private struct Claims: JWTPayload {
    var appId: String
    var sub: SubjectClaim
    var exp: ExpirationClaim?

    func verify(using algorithm: some JWTAlgorithm) async throws { try exp?.verifyNotExpired() }
  }

  /// A token of the client.
  ///
  /// - Parameter expiry: seconds since 1970.
  public func token(until expiry: Int) async throws -> String {
    await addKey()
    let end = ExpirationClaim(value: Date(timeIntervalSince1970: Double(expiry)))
    return try await keys.sign(Claims(appId: options.clientId, sub: SubjectClaim(value: "practice"), exp: end))
  }

  private func addKey() async {
    guard !hasKey else { return }
    hasKey = true
    await keys.add(hmac: HMACKey(from: options.secret), digestAlgorithm: .sha256)
  }

  private func refusal(ofToken token: String?) async -> String? {
    guard let token else { return "the header auth is missing" }
    await addKey()
    do {
      let claims = try await keys.verify(token, as: Claims.self)
      return claims.appId == options.clientId ? nil : "appId is not a client of this account"
    } catch {
      return "the token is not valid"
    }
  }

  private static func error(_ status: Int, _ sentence: String, retryAfter: Int? = nil) -> Response {
    var response = json(status, ["errors": [["msg": sentence]]])
    response.retryAfter = retryAfter
    return response
  }

  private static func page(_ status: Int, _ title: String) -> Response {
    let html = "<!DOCTYPE html>\n<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
    return Response(status: status, contentType: "text/html", body: Array(html.utf8))
  }

  private static func json(_ status: Int, _ value: some Encodable) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers always encode.
    return Response(status: status, body: (try? encoder.encode(value)).map { Array($0) } ?? [])
  }
}
