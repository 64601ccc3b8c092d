/// Which country a number is of, how sure that is, and why.
public struct CountryDecision: Sendable, Equatable {
  public enum Confidence: Int, Sendable, Comparable, CaseIterable {
    /// Nothing in the record speaks for it: the list's other numbers do, or what was given for the list.
    case assumed
    /// The record speaks for it, or leaves no other, without saying it.
    case likely
    /// The number or a column of the record says it, and the number is valid there.
    case certain

    public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
  }

  /// Something that was weighed.
  public struct Reason: Sendable, Equatable {
    public enum Source: Sendable, Equatable {
      case number(DigitsReading)
      case callingCodeColumn, countryColumn
      case witness(CountryEvidence.Witness.Kind)
      /// Most of the list's certain numbers.
      case list
      /// Given for the whole list.
      case given
      /// Of all countries in question, the number is valid in this one alone.
      case onlyValid
    }

    public let source: Source

    /// The countries that it speaks for, the likeliest first.
    public let countries: [Country]

    /// Whether it speaks for what was decided.
    public let agrees: Bool

    public init(_ source: Source, _ countries: [Country], agrees: Bool) {
      self.source = source
      self.countries = countries
      self.agrees = agrees
    }
  }

  /// `nil` when nothing says which, or the number is valid nowhere that anything speaks for.
  public let country: Country?
  public let confidence: Confidence

  /// How the digits are to be read in that country.
  public let reading: DigitsReading

  /// Whether the number is valid there. What is stated stays the answer where it is not: then the number is wrong, or the statement is.
  public let isValid: Bool

  /// What was weighed, the strongest first.
  public let reasons: [Reason]

  /// The next best country, where the number would be valid too.
  public let runnerUp: Country?

  /// What the record states against what was decided, or against itself; `nil` when nothing does.
  public var conflict: Reason? {
    reasons.first { reason in
      !reason.agrees && (reason.source == .countryColumn || reason.source == .callingCodeColumn)
    }
  }
}
