/// Where the service is reached: a scheme, a host and a port.
public struct ServiceAddress: Sendable, Equatable {
  public enum Scheme: String, Sendable { case http, https }

  public let scheme: Scheme
  /// A name or an address; an IPv6 address has its brackets.
  public let host: String
  public let port: Int

  /// - Parameter text: a host, `host:port`, or both behind `https://`; behind `http://` only this machine itself.
  public init(_ text: String) throws(ServiceAddressError) {
    var rest = text[...]
    var scheme = Scheme.https
    if let range = text.firstRange(of: "://") {
      switch text[..<range.lowerBound].lowercased() {
      case "https": scheme = .https
      case "http": scheme = .http
      default: throw .scheme(text)
      }
      rest = text[range.upperBound...]
    }
    if rest.last == "/" { rest = rest.dropLast() }
    var host = rest
    var port = scheme == .https ? 443 : 80
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
      guard let number = Int(rest[rest.index(after: colon)...]), (1...65535).contains(number) else { throw .notAnAddress(text) }
      host = rest[..<colon]
      port = number
    }
    let isAddress = host.first == "[" && host.last == "]"
    let allowed = isAddress ? "0123456789abcdefABCDEF:.[]" : "-._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    guard !host.isEmpty, host.allSatisfy(allowed.contains) else { throw .notAnAddress(text) }
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port
    if scheme == .http, !isLoopback { throw .notEncrypted(text) }
  }

  /// Whether it is this machine, which no other can listen to.
  private var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
  }

  /// What stands before a path.
  var origin: String { "\(scheme.rawValue)://\(host):\(port)" }

  /// The host as messages call it, with its port where that is not the usual one.
  public var name: String { port == (scheme == .https ? 443 : 80) ? host : "\(host):\(port)" }

  /// The path of a redirect's target; nil when that is somewhere else.
  func path(ofRedirect location: String) -> String? {
    if location.hasPrefix("/") { return location.hasPrefix("//") ? nil : location }
    guard let range = location.firstRange(of: "://") else { return nil }
    let end = location[range.upperBound...].firstIndex(where: { "/?#".contains($0) }) ?? location.endIndex
    guard let other = try? ServiceAddress(String(location[..<end])), other == self else { return nil }
    return end == location.endIndex ? "/" : String(location[end...])
  }
}

/// Why a text is no address to send to.
public enum ServiceAddressError: Error, Sendable, Equatable, CustomStringConvertible {
  case notAnAddress(String)
  case scheme(String)
  case notEncrypted(String)

  public var description: String {
    switch self {
    case .notAnAddress(let text): "\"\(text)\" is no host: expected a name like smartassist.kore.ai, with a port behind a colon if need be"
    case .scheme(let text): "\"\(text)\" is not an address that can be sent to: expected https"
    case .notEncrypted(let text):
      "\"\(text)\" would send the token and the contacts unencrypted: use https (http is for this machine alone)"
    }
  }
}
