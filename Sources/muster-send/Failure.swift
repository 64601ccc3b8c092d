internal import Delivery

/// What the program's exit status means; the numbers are those of muster.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 2
  case unreadable = 3
  /// Sending failed and can be resumed.
  case sending = 5
  /// The service's answer disagrees.
  case disagreement = 6
  case unwritable = 8
}

/// Ends the program with a status and a sentence for standard error.
struct Failure: Error {
  let status: ExitStatus
  /// One sentence, without the program's name before it. Empty when everything has been said already.
  let sentence: String
}

extension Failure {
  init(_ error: DeliveryError) {
    let status: ExitStatus =
      switch error {
      case .notARequest, .altered: .usage
      case .unreadable: .unreadable
      case .unwritable: .unwritable
      case .busy, .token, .refused, .givenUp, .toldToWait, .interrupted: .sending
      }
    self.init(status: status, sentence: error.description)
  }
}
