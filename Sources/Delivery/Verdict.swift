internal import Pipeline

/// What a reply means for the batch that was sent, or for the page that was asked for.
enum Verdict: Sendable, Equatable {
  /// The import made these contacts.
  case made([ServerContact])
  case listing(Answer.Listing)
  /// It came too early and was not looked at. How long the service asks to wait; nil where it does not say.
  case tooOften(Duration?)
  /// It did not go out, or nothing was stored, and it may go better later.
  case notNow(String)
  /// It may have been stored, or not.
  case unknown(String, Duration?)
  /// It was read and refused: nothing was stored.
  case refused(Int, String)
  /// No batch will get through as things are.
  case hopeless(String)
}

extension Verdict {
  init(_ failure: CallFailure) {
    self =
      switch failure {
      case .notSent(let why): .notNow(why)
      case .notAllowed(let why): .hopeless(why)
      case .unanswered(let why): .unknown(why, nil)
      }
  }

  /// - Parameters:
  ///   - host: who was called, for sentences.
  ///   - now: seconds since 1970, for a `Retry-After` that is a date.
  init(_ reply: Reply, host: String, now: Int) {
    let answer = Answer(body: reply.body)
    let wait = reply.header("retry-after").flatMap { Self.wait($0, now: now) }
    switch (reply.status, answer) {
    case (_, .tooOften), (429, _):
      self = .tooOften(wait)
    case (200...299, .contacts(let contacts)):
      self = .made(contacts)
    case (200...299, .listing(let listing)):
      self = .listing(listing)
    case (400...407, .page(let title)):
      self = .hopeless(Self.pageSentence(host, reply.status, title))
    case (200...299, .page(let title)):
      // Whether something between here and the service let the call through is not to be known.
      self = .unknown(Self.pageSentence(host, reply.status, title), nil)
    case (200...299, .empty):
      self = .unknown("\(host) answered with status \(reply.status) and nothing else, so that it is not known what it stored", nil)
    case (200...299, .message(let text)):
      self = .unknown("\(host) answered with status \(reply.status), and instead of contacts it said: \(text)", nil)
    case (401, _), (403, _):
      self = .hopeless(
        "\(host) does not accept the token (status \(reply.status)\(Self.quote(answer))): check that it is signed with this client's secret, "
          + "that its appId is the client's id, and that the client has the scope Configuration")
    case (404, _):
      self = .hopeless("\(host) does not know this path (status 404\(Self.quote(answer))): check --stream-id and --host")
    case (413, _):
      self = .hopeless(
        "\(host) takes no batch of this size (status 413\(Self.quote(answer))): lower batch_bytes or batch_records in the rules and "
          + "write the request again")
    case (408, _), (500..., _):
      self = .unknown("\(host) answered with status \(reply.status)\(Self.quote(answer))", wait)
    case (300...399, _):
      let location = reply.header("location").map { " to \($0)" } ?? ""
      self = .hopeless(
        "\(host) redirects\(location) (status \(reply.status)), and the token goes nowhere but to the host it was meant for: "
          + "if that is the service's address, give it with --host")
    default:
      self = .refused(reply.status, "\(host) refused the batch with status \(reply.status)\(Self.quote(answer))")
    }
  }

  private static func quote(_ answer: Answer) -> String {
    switch answer {
    case .message(let text): ": \(text)"
    case .page(let title): title.isEmpty ? ": a web page" : ": a web page, \"\(title)\""
    case .contacts, .listing, .tooOften, .empty: ""
    }
  }

  private static func pageSentence(_ host: String, _ status: Int, _ title: String) -> String {
    "a web page\(title.isEmpty ? "" : " (\"\(title)\")") came back with status \(status) instead of an answer: a proxy or a login page "
      + "stands between here and \(host)"
  }

  /// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
  private static func wait(_ text: String, now: Int) -> Duration? {
    if let seconds = Int(text), seconds >= 0 { return .seconds(seconds) }
    return UTCTime.seconds(ofHTTPDate: text).map { .seconds(max(0, $0 - now)) }
  }
}
