internal import Duplicates

/// Says which records of a list hang together, of the matches that its parts found.
///
/// Takes lines: a word and the row numbers of two records, perhaps more cells, as `PeopleComparison` writes them. Hands out for each record
/// in them its number and the smallest number that it hangs together with, by number. Takes about 60 bytes for each record.
public struct PeopleConnecting {
  private var components = MatchComponents()

  public init() {}

  /// - Returns: false for any other line.
  public mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
    let line = MatchingLine(line)
    guard let first = line.number(1), let second = line.number(2) else { return false }
    components.join(first, second)
    return true
  }

  /// Appends a line for each record to `output`.
  public mutating func end(to output: inout [UInt8]) {
    for (number, component) in components.ordered() {
      var line = RecordLine()
      line.append(number, to: &output)
      line.append(component, to: &output)
      line.end(in: &output)
    }
  }
}
