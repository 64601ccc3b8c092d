internal import Pipeline

extension Report {
  /// Pairs that may be one person, for somebody to mark; empty when nobody looked for them.
  var reviewBody: String {
    guard let review else { return "" }
    guard !review.pairs.isEmpty else { return "<p>No two records look like one person.</p>" }
    let shown = review.pairs.prefix(Self.pairLimit)
    let rest = review.pairs.count - shown.count
    return """
      <p>\(counted(review.openPairs, "possible_duplicates.open")) \(plural(review.openPairs, "pair")) of records may be one person. Mark what you know and \
      save the decisions; <code>muster \(escaped(run.source)) --decisions decisions.csv</code> obeys them. A score of 10 says that the odds are a \
      thousand to one.\(rest > 0 ? " \(grouped(rest)) more pairs are in the review file." : "")</p>
      <noscript><p>Marking needs the page's script. The review file (<code>--review</code>) can be marked in any spreadsheet.</p></noscript>
      <div id="review-pairs" data-filter="Show pairs with">
      \(shown.enumerated().map { pairBlock($0.element, number: $0.offset + 1) }.joined(separator: "\n"))
      </div>
      """
  }

  private func pairBlock(_ pair: Review.Pair, number: Int) -> String {
    let standing =
      switch pair.standing {
      case .match: "may be one person"
      case .merged: "were made one record"
      case .household: "taken for two people who share something"
      }
    let score = pair.score.map { ", score \(JSONValue.decimal(($0 * 10).rounded() / 10).text)" } ?? ""
    let clues = pair.clues.map { clue in
      "<li class=\"\(clue.weight < 0 ? "against" : "for")\">\(escaped(clue.text))</li>"
    }
    let notes = pair.notes.map { "<p class=\"doubt\">\(escaped($0.sentence.prefix(1).uppercased() + $0.sentence.dropFirst())).</p>" }
    let choices: [(value: String, label: String)] = [("same", "Same person"), ("different", "Different people"), ("", "Not decided")]
    let inputs = choices.map { choice in
      let isChosen = (pair.mark?.rawValue ?? "") == choice.value
      return
        "<label><input type=\"radio\" name=\"pair-\(number)\" value=\"\(choice.value)\"\(isChosen ? " checked" : "")> \(choice.label)</label>"
    }
    return """
      <fieldset class="pair" data-first="\(pair.first.rowNumber)" data-second="\(pair.second.rowNumber)" \
      data-first-id="\(escaped(pair.first.identity))" data-second-id="\(escaped(pair.second.identity))">
      <legend>Records \(grouped(pair.first.rowNumber)) and \(grouped(pair.second.rowNumber)) <span class="soft">\(standing)\(score)</span></legend>
      <div class="people">\([pair.first, pair.second].map(personBlock).joined())</div>
      \(clues.isEmpty ? "" : "<ul class=\"clues\">\(clues.joined())</ul>")\(notes.joined())
      <div class="choice">\(inputs.joined())</div>
      </fieldset>
      """
  }

  private func personBlock(_ person: Review.Person) -> String {
    let lines = [person.name, person.phoneForPeople, person.email].filter { !$0.isEmpty }
      .map { "<p class=\"value\">\(escaped(visible(shown($0))))</p>" }
    return """
      <div class="person">\(lines.joined())<p class="soft">record \(grouped(person.rowNumber)), line \(grouped(person.lineNumber))</p></div>
      """
  }
}
