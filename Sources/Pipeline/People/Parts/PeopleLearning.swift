public import Duplicates

/// Learns from chosen pairs how the records of a list err.
///
/// Takes a line for each pair, ordered by the two numbers: the number, the line, what tells apart and the counts of the first record, and
/// the same of the second.
public struct PeopleLearning: ~Copyable {
  private var learning: WeightLearning

  /// By which number the lot of a pair is divided without a rest if it is chosen.
  ///
  /// - Parameter pairs: how many pairs the parts found, each counted once.
  public static func step(pairs: Int) -> Int { WeightLearning.step(pairs: pairs) }

  /// - Parameter pairs: how many pairs the parts found, each counted once.
  public init(plan: MatchingPlan, pairs: Int) throws(PersonSearchError) {
    do { learning = try WeightLearning(plan: plan, pairs: pairs) } catch { throw PersonSearchError(error) }
  }

  /// - Returns: false for any other line.
  public mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
    let line = MatchingLine(line)
    guard line.cells.count == 8, let first = line.person(0), let second = line.person(4), first.rowNumber < second.rowNumber else {
      return false
    }
    learning.add(first.contact, second.contact)
    return true
  }

  public consuming func learned() -> MatchingPlan { learning.learned() }
}
