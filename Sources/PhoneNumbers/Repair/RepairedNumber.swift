/// What a cell that should hold a phone number came to.
public struct RepairedNumber: Sendable {
  /// The number; always a valid one. `nil` if there is none: ``failure`` says why.
  public internal(set) var number: PhoneNumber?
  /// The edits that led to it, in order; empty if the text was good as it stood.
  public internal(set) var repairs: [Repair] = []
  /// The other valid numbers of the cell, in their order.
  public internal(set) var others: [PhoneNumber] = []
  /// Without a number: the numbers between which nothing decides. With one: what the same digits could mean besides, such as a national
  /// number that begins like its own calling code.
  public internal(set) var candidates: [PhoneNumber] = []
  /// Why there is no number.
  public internal(set) var failure: Failure?

  public enum Failure: String, Sendable, Hashable, CaseIterable {
    case empty
    /// Nothing in the cell reads as a number.
    case notANumber = "not-a-number"
    /// A national number, and no region to read it in.
    case noRegion = "no-region"
    /// No calling code begins so.
    case unknownCallingCode = "unknown-calling-code"
    case tooShort = "too-short"
    /// Could be dialled inside its area only: the area code is missing.
    case localOnly = "local-only"
    case tooLong = "too-long"
    /// Between the shortest and the longest, but no number of the plan has this length.
    case invalidLength = "invalid-length"
    /// The length is right, but no range of the plan holds it.
    case notAssigned = "not-assigned"
    /// Scientific notation with fewer digits than the number had: they are gone, and only the source has them. Format the column as text
    /// and export again.
    case digitsLost = "digits-lost"
    /// Two readings or more, all valid: see ``RepairedNumber/candidates``.
    case ambiguous

    /// The finding's code, such as `phone.too-short`.
    public var code: String { "phone." + rawValue }
  }
}
