/// What became of a request, contact by contact: the sums.
public struct DeliveryOutcome: Sendable, Equatable {
  public var sent = 0
  /// Contacts that the service has.
  public var accepted = 0
  /// Contacts that it has not.
  public var missing = 0
  /// Accepted contacts in which it has another value than was sent.
  public var changed = 0
  /// Contacts that it told of and nobody sent, or that it has twice.
  public var strangers = 0

  public init(sent: Int = 0, accepted: Int = 0, missing: Int = 0, changed: Int = 0, strangers: Int = 0) {
    self.sent = sent
    self.accepted = accepted
    self.missing = missing
    self.changed = changed
    self.strangers = strangers
  }

  /// Whether the service has what was sent, and as it was sent.
  public var agrees: Bool { missing == 0 && changed == 0 && strangers == 0 }
}
