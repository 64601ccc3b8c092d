/// Row numbers of several lists as one run of them: the lists that a target has already, one after another, then the list that
/// is to be cleaned. Whoever holds a key first is then in the earliest list that has it.
public struct StackedLists: Sendable, Equatable {
  /// How many rows the lists before each one have.
  private var starts: [Int] = []
  private var next = 0

  public init() {}

  /// Begins a list: the row numbers that follow are its own.
  ///
  /// - Returns: what to add to a row number of the list to make it one of the whole.
  public mutating func beginList() -> Int {
    starts.append(next)
    return next
  }

  /// Ends the list that was begun last, which has `rows` rows.
  public mutating func endList(rows: Int) { next = (starts.last ?? 0) + max(rows, 0) }

  /// The list (0-based, in the order of their beginning) and the row number in it (1-based) of a row of the whole; nil for
  /// one before the first list. Logarithmic in the lists.
  public func locate(_ rowNumber: Int) -> (list: Int, rowNumber: Int)? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < rowNumber { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : (low - 1, rowNumber - starts[low - 1])
  }
}
