internal import Rules

/// Something that a check noticed about a record: the facts, without a sentence. Sentences are made where people read them.
public struct Finding: Sendable, Hashable {
  public let code: FindingCode
  public let severity: Severity
  public let place: Place
  /// The value that the finding is about, as it stood in the source. Empty when the finding is about something missing.
  public let value: String
  /// What the code's sentence needs beyond the value: a region, a repaired value, the row that is meant.
  public let detail: FindingDetail

  public init(code: FindingCode, severity: Severity? = nil, place: Place, value: String = "", detail: String = "") {
    self.init(code: code, severity: severity, place: place, value: value, detail: .text(detail))
  }

  public init(code: FindingCode, severity: Severity? = nil, place: Place, value: String = "", detail: FindingDetail) {
    self.code = code
    self.severity = severity ?? code.severity
    self.place = place
    self.value = value
    self.detail = detail
  }
}

/// How much a finding matters.
public enum Severity: String, Sendable, Comparable {
  /// Something was mended, and the record is better for it.
  case fixed
  /// Something is odd or missing, and the record goes out all the same.
  case warning
  /// The record cannot go out.
  case error

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .fixed: 0
    case .warning: 1
    case .error: 2
    }
  }
}

extension Severity {
  /// What a rule's reaction makes of a finding.
  init(_ reaction: Rules.Severity) {
    self =
      switch reaction {
      case .fix: .fixed
      case .warn: .warning
      case .reject, .abort: .error
      }
  }
}

/// Where in the source a finding is.
public struct Place: Sendable, Hashable {
  /// The record, counted from 1, the header not counted.
  public let rowNumber: Int
  /// The physical line on which the record starts, counted from 1.
  public let lineNumber: Int
  /// The column's name in the source, or nil when the whole record is meant.
  public internal(set) var column: String?

  public init(rowNumber: Int, lineNumber: Int, column: String? = nil) {
    self.rowNumber = rowNumber
    self.lineNumber = lineNumber
    self.column = column
  }
}
