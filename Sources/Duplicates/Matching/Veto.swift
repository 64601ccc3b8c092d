/// Why two contacts are not one person, whatever they share.
public enum Veto: UInt8, Sendable {
  /// One number, address or mailbox, two first names: people of one household or office.
  case household
  /// A surname and what a household shares, and no given name to tell which of them is meant.
  case unnamed
  /// Given names one letter apart, both in use: brothers and sisters rather than a typing error.
  case rivalNames
  /// Junior and senior.
  case generation
  /// Middle names contradict.
  case middleName
  /// Surnames differ and nothing personal agrees.
  case surname
  /// No name agrees.
  case noName
  /// Only the name agrees: a namesake until a contact point says otherwise.
  case noContactPoint
}
