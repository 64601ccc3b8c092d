internal import Duplicates

/// What a review says about a pair, as a line that finds its place among those of the other parts: `review`; 0 for a pair of a group, 1 for
/// one without, 2 for people of one household, 3 for a block too large; the group's best score and its first row; the pair's score and the
/// two numbers, or a block's key and hash; then the cells of the review file, the group's number empty.
///
/// In order are the lines by the first of these, the best score falling, the group's first row, the score falling, and the two numbers.
public struct ReviewLine: Sendable {
  enum Place: Int {
    case group, alone, household, crowd
  }

  private let cells: @Sendable (Review.Pair) -> [String]
  private let crowdCells: @Sendable (Review.Crowd) -> [String]

  /// - Parameters:
  ///   - cells: a pair's cells in a review file.
  ///   - crowdCells: those of a block too large.
  public init(cells: @escaping @Sendable (Review.Pair) -> [String], crowdCells: @escaping @Sendable (Review.Crowd) -> [String]) {
    self.cells = cells
    self.crowdCells = crowdCells
  }

  /// Appends a pair.
  ///
  /// - Parameter group: the best score of its group, and the group's first row.
  func append(_ pair: Review.Pair, group: (score: Double, firstRow: Int)?, to output: inout [UInt8]) {
    let place: Place = group != nil ? .group : pair.standing == .household ? .household : .alone
    append(
      place, group ?? (0, 0), score: pair.score ?? 0, (pair.first.rowNumber, pair.second.rowNumber), cells(pair), to: &output)
  }

  func append(_ crowd: CappedBlock, hash: UInt32, to output: inout [UInt8]) {
    let told = Review.Crowd(subject: crowd.key.words, count: crowd.size, rowNumber: crowd.rowNumber)
    append(.crowd, (0, 0), score: 0, (Int(crowd.key.rawValue), Int(hash)), crowdCells(told), to: &output)
  }

  private func append(
    _ place: Place, _ group: (score: Double, firstRow: Int), score: Double, _ numbers: (Int, Int), _ cells: [String],
    to output: inout [UInt8]
  ) {
    var line = RecordLine()
    line.append("review", to: &output)
    line.append(place.rawValue, to: &output)
    line.append("\(group.score)", to: &output)
    line.append(group.firstRow, to: &output)
    line.append("\(score)", to: &output)
    line.append(numbers.0, to: &output)
    line.append(numbers.1, to: &output)
    for (index, cell) in cells.enumerated() { line.append(index == ReviewColumns.group ? "" : cell, to: &output) }
    line.end(in: &output)
  }
}
