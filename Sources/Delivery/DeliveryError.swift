public import CSV
public import Pipeline

/// Why a delivery ended early. What was done until then stands in the journal, and the next run goes on from it.
public enum DeliveryError: Error, Sendable, Equatable {
  /// The folder holds no request, or one that is not as it was written.
  case notARequest(path: String)
  /// A file of the request is not what the manifest says.
  case altered(path: String)
  /// Another process is sending the same request.
  case busy(path: String)
  case unreadable(ReadError)
  case unwritable(OutputError)
  /// There is no token to be had.
  case token(TokenError)
  /// The service refuses the call, whatever the batch.
  case refused(String)
  /// No attempt got through.
  case givenUp(batch: Int, attempts: Int, why: String)
  /// The service asks for a longer wait than a program should sit through.
  case toldToWait(Duration)
  /// The run was told to stop.
  case interrupted
}

extension DeliveryError: CustomStringConvertible {
  /// One sentence: what happened, and what to do next.
  public var description: String {
    switch self {
    case .notARequest(let path): "\(path) holds no whole request: write one with muster request LIST -o \(path)"
    case .altered(let path):
      "\(path) is not as it was written: put it back, or clean the list again with muster request into another folder"
    case .busy(let path): "\(path) is being sent by another process: wait for it"
    case .unreadable(.cannotOpen(let path, 2)): "\(path) does not exist: is the folder one that muster request wrote?"
    case .unreadable(.cannotOpen(let path, let code)): "\(path) cannot be opened: \(systemReason(code))"
    case .unreadable(.cannotRead(let path, let code, let offset)): "\(path) cannot be read past byte \(offset): \(systemReason(code))"
    case .unreadable(let error): "the request cannot be read: \(error)"
    case .unwritable(let error): "\(error.target) cannot be written: \(error.systemReason)"
    case .token(let error): error.description
    case .refused(let why): why
    case .givenUp(let batch, let attempts, let why):
      "batch \(batch) did not get through in \(attempts) attempts; the last one: \(why). Run the same command again to go on"
    case .toldToWait(let wait): "the service asks to wait \(wait.words): run the same command again then"
    case .interrupted: "stopped: run the same command again to go on"
    }
  }
}

extension Duration {
  /// As a person says it: `45 s`, `3 min`, `2 h 5 min`.
  var words: String {
    let seconds = Int(components.seconds)
    if seconds < 90 { return "\(seconds) s" }
    if seconds < 5400 { return "\((seconds + 30) / 60) min" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
