/// A sentence about a finding, in two where the row number of another record stands in it, so that whoever writes a million of them makes
/// each once: `"Record \(record: 12) has the same number."`
public struct FindingPhrase: Sendable, Equatable {
  /// What stands before the row number; all of the sentence where there is none.
  private(set) var before = ""
  private(set) var record: Int?
  private(set) var after = ""
  /// Whether it holds for every finding with this code and a detail like this one's.
  let isShared: Bool

  /// A sentence that holds for one finding alone.
  public init(ofOne text: String) {
    before = text
    isShared = false
  }

  public var text: String { record.map { "\(before)\($0)\(after)" } ?? before }
}

extension FindingPhrase: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    before = text
    isShared = true
  }

  public init(stringInterpolation parts: StringInterpolation) {
    (before, record, after) = (parts.before, parts.record, parts.after)
    isShared = !parts.namesTwo
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var before = ""
    fileprivate var record: Int?
    fileprivate var after = ""
    fileprivate var namesTwo = false

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) {
      if record == nil { before += text } else { after += text }
    }

    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

    /// Another record's row number. A sentence with two is made each time.
    public mutating func appendInterpolation(record row: Int) {
      if record == nil {
        record = row
      } else {
        after += String(row)
        namesTwo = true
      }
    }

    public mutating func appendInterpolation(_ detail: FindingDetail) {
      if case .record(let row) = detail { appendInterpolation(record: row) } else { appendLiteral(detail.description) }
    }

    /// A sentence within the sentence.
    public mutating func appendInterpolation(_ phrase: FindingPhrase) {
      appendLiteral(phrase.before)
      if let row = phrase.record { appendInterpolation(record: row) }
      appendLiteral(phrase.after)
    }
  }
}
