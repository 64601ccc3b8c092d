internal import Pipeline

/// A call to the service.
public struct Call: Sendable, Equatable {
  public enum Method: String, Sendable { case get = "GET", post = "POST" }

  public var method: Method
  /// The path and the query, below the host.
  public var path: String
  public var headers: [Header]
  public var body: [UInt8]

  public struct Header: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(_ method: Method, _ path: String, headers: [Header] = [], body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}

/// What the service sent back.
public struct Reply: Sendable, Equatable {
  public var status: Int
  public var headers: [Call.Header]
  public var body: [UInt8]

  public init(status: Int, headers: [Call.Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of a name, which is compared without regard to case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why there is no reply.
public enum CallFailure: Error, Sendable, Equatable {
  /// The call has not gone out: nobody can have acted on it.
  case notSent(String)
  /// The call will not go out, however often it is tried: the certificate is not trusted, the redirect leads elsewhere.
  case notAllowed(String)
  /// The call may have gone out, and what became of it is not known.
  case unanswered(String)
}

/// Carries calls to the service: over the network, or to a stand-in in the same process.
public protocol Exchange: Sendable {
  func send(_ call: Call) async throws(CallFailure) -> Reply
}

/// The time, and waiting for it to pass.
public protocol Timepiece: Sendable {
  /// Time since some moment that stays the same. It never runs backwards.
  var elapsed: Duration { get }
  /// Seconds since 1970, in UTC.
  var unixSeconds: Int { get }
  /// Returns early only when the task was cancelled.
  func sleep(for duration: Duration) async
}

/// The machine's own time.
public struct SystemTimepiece: Timepiece {
  private let start = ContinuousClock.now

  public init() {}

  public var elapsed: Duration { start.duration(to: .now) }
  public var unixSeconds: Int { Int(UTCTime.now) }

  // Cancelled is what a sleep that ends early is, and the caller goes on to notice it.
  public func sleep(for duration: Duration) async { try? await Task.sleep(for: duration) }
}
