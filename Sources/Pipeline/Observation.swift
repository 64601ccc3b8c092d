internal import CSV
public import PhoneNumbers
public import Rules

/// What a run tells of each record beyond what its output needs. Nothing of it costs a run that does not ask for it.
public struct Observation: Sendable, Equatable {
  /// Whether each record's outcome, number and changed columns are told.
  public var tellsOutcomes = false
  /// The style in which changed cells are written down; nil when they are not.
  public var changes: OutputStyle?
  /// How many findings of each code a batch keeps with their texts, where findings are kept at all.
  public var findingsPerCode = Int.max

  public init(tellsOutcomes: Bool = false, changes: OutputStyle? = nil, findingsPerCode: Int = .max) {
    self.tellsOutcomes = tellsOutcomes
    self.changes = changes
    self.findingsPerCode = findingsPerCode
  }

  var isNeeded: Bool { tellsOutcomes || changes != nil }

  /// What two takers of the same run ask for together.
  func union(_ other: Observation) -> Observation {
    Observation(
      tellsOutcomes: tellsOutcomes || other.tellsOutcomes, changes: changes ?? other.changes,
      findingsPerCode: max(findingsPerCode, other.findingsPerCode))
  }
}

/// What was observed of a batch's records.
public struct ObservedBatch: Sendable {
  /// A record's number, as far as a report counts it.
  public struct Number: Sendable, Equatable {
    /// The country that the number is of; nil when there is none, or the number is of the whole world.
    public var region: Region?
    /// Nil when the record has no usable number.
    public var type: NumberType?

    public init(region: Region? = nil, type: NumberType? = nil) {
      self.region = region
      self.type = type
    }
  }

  /// For each record.
  public internal(set) var numbers: [Number] = []
  /// The columns of the list whose cells changed, record after record.
  var changedColumns: [UInt16] = []
  private var changedColumnEnds: [Int] = []
  /// Rows of the file of changes, record after record.
  var changes: [UInt8] = []
  private var changeEnds: [Int] = []

  /// The columns (0-based) of a record's changed cells.
  public func changedColumns(ofRecord index: Int) -> ArraySlice<UInt16> {
    changedColumns[(index == 0 ? 0 : changedColumnEnds[index - 1])..<changedColumnEnds[index]]
  }

  func changes(ofRecord index: Int) -> ArraySlice<UInt8> {
    changes[(index == 0 ? 0 : changeEnds[index - 1])..<changeEnds[index]]
  }

  mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    changedColumns.removeAll(keepingCapacity: true)
    changedColumnEnds.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    changeEnds.removeAll(keepingCapacity: true)
  }

  mutating func endRecord(_ number: Number) {
    numbers.append(number)
    changedColumnEnds.append(changedColumns.count)
    changeEnds.append(changes.count)
  }
}

/// A batch whose records have their outcomes.
public struct SettledBatch: Sendable {
  /// For each record.
  public let outcomes: [Outcome]
  public let observed: ObservedBatch
  /// Why a duplicate is one.
  let repeatCode: FindingCode
  let changesOfFilled: [Int: [UInt8]]
  /// The row number (1-based) of the first record.
  public let firstRowNumber: Int
  let batch: RecordBatch
  let records: Range<Int>

  /// Where a record of the batch (0-based) stands.
  public func place(ofRecord index: Int) -> Place {
    Place(rowNumber: firstRowNumber + index, lineNumber: batch.lineNumber(ofRecord: records.lowerBound + index))
  }
  /// A record's rows of the file of changes.
  func changes(ofRecord index: Int) -> ArraySlice<UInt8> {
    changesOfFilled[index].map { $0[...] } ?? observed.changes(ofRecord: index)
  }

  /// A cell of a record of the batch (0-based) as text; empty where the record has no such field. Allocates.
  func text(ofColumn column: Int, record index: Int) -> String {
    let record = records.lowerBound + index
    return column < batch.fieldCount(ofRecord: record) ? batch.string(ofField: column, inRecord: record) : ""
  }
}
