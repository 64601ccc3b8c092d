internal import ImportRequest

/// Makes calls: at the pace that the service allows, with a token that is still good.
public struct Client<Connection: Exchange>: ~Copyable {
  /// Where tokens come from. Asked before each call, so that one that is about to expire can be made anew.
  public typealias TokenSource = @Sendable () async throws(TokenError) -> Token

  private let connection: Connection
  private let token: TokenSource
  let time: any Timepiece
  private var pace: Pace
  private let backoff: Backoff
  private var generator: any RandomNumberGenerator & Sendable

  public init(
    _ connection: Connection, token: @escaping TokenSource, time: any Timepiece, pace: Pace, backoff: Backoff = Backoff(),
    generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    self.connection = connection
    self.token = token
    self.time = time
    self.pace = pace
    self.backoff = backoff
    self.generator = generator
  }

  /// Waits until a call may be made.
  mutating func waitForTurn() async {
    let wait = pace.take(now: time.elapsed)
    if wait > .zero { await time.sleep(for: wait) }
  }

  /// Keeps the first call apart from one that somebody else made just now.
  mutating func holdFirstCall() { _ = pace.take(now: time.elapsed) }

  mutating func backoff(after attempt: Int) -> Duration { backoff.wait(after: attempt, using: &generator) }

  /// Makes a call whose turn has come.
  func send(_ call: Call, to service: Service) async -> Verdict {
    var call = call
    do throws(TokenError) {
      let token = try await token()
      try token.check(now: time.unixSeconds)
      call.headers.append(Call.Header(ImportCall.tokenHeader, token.text))
    } catch {
      return .hopeless(error.description)
    }
    if let account = service.accountId { call.headers.append(Call.Header(ImportCall.accountHeader, account)) }
    do throws(CallFailure) {
      return Verdict(try await connection.send(call), host: service.host, now: time.unixSeconds)
    } catch {
      return Verdict(error)
    }
  }
}
