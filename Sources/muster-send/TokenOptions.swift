internal import ArgumentParser
internal import Delivery
internal import HTTPExchange

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Where the token comes from. There is no option for the token itself: arguments can be read by everybody on the machine.
struct TokenOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A file that holds the token, and that its owner alone can read.", valueName: "file"))
  var tokenFile: String?

  @Option(help: ArgumentHelp("An open descriptor that the token is read from, as in --token-fd 3 3< <(pass show token).", valueName: "n"))
  var tokenFd: Int32?

  @Option(help: ArgumentHelp("The client's id, to make the token with the client's secret.", valueName: "id"))
  var clientId: String?

  @Option(help: ArgumentHelp("A file that holds the client's secret, and that its owner alone can read.", valueName: "file"))
  var clientSecretFile: String?

  @Option(help: ArgumentHelp("Whom a token that is made is about (its claim sub).", valueName: "name"))
  var subject = "muster"

  func validate() throws {
    if (clientId == nil) != (clientSecretFile == nil) {
      throw ValidationError("--client-id and --client-secret-file belong together: give both.")
    }
    if [tokenFile != nil, tokenFd != nil, clientId != nil].count(where: \.self) > 1 {
      throw ValidationError("The token comes from one place: --token-file, --token-fd, or --client-id with --client-secret-file.")
    }
  }

  /// A source of tokens, of which the first has been looked at.
  func source(time: any Timepiece, quiet: Bool) async throws -> @Sendable () async throws(TokenError) -> Token {
    do {
      if let clientId, let clientSecretFile {
        let credentials = ClientCredentials(
          clientId: clientId, secret: try SecretFile.read(path: clientSecretFile), subject: subject)
        _ = try await credentials.current(now: time.unixSeconds)
        return { () throws(TokenError) in try await credentials.current(now: time.unixSeconds) }
      }
      let token: Token
      if let tokenFile {
        token = try Token(SecretFile.read(path: tokenFile))
      } else if let tokenFd {
        token = try Token(SecretFile.read(descriptor: tokenFd))
      } else if let variable = unsafe getenv("MUSTER_TOKEN") {
        if !quiet {
          Console.error("muster: MUSTER_TOKEN is seen by every program that is started from here: --token-file keeps it closer\n")
        }
        token = try Token(unsafe String(cString: variable))
      } else {
        throw Failure(
          status: .usage, sentence: "there is no token: give --token-file, --token-fd, or --client-id with --client-secret-file")
      }
      try token.check(now: time.unixSeconds)
      if !token.namesApplication, !quiet {
        Console.error("muster: the token has no appId, by which the service knows the client: it may be refused\n")
      }
      return { () throws(TokenError) in token }
    } catch let error as TokenError {
      throw Failure(status: .usage, sentence: error.description)
    }
  }
}
