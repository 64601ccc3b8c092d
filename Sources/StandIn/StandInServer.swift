internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Answers calls on this machine, over TLS, until it is closed.
public final class StandInServer: Sendable {
  // A class, because it owns a socket.
  private let channel: any Channel

  /// The port that it listens on.
  public let port: Int

  /// - Parameter port: 0 for any that is free.
  public init(_ service: StandInService, identity: ServerIdentity, port: Int) async throws {
    let certificate = try NIOSSLCertificate(bytes: Array(identity.certificatePEM.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem)
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 64)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(NIOSSLServerHandler(context: context))
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandler(NIOHTTPServerRequestAggregator(maxContentLength: 64 << 20))
          try pipeline.addHandler(InquiryHandler(service: service))
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
    self.port = channel.localAddress?.port ?? port
  }

  public func close() async throws { try await channel.close() }
}

/// Hands each request of a connection to the service, one after the other, and writes what it says.
private final class InquiryHandler: ChannelInboundHandler {
  typealias InboundIn = NIOHTTPServerRequestFull
  typealias OutboundOut = HTTPServerResponsePart

  private let service: StandInService

  init(service: StandInService) { self.service = service }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let request = unwrapInboundIn(data)
    let parts = request.head.uri.split(separator: "?", maxSplits: 1)
    var inquiry = Inquiry(method: request.head.method.rawValue, path: parts.first.map(String.init) ?? "/")
    for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      inquiry.query[String(sides[0])] = sides.count > 1 ? String(sides[1]) : ""
    }
    for header in request.head.headers { inquiry.headers[header.name.lowercased()] = header.value }
    inquiry.body = request.body.map { Array($0.readableBytesView) } ?? []
    let isKeptAlive = request.head.isKeepAlive
    let loop = context.eventLoop
    let channel = context.channel
    let now = Double(NIODeadline.now().uptimeNanoseconds) / 1e9
    let question = inquiry
    let promise = loop.makePromise(of: StandInService.Reaction.self)
    promise.completeWithTask { [service] in await service.react(to: question, now: now) }
    promise.futureResult.whenSuccess { reaction in
      switch reaction {
      case .cut:
        channel.close(promise: nil)
      case .answer(let response, let delay):
        loop.scheduleTask(in: .milliseconds(Int64(delay * 1000))) { Self.write(response, to: channel, isKeptAlive: isKeptAlive) }
      }
    }
  }

  private static func write(_ response: Response, to channel: any Channel, isKeptAlive: Bool) {
    var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status))
    head.headers.add(name: "Content-Type", value: response.contentType)
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    if let location = response.location { head.headers.add(name: "Location", value: location) }
    if let retryAfter = response.retryAfter { head.headers.add(name: "Retry-After", value: String(retryAfter)) }
    if !isKeptAlive { head.headers.add(name: "Connection", value: "close") }
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: response.body))), promise: nil)
    let written = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    if !isKeptAlive { written.whenComplete { _ in channel.close(promise: nil) } }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
