public import Duplicates

/// Makes people of the pairs that were found, for whole components of them.
///
/// Takes lines, those of a component behind one another: the component, 0, then a record's number, its line, what tells it apart and the
/// counts of its values; behind the component's records, which come by number, the component, 1, and the two numbers and the evidence of a
/// pair, by number too. Hands out a line of the review (`ReviewLine`) for each pair, and for records that are made one `merge`, the number
/// of the first of them and the number of one: a line for each.
public struct PeopleGrouping: ~Copyable {
  private let plan: MatchingPlan
  private let options: PossibleDuplicates.Options
  private let review: ReviewLine
  private var matching: ComponentMatching
  private var cards = PersonCards()
  private var component: [UInt8] = []
  private static let recordsAtOnce = 1 << 13

  /// - Parameter mergeAbove: the score from which pairs are made one record; nil makes one of none.
  public init(plan: MatchingPlan, mergeAbove: Double?, review: ReviewLine) throws(PersonSearchError) {
    self.plan = plan
    self.review = review
    var options = PossibleDuplicates.Options()
    options.mergeAbove = mergeAbove
    self.options = options
    do { matching = try ComponentMatching(plan: plan, options: options) } catch { throw PersonSearchError(error) }
  }

  /// Takes a line without its line feed and appends to `output`.
  ///
  /// - Returns: false for any other line, and for a pair of which a record is missing.
  public mutating func add(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) throws(PersonSearchError) -> Bool {
    let line = MatchingLine(line)
    guard line.cells.count >= 5 else { return false }
    if component != Array(line.cells[0]) {
      if matching.count >= Self.recordsAtOnce { try end(to: &output) }
      component = Array(line.cells[0])
    }
    switch line.text(1) {
    case "0":
      guard let person = line.person(2) else { return false }
      matching.append(person.contact)
      cards.append(rowNumber: person.rowNumber, lineNumber: person.lineNumber, person.cell.identity)
      return true
    case "1":
      guard let first = line.number(2), let second = line.number(3), let evidence = line.bytes(4).flatMap(Evidence.init(encoded:)) else {
        return false
      }
      return matching.append(first, second, evidence)
    default: return false
    }
  }

  /// Hands out what the components before have in them.
  public mutating func end(to output: inout [UInt8]) throws(PersonSearchError) {
    let matches: Matches
    do throws(PossibleDuplicates.Failure) {
      var ended = try ComponentMatching(plan: plan, options: options)
      swap(&ended, &matching)
      matches = ended.matches()
    } catch {
      throw PersonSearchError(error)
    }
    cards.order()
    let found = Review(matches, cards: cards, decisions: PairDecisions(), options: options, marks: Review.Marks())
    // Pairs of a group stand together, the best first.
    var best: [Int: Double] = [:]
    for pair in found.pairs {
      var group: (score: Double, firstRow: Int)?
      if let number = pair.group, let score = pair.score {
        let bestScore = best[number] ?? score
        best[number] = bestScore
        group = (bestScore, found.groups[number - 1].members[0].rowNumber)
      }
      review.append(pair, group: group, to: &output)
    }
    for rows in found.merges {
      for row in rows {
        var line = RecordLine()
        line.append("merge", to: &output)
        line.append(rows[0], to: &output)
        line.append(row, to: &output)
        line.end(in: &output)
      }
    }
    cards = PersonCards()
  }
}
