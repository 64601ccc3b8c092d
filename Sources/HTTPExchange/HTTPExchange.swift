internal import AsyncHTTPClient
public import Delivery
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Calls a service over HTTP/1.1: certificates are checked, waits end, and nothing is sent to another host than the one that was named.
public final class HTTPExchange: Exchange {
  // A class, because it owns connections that have to be closed once.
  private let client: HTTPClient
  private let address: ServiceAddress
  private let timeout: TimeAmount

  /// The longest answer that is read.
  private static let longestBody = 64 << 20
  private static let mostRedirects = 3
  /// One call is made at a time, and one loop waits for it, as long as the process lasts. The loops that the library shares out are as many
  /// as it finds cores, in files of the system's, and it traps where one of those cannot be closed.
  private static let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// - Parameters:
  ///   - authorities: a file of certificates (PEM) to trust instead of the system's; nil for the system's.
  ///   - timeout: how many seconds a call may take in all, and, without a byte coming, at any point of it.
  public init(to address: ServiceAddress, authorities: String?, timeout: Int) throws(HTTPExchangeError) {
    self.address = address
    self.timeout = .seconds(Int64(timeout))
    var configuration = HTTPClient.Configuration()
    var tls = TLSConfiguration.makeClientConfiguration()
    if let authorities {
      do {
        // NIOSSL takes a file without a certificate for an empty list, with which nobody would be trusted.
        guard try !NIOSSLCertificate.fromPEMFile(authorities).isEmpty else { throw HTTPExchangeError.noCertificate(authorities) }
      } catch {
        throw .noCertificate(authorities)
      }
      tls.trustRoots = .file(authorities)
    }
    configuration.tlsConfiguration = tls
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(Int64(min(timeout, 10))), read: .seconds(Int64(timeout)))
    configuration.httpVersion = .http1Only
    // The delivery decides what is tried again, and when.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .shared(Self.loop), configuration: configuration)
  }

  /// Closes the connections.
  public func close() async {
    // What cannot be closed in order is closed by the end of the process.
    try? await client.shutdown()
  }

  public func send(_ call: Call) async throws(CallFailure) -> Reply {
    var path = call.path
    for _ in 0...Self.mostRedirects {
      let reply = try await send(call, path: path)
      // A redirect that keeps the method (307, 308), or whatever redirects a question.
      guard (300...399).contains(reply.status), call.method == .get || reply.status == 307 || reply.status == 308,
        let location = reply.header("location"), let target = address.path(ofRedirect: location)
      else { return reply }
      path = target
    }
    throw .notAllowed("\(address.name) redirects in a circle: check --host and --stream-id")
  }

  private func send(_ call: Call, path: String) async throws(CallFailure) -> Reply {
    var request = HTTPClientRequest(url: address.origin + path)
    request.method = call.method == .get ? .GET : .POST
    for header in call.headers { request.headers.add(name: header.name, value: header.value) }
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "User-Agent", value: "muster")
    if call.method == .post { request.body = .bytes(ByteBuffer(bytes: call.body)) }
    do {
      let response = try await client.execute(request, timeout: timeout)
      let body = try await response.body.collect(upTo: Self.longestBody)
      return Reply(
        status: Int(response.status.code), headers: response.headers.map { Call.Header($0.name, $0.value) },
        body: Array(body.readableBytesView))
    } catch {
      throw CallFailure(error, host: address.name)
    }
  }
}

/// The connection cannot be set up as it was asked for.
public enum HTTPExchangeError: Error, Sendable, Equatable, CustomStringConvertible {
  case noCertificate(String)

  public var description: String {
    switch self {
    case .noCertificate(let path): "\(path) holds no certificate: expected a file in PEM form (-----BEGIN CERTIFICATE-----)"
    }
  }
}

extension CallFailure {
  /// Decides from what went wrong whether the call can have been seen by anybody.
  fileprivate init(_ error: any Error, host: String) {
    switch error {
    case let error as HTTPClientError where error == .connectTimeout:
      self = .notSent("\(host) cannot be reached in time")
    case let error as HTTPClientError where error == .tlsHandshakeTimeout || error == .getConnectionFromPoolTimeout:
      self = .notSent("\(host) does not get an encrypted connection ready in time")
    case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout || error == .writeTimeout:
      self = .unanswered("\(host) did not answer in time")
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      self = .unanswered("\(host) closed the connection without an answer")
    case let error as IOError where [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL].contains(error.errnoCode):
      self = .notSent("\(host) cannot be reached: check --host and the network")
    case is NIOConnectionError:
      self = .notSent("\(host) cannot be reached: check --host and the network")
    case is NIOSSLExtraError:
      self = .notAllowed("the certificate of \(host) is for another host: check --host")
    case let error as NIOSSLError:
      // What a handshake failed for stands in the text alone.
      if case .handshakeFailed = error, "\(error)".contains("CERTIFICATE_VERIFY_FAILED") {
        self = .notAllowed("the certificate of \(host) is not trusted: if it should be, name the file of its authority with --cacert")
      } else if case .handshakeFailed = error {
        self = .notSent("\(host) and this machine do not agree on an encrypted connection")
      } else {
        self = .unanswered("the encrypted connection to \(host) broke")
      }
    default:
      self = .unanswered("the connection to \(host) broke: \(error)")
    }
  }
}
