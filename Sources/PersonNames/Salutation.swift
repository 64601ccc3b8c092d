/// A form of address, read from a salutation column.
///
/// Nothing is ever guessed from a first name: a salutation is what was written, or it is not there.
public struct Salutation: Sendable, Hashable {
  public enum Gender: String, Sendable {
    case male = "m"
    case female = "f"
    /// Stated to be neutral ("Mx.").
    case neutral = "x"
    /// Two people share the record ("Mr. & Mrs.").
    case couple = "mf"
    case unstated = "?"
  }

  /// A value of a list that knows only two.
  public enum MrOrMrs: String, Sendable {
    case mr = "Mr."
    case mrs = "Mrs."
  }

  /// The English form ("Mr." for "Herr"), titles included ("Mr. Dr." for "Herr Dr.").
  public let canonical: String
  public let gender: Gender
  /// The language it was written in, as an ISO 639-1 code; empty when it is of none.
  public let language: String
  /// "Mr." or "Mrs.", when that says neither more nor less than what was written; nil when it would ("Ms.", "Frau", "Dr.").
  public let mrOrMrs: MrOrMrs?
  /// Whether `mrOrMrs` is a judgement: some use the word for every woman, married or not ("Signora", "Sra.").
  public let isJudged: Bool

  /// The value that a list with only "Mr." and "Mrs." gets under a policy; nil when there is none, which is for a report to
  /// say, not for a guess to fill.
  public func value(under policy: SalutationPolicy) -> MrOrMrs? {
    switch policy {
    case .lossless: isJudged ? nil : mrOrMrs
    case .judged: mrOrMrs
    case .byGender:
      switch gender {
      case .male: .mr
      case .female: .mrs
      case .neutral, .couple, .unstated: nil
      }
    }
  }

  /// Reads a salutation from the built-in table, whatever its case, dots and white space.
  ///
  /// Titles may be stacked ("Frau Prof. Dr."): what the first says about gender holds, and the rest is kept.
  ///
  /// - Parameters:
  ///   - text: the cell.
  ///   - language: decides between readings ("Fr." is Father in English, Frau in German); without it, readings that disagree are
  ///     `.ambiguous`.
  public static func parse(_ text: String, language: String? = nil) -> SalutationReading {
    SalutationTable.standard.parse(text, language: language)
  }
}

/// How far a salutation may change when a list knows only "Mr." and "Mrs.".
public enum SalutationPolicy: String, Sendable, CaseIterable {
  /// Only where nothing is lost or added.
  case lossless
  /// Also where a language's word is used for married and unmarried women, and Mrs. is its usual translation ("Señora").
  case judged
  /// By the gender that was written: "Frau", "Ms." and "Miss" become "Mrs.". Changes what was said; for lists that must be full.
  case byGender = "by-gender"
}

/// What a salutation column holds.
public enum SalutationReading: Sendable, Hashable {
  case salutation(Salutation)
  /// Nothing, or a text that stands for nothing ("N/A", "Dear").
  case empty
  /// Several people or meanings, or a code ("Mr/Mrs", "M", "1").
  case ambiguous
  /// No table has it.
  case unknown
}
