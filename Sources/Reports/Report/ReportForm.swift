/// What a report is written as, by the ending of its file's name.
public enum ReportForm: String, Sendable, CaseIterable {
  case json = ".json"
  case html = ".html"
  /// SARIF 2.1.0 (OASIS): what code scanners and editors read.
  case sarif = ".sarif"
  /// JUnit's XML: what build servers show.
  case junit = ".junit.xml"

  /// Nil when the path ends in nothing that is known.
  public init?(path: String) {
    guard let form = Self.allCases.first(where: { path.lowercased().hasSuffix($0.rawValue) }) else { return nil }
    self = form
  }

  public func text(of report: Report) -> String {
    switch self {
    case .json: report.json
    case .html: report.html
    case .sarif: report.sarif
    case .junit: report.junit
    }
  }
}
