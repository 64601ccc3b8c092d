/// Whom a request is sent to.
public struct Service: Sendable, Equatable {
  /// The host as messages call it, with its port where that is not the usual one.
  public let host: String
  public let streamId: String
  /// What the `accountId` header says; nil when none is sent.
  public let accountId: String?

  public init(host: String, streamId: String, accountId: String?) {
    self.host = host
    self.streamId = streamId
    self.accountId = accountId
  }
}

/// What a delivery tells of while it runs.
public enum Notice: Sendable, Equatable {
  /// So many contacts have been dealt with.
  case progress(contacts: Int, of: Int, batch: Int, batches: Int)
  case waiting(batch: Int, wait: Duration, why: String)
  /// The listing is about to be asked what became of a batch.
  case resolving(batch: Int, why: String)
  case refused(batch: Int, why: String)
  /// Contacts were not in the answers; the listing is about to be asked for them.
  case lookingFor(contacts: Int)
}

extension Notice: CustomStringConvertible {
  public var description: String {
    switch self {
    case .progress(let contacts, let all, let batch, let batches): "batch \(batch) of \(batches), \(contacts) of \(all) contacts"
    case .waiting(let batch, let wait, let why): "batch \(batch): \(why); trying again in \(wait.words)"
    case .resolving(let batch, let why): "batch \(batch): \(why); asking the service what it has of it"
    case .refused(let batch, let why): "batch \(batch): \(why); it is set aside"
    case .lookingFor(let contacts): "\(contacts) contacts were not in the answers; asking the service whether it has them"
    }
  }
}
