internal import Duplicates

/// What becomes of a record that was not rejected by itself.
enum Fate {
  case written
  /// Written with its blanks filled from other records, by row number.
  case merged(with: [Int])
  /// Written, as these bytes, since other people's records filled its blanks.
  case replaced(by: [UInt8])
  case duplicate(of: Int)
  /// Another record is the same person's, by its evidence.
  case samePerson(as: Int)
  /// The target has the contact, where it says.
  case alreadyThere(String)
  /// Another person of the list has its number: the record with this row number, 0 when nobody's goes out.
  case shared(with: Int, NumberSharing)
  /// Another person whom the target has, where it says, has its number.
  case sharedWithTarget(String)
  /// An earlier record has a value of it that may stand there once.
  case repeatedValue(Finding)

  var isWritten: Bool {
    switch self {
    case .written, .merged, .replaced: true
    default: false
    }
  }

  var outcome: Outcome {
    switch self {
    case .written, .merged, .replaced: .written
    case .duplicate(let row): .duplicate(of: row)
    case .samePerson(let row): .samePerson(as: row)
    case .alreadyThere: .alreadyThere
    case .shared, .sharedWithTarget: .rejected(.sharedNumber)
    case .repeatedValue(let finding): .rejected(finding.code)
    }
  }

  /// Why a record is not written.
  ///
  /// - Parameter repeatCode: what its being another one's duplicate goes by.
  func finding(at place: Place, repeatCode: FindingCode) -> Finding {
    switch self {
    case .written, .merged, .replaced: Finding(code: repeatCode, place: place)
    case .samePerson(let row): Finding(code: .samePerson, place: place, detail: String(row))
    case .duplicate(let row): Finding(code: repeatCode, place: place, detail: String(row))
    case .alreadyThere(let there): Finding(code: .alreadyThere, place: place, detail: there)
    case .shared(let row, let sharing): Finding(code: .sharedNumber, place: place, detail: SharedNumberDetail(row: row, sharing).text)
    case .sharedWithTarget(let there): Finding(code: .sharedNumber, place: place, detail: there)
    case .repeatedValue(let finding): finding
    }
  }
}

/// What the sentence of `duplicate.shared-number` needs, as a finding carries it: `12 pair`, `0 household`, or the place of a contact that
/// the target has, as in `there.csv:5`.
public enum SharedNumberDetail: Sendable, Equatable {
  /// The row number of the record that goes out, 0 when none does, and whose number it is.
  case record(Int, Kind)
  case target(String)

  public enum Kind: String, Sendable {
    case pair, household, switchboard
  }

  init(row: Int, _ sharing: NumberSharing) {
    let kind: Kind =
      switch sharing {
      case .pair: .pair
      case .household: .household
      case .switchboard: .switchboard
      }
    self = .record(row, kind)
  }

  public init(_ text: String) {
    guard let space = text.utf8.firstIndex(of: 0x20), let row = Int(text[..<space]),
      let kind = Kind(rawValue: String(text[text.utf8.index(after: space)...]))
    else {
      self = .target(text)
      return
    }
    self = .record(row, kind)
  }

  var text: String {
    switch self {
    case .record(let row, let kind): "\(row) \(kind.rawValue)"
    case .target(let place): place
    }
  }
}
