/// Remembers every identity that was seen, and who had it first.
public struct ExactSet: Sendable {
  private var holders: [IdentityKey: Int] = [:]

  public init() {}

  /// The number of distinct identities.
  public var count: Int { holders.count }

  /// Enters a record. Returns the row number (1-based) of the record that already holds the key, or nil when this one is the first.
  public mutating func enter(_ key: IdentityKey, rowNumber: Int) -> Int? {
    if let holder = holders[key] { return holder }
    holders[key] = rowNumber
    return nil
  }
}
