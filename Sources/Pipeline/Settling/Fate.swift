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

  var isRejection: Bool {
    switch self {
    case .shared, .sharedWithTarget, .repeatedValue: true
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
    case .samePerson(let row): Finding(code: .samePerson, place: place, detail: .record(row))
    case .duplicate(let row): Finding(code: repeatCode, place: place, detail: .record(row))
    case .alreadyThere(let there): Finding(code: .alreadyThere, place: place, detail: there)
    case .shared(let row, let sharing): Finding(code: .sharedNumber, place: place, detail: .sharer(row, FindingDetail.Sharers(sharing)))
    case .sharedWithTarget(let there): Finding(code: .sharedNumber, place: place, detail: there)
    case .repeatedValue(let finding): finding
    }
  }
}

extension FindingDetail.Sharers {
  fileprivate init(_ sharing: NumberSharing) {
    self =
      switch sharing {
      case .pair: .pair
      case .household: .household
      case .switchboard: .switchboard
      }
  }
}
