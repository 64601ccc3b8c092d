/// Why a row stands in a file of changes, where no finding's code says it.
public enum ChangeReason: String, Sendable, CaseIterable {
  /// The column is in the cleaned list, under the same name or another.
  case columnKept = "column.kept"
  /// The column holds whole names, which stand in several columns of the cleaned list.
  case columnSplit = "column.split"
  /// The cleaned list has no such column.
  case columnLeftOut = "column.left-out"
  /// The cleaned list has a column that nothing in the list is found in.
  case columnAdded = "column.added"
  /// An empty cell was given a value: a default, or one that stood elsewhere in the record.
  case valueFilled = "value.filled"
  /// The value has no equal in the target.
  case valueEmptied = "value.emptied"
  /// The value is written as the target or the rules have it.
  case valueRewritten = "value.rewritten"
  /// The list has ended.
  case listEnd = "list.end"
}

/// The columns of a file of changes.
///
/// A row tells of one cell of a record that was written: the record (1-based, the header not counted), its line, the column, the value
/// before and after, and the codes that say why. Rows of record 0 tell of the columns themselves, each once and in the list's order:
/// the name before, the name in the cleaned list after. A row without a column tells of a record that was not written. The last row
/// (`list.end`) has the number of records that the list had, so that a file that was cut short is not taken for a whole one.
///
/// A column is called by its name, or `#3` and so on where that name is empty, begins with `#` or is another column's as well.
/// Cells of columns that the list did not have are new, not changed: only record 0 tells of those columns.
public enum ChangesColumn {
  public static let names = ["record", "line", "column", "before", "after", "why"]
}
