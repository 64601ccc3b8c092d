/// What identifies a contact, in 128 bits. The deduplicator compares keys and nothing else: those of telephone numbers whole, of others as
/// many bits as `ExactSet` says.
public struct IdentityKey: Hashable, Sendable, BitwiseCopyable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The key of a telephone number: its calling code and national significant number, with the zeros that lead it.
  ///
  /// Injective: E.164 allows 15 digits, and 17 fit beside the count of leading zeros, so two numbers never share a key.
  public init(callingCode: Int, nationalNumber: UInt64, leadingZeros: Int) {
    self.init(high: UInt64(callingCode) << 8 | UInt64(leadingZeros & 0xFF), low: nationalNumber)
  }
}
