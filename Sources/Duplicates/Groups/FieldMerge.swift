/// Merges the records of one person field by field: the survivor's blanks are filled from the others, and where they
/// disagree the survivor's value stays and the other one is reported.
public struct FieldMerge: Sendable, Equatable {
  /// A value that another record had and the merged one has not.
  public struct Conflict: Sendable, Equatable {
    /// The column, 0-based.
    public let column: Int
    /// The row number (1-based) of the record whose value was not taken.
    public let rowNumber: Int
    public let value: String
  }

  /// A blank that another record filled.
  public struct Filling: Sendable, Equatable {
    /// The column, 0-based.
    public let column: Int
    /// The row number (1-based) of the record that the value is from.
    public let rowNumber: Int
  }

  public private(set) var fields: [String]
  public private(set) var fillings: [Filling] = []
  public private(set) var conflicts: [Conflict] = []

  /// - Parameters:
  ///   - survivor: the fields of the record that stands for all.
  ///   - others: the other records, in the order in which they may fill blanks. A record with fewer fields has blanks at
  ///     its end; more fields than the survivor has are appended.
  public init(survivor: [String], others: [(rowNumber: Int, fields: [String])]) {
    fields = survivor
    for (rowNumber, values) in others {
      for (column, value) in values.enumerated() where !value.isEmpty {
        while fields.count <= column { fields.append("") }
        if fields[column].isEmpty {
          fields[column] = value
          fillings.append(Filling(column: column, rowNumber: rowNumber))
        } else if fields[column] != value {
          conflicts.append(Conflict(column: column, rowNumber: rowNumber, value: value))
        }
      }
    }
  }
}
