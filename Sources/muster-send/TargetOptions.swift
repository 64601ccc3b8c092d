internal import ArgumentParser
internal import Delivery
internal import HTTPExchange
internal import ImportRequest

/// Whom the request goes to.
struct TargetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The service's host, such as smartassist.kore.ai, with a port behind a colon if need be.", valueName: "host"))
  var host: String

  @Option(help: ArgumentHelp("The bot's stream id: st- and a UUID.", valueName: "id"))
  var streamId: String

  @Option(help: ArgumentHelp("The account, which the service's listing asks for.", valueName: "id"))
  var accountId: String?

  @Option(help: ArgumentHelp("A file of certificates (PEM) to trust instead of the system's.", valueName: "file"))
  var cacert: String?

  func service() throws(Failure) -> (ServiceAddress, Service) {
    let address: ServiceAddress
    do throws(ServiceAddressError) { address = try ServiceAddress(host) } catch {
      throw Failure(status: .usage, sentence: "--host: \(error)")
    }
    let unreserved = "-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    guard !streamId.isEmpty, streamId.allSatisfy(unreserved.contains) else {
      throw Failure(status: .usage, sentence: "--stream-id \"\(streamId)\" cannot stand in a path: expected st- and a UUID")
    }
    if let accountId, accountId.isEmpty || !accountId.allSatisfy(unreserved.contains) {
      throw Failure(status: .usage, sentence: "--account-id \"\(accountId)\" cannot stand in a header: expected letters and digits")
    }
    return (address, Service(host: address.name, streamId: streamId, accountId: accountId))
  }

  /// What is unusual, and may be meant.
  var warnings: [String] {
    var warnings: [String] = []
    if !ImportCall.isUsualStreamId(streamId) {
      warnings.append("the stream id \"\(streamId)\" has not the usual form, st- and a UUID; it is sent as it is")
    }
    if accountId == nil {
      warnings.append("without --account-id the service may refuse its listing, which is asked when an answer does not come")
    }
    return warnings
  }
}
