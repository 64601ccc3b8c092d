public import Rules
internal import Duplicates

/// Which of several records of one contact stays, and who of several people with one number.
public struct ContactChoice: Sendable, Equatable {
  public var survivor: Survivor
  /// The source column whose date `Survivor.newest` goes by, by index; nil for any other survivor.
  public var newestColumn: Int?
  public var sharedNumber: SharedNumber

  public init(survivor: Survivor = .first, newestColumn: Int? = nil, sharedNumber: SharedNumber = .first) {
    self.survivor = survivor
    self.newestColumn = newestColumn
    self.sharedNumber = sharedNumber
  }

  var survivorRule: SurvivorRule {
    switch survivor {
    case .first, .merged: .first
    case .last: .last
    case .fullest: .mostComplete
    case .newest: .newest
    }
  }

  var sharingRule: SharingRule {
    switch sharedNumber {
    case .first: .keepOne(.first)
    case .fullest: .keepOne(.mostComplete)
    case .nobody: .rejectAll
    case .everyone: .keepAll
    }
  }

  var merges: Bool { survivor == .merged }

  /// Whether a record must be decided about before it is known who comes behind it.
  func decidesAtOnce(comparingNames: Bool) -> Bool {
    GroupSettling.decidesAtOnce(
      survivor: survivorRule, merges: merges, sharing: comparingNames ? sharingRule : .keepAll)
  }

  /// Whether records are compared by how many of their fields are filled, or by their dates.
  var ranks: Bool { survivor == .fullest || survivor == .newest || sharedNumber == .fullest }
}

extension Plan {
  /// The column with the number that a column with a calling code or an extension belongs to; nil for any other column.
  func numberColumn(beside column: Int) -> Int? {
    switch columns[column].content {
    case .callingCode(let phone), .extension(let phone): columns.firstIndex { $0.content == .phoneNumber(phone: phone) }
    default: nil
    }
  }

  /// Whether records with one identity may be different people: a number is shared, and a name tells who is meant.
  var comparesNames: Bool {
    guard case .phone = identity else { return false }
    return name.first != nil || name.last != nil || name.full != nil || !nameColumns.isEmpty
  }

  /// Whether anything beside its identity has to be known of a record to decide about it.
  var needsFacts: Bool { identity != nil && (comparesNames || choice.ranks || choice.merges) }
}
