public import Duplicates

/// Compares people block by block, wherever the other blocks of the list are.
///
/// Takes lines, those of a block behind one another, by name and then by number: the block's key, hash and name, then the record's number,
/// its line, what tells it apart, and how often each of its values stands in the list (those that it counts for, then those that it asks
/// about). Hands out, for several blocks the same pair several times:
///
/// - by a plan without weights `pair`, both numbers, and the lot by which pairs are chosen to learn from;
/// - else `match`, both numbers and the evidence for `PeopleGrouping`;
/// - and a line of the review (`ReviewLine`) for two people who share something and for a block too large to be compared whole.
public struct PeopleComparison: ~Copyable {
  private var comparison: BlockComparison
  /// The last people, whom a review is told of: as many as a pair can lie apart.
  private var recent: [CountedPerson] = []
  private static let mostRecent = 64
  private let review: ReviewLine

  public init(plan: MatchingPlan, review: ReviewLine) throws(PersonSearchError) {
    do { comparison = try BlockComparison(plan: plan) } catch { throw PersonSearchError(error) }
    self.review = review
  }

  /// Takes a line without its line feed and appends to `output`.
  ///
  /// - Returns: false for any other line.
  public mutating func add(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) throws(PersonSearchError) -> Bool {
    let line = MatchingLine(line)
    guard line.cells.count == 7, let key = BlockingKey(name: line.text(0)), let hash = UInt32(line.text(1), radix: 16),
      let name = UInt32(line.text(2), radix: 16), let person = line.person(3)
    else { return false }
    let entry = BlockComparison.Entry(block: ContactSignature.Block(key: key, hash: hash, name: name), contact: person.contact)
    var found: [BlockComparison.Finding] = []
    do throws(PossibleDuplicates.Failure) {
      try comparison.add(entry) { found.append($0) }
    } catch {
      throw PersonSearchError(error)
    }
    // What ends a block is told of those before, what a parted one finds of the new one too.
    recent.append(person)
    for finding in found { tell(finding, to: &output) }
    if recent.count > 2 * Self.mostRecent { recent.removeFirst(Self.mostRecent) }
    return true
  }

  /// Ends the last block.
  public mutating func end(to output: inout [UInt8]) throws(PersonSearchError) {
    var found: [BlockComparison.Finding] = []
    do throws(PossibleDuplicates.Failure) {
      try comparison.end { found.append($0) }
    } catch {
      throw PersonSearchError(error)
    }
    for finding in found { tell(finding, to: &output) }
  }

  private func tell(_ finding: BlockComparison.Finding, to output: inout [UInt8]) {
    var line = RecordLine()
    switch finding {
    case .pair(let first, let second, let lot):
      line.append("pair", to: &output)
      for number in [first, second, lot] { line.append(number, to: &output) }
      line.end(in: &output)
    case .match(let pair):
      line.append("match", to: &output)
      for number in [pair.rowNumbers.first, pair.rowNumbers.second] { line.append(number, to: &output) }
      line.append(pair.evidence.encoded.map(\.hex).joined(), to: &output)
      line.end(in: &output)
    case .household(let link):
      var cards = PersonCards()
      for row in [link.firstRowNumber, link.secondRowNumber] {
        guard let person = recent.last(where: { $0.rowNumber == row }) else { return }
        cards.append(rowNumber: row, lineNumber: person.lineNumber, person.cell.identity)
      }
      let pair = Review.Pair(
        first: cards.person(0), second: cards.person(1), standing: .household, group: nil, score: nil, clues: [],
        notes: [.keptApart(link.reason.words)], mark: nil)
      review.append(pair, group: nil, to: &output)
    case .capped(let block, let hash): review.append(block, hash: hash, to: &output)
    }
  }
}
