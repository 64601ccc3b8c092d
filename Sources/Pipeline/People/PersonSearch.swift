internal import Duplicates

/// Takes the records that a run writes, and finds the people who stand among them more than once. About 440 bytes a record.
///
/// A class, because the run that fills it has ended when it is asked. Filled by one worker at a time, in the order of the list.
public final class PersonSearch: @unchecked Sendable {
  let columns: PersonColumns
  private let options: PossibleDuplicates.Options
  private var matcher: PossibleDuplicates?
  private var record = ContactRecord()
  private var identity = PersonIdentity()
  private var cards = PersonCards()
  private var decided: DecidedPeople
  private let markCount: Int
  private var found = Review()

  /// - Parameters:
  ///   - mergeAbove: the score from which pairs are made one record; nil makes one of none but those that a person called the same.
  ///   - decisions: what a person has marked; obeyed before any evidence.
  /// - Throws: ICU's own code when it cannot open its transliterator.
  public init(columns: PersonColumns, mergeAbove: Double? = nil, decisions: ReviewDecisions = ReviewDecisions()) throws(PersonSearchError) {
    self.columns = columns
    var options = PossibleDuplicates.Options()
    options.mergeAbove = mergeAbove
    self.options = options
    decided = DecidedPeople(decisions)
    markCount = decisions.decisions.count
    do { matcher = try PossibleDuplicates(options: options) } catch {
      switch error {
      case .noTransliterator(let code): throw PersonSearchError(code: code)
      }
    }
  }

  /// Enters a record of a batch that is written.
  func enter(_ texts: PersonTexts, record index: Int, rowNumber: Int, lineNumber: Int) {
    record.removeAll()
    identity.removeAll()
    texts.forEach(ofRecord: index) { role, text in
      record.append(text, as: role)
      identity.take(role, text)
    }
    matcher?.append(record, rowNumber: rowNumber)
    if !decided.isEmpty { decided.look(at: identity, rowNumber: rowNumber) }
    cards.append(rowNumber: rowNumber, lineNumber: lineNumber, identity)
  }

  /// Compares the records that were entered: about 3 µs each, the first time. What was kept of them for that is let go.
  public func review() -> Review {
    guard let matcher = matcher.take() else { return found }
    let (decisions, unused) = decided.resolved()
    let matches = matcher.matches(decisions: decisions)
    let review = Review(
      matches, cards: cards, decisions: decisions, options: options, marks: Review.Marks(read: markCount, unused: unused))
    cards = PersonCards()
    found = review
    return review
  }
}

/// Matching cannot begin: ICU could not open its transliterator, for the reason of this code of ICU's.
public struct PersonSearchError: Error, Sendable, Equatable {
  public let code: Int32
}
