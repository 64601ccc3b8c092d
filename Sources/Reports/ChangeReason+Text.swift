public import Pipeline

extension ChangeReason {
  /// What the reason means: the text of `muster explain REASON`.
  public var explanation: String {
    switch self {
    case .columnKept:
      "The column is found in the cleaned list, under the name that stands in \"after\"."
    case .columnSplit:
      "The column holds whole names. They were told apart into the columns that stand in \"after\"; its rows show the parts together."
    case .columnLeftOut:
      """
      The cleaned list has no column for this one. Its cells are kept in the file of changes, so that undo can give them back.
      To write it all the same, name a target for it with --columns, or use the rules "contacts", which keep every column.
      """
    case .columnAdded:
      "The cleaned list has this column and the list had none for it. Its cells are new, so they are not among the changes."
    case .valueFilled:
      """
      The cell was empty and was given a value: the rules' default, what stood elsewhere in the record, such as a title in a name, or what \
      another record of the same person has.
      """
    case .valueEmptied:
      "The value has no equal in the target and was written empty. What it was stands in \"before\"."
    case .valueRewritten:
      "The value means the same as before and is written as the target or the rules have it, as Mr for Herr."
    case .listEnd:
      "The last row of a file of changes. Its record is the number of records that the list had."
    }
  }
}
