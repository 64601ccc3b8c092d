/// What the sentence of a finding needs beyond its value.
public enum FindingDetail: Sendable, Hashable {
  /// A region, a repaired value, the place of a contact that the target has; empty where nothing more is to be said.
  case text(String)
  /// Another record, by its row number (1-based).
  case record(Int)
  /// Whose a shared number is: the row number of the record that goes out with it, 0 when none does.
  case sharer(Int, Sharers)

  /// The people who share a number.
  public enum Sharers: String, Sendable {
    case pair, household, switchboard
  }

  public var isEmpty: Bool { self == .text("") }

  /// The row number of the record that a sentence about it names; nil where it names none.
  var record: Int? {
    switch self {
    case .record(let row): row
    case .sharer(let row, _): row == 0 ? nil : row
    case .text: nil
    }
  }

  /// Equal for details that make the same sentence but for the number of the record in it, or for the text, where there is one.
  var form: UInt8 {
    switch self {
    case .text(let text): text.isEmpty ? 0 : 1
    case .record: 2
    case .sharer(let row, .pair): row == 0 ? 3 : 4
    case .sharer(let row, .household): row == 0 ? 5 : 6
    case .sharer(let row, .switchboard): row == 0 ? 7 : 8
    }
  }
}

extension FindingDetail: CustomStringConvertible {
  /// The text, the row number, or both as in `12 pair`.
  public var description: String {
    switch self {
    case .text(let text): text
    case .record(let row): String(row)
    case .sharer(let row, let sharers): "\(row) \(sharers.rawValue)"
    }
  }
}
