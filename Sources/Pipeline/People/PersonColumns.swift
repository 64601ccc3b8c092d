internal import Duplicates
public import Rules

/// Which of a list's columns tell people apart besides the names and numbers that are written anyway.
public struct PersonColumns: Sendable {
  struct Source: Sendable {
    let role: ContactRole
    /// The column's index in the source.
    let column: Int
  }

  let sources: [Source]
  /// Columns with telephone numbers, those that are written among them: a second number tells as much as the first.
  let phones: [Int]

  /// - Parameters:
  ///   - match: what the list's columns were understood to be.
  ///   - matcher: what knows the names of further columns: company, town, date of birth.
  public init(header: [String], match: HeaderMatch, matcher: HeaderMatcher) {
    var sources = match.columns(of: .email).map { Source(role: .email, column: $0) }
    for (column, detail) in matcher.details(of: header).enumerated() {
      guard let detail, match.sources[column].role == nil || match.sources[column].role == .other else { continue }
      sources.append(Source(role: ContactRole(detail), column: column))
    }
    self.sources = sources
    phones = match.columns(of: .phoneNumber).filter { match.sources[$0].phone != .fax }
  }
}

extension ContactRole {
  fileprivate init(_ detail: PersonalDetail) {
    self =
      switch detail {
      case .middleName: .middleName
      case .nameSuffix: .nameSuffix
      case .birthDate: .birthDate
      case .nationalIdentifier: .identifier
      case .street: .street
      case .city: .city
      case .postcode: .postcode
      case .company: .company
      }
  }
}
