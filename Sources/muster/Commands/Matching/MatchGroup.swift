internal import ArgumentParser
internal import Pipeline

/// `muster match group`: people, and the review.
struct MatchGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group", abstract: "Make people of the pairs that were found.",
    discussion: """
      Reads for each record of muster match connect the component, 0, and of the record its number, its line, what tells it apart and its \
      counts; and for each "match" the component, 1, and its last three cells. The lines of a component stand behind one another: first \
      its records by number, then its matches by both numbers.

      Writes lines "review", which stand by their second cell, the third falling, the fourth, the fifth falling, the sixth and the \
      seventh; the cells of a review file follow, but for the number of the group, of which every other third and fourth cell begins one. \
      With --merge-above it writes "merge", the number of the first of several records that are made one, and the number of one.
      """)

  @Option(help: ArgumentHelp("What muster match learn wrote.", valueName: "json"))
  var matching: MatchingArgument

  @Option(help: ArgumentHelp("Make one record of pairs with at least this score.", valueName: "score"))
  var mergeAbove: Double?

  func validate() throws { try ReviewOptions.validate(mergeAbove: mergeAbove) }

  func run() throws {
    var grouping = try Failure.converting { () throws(PersonSearchError) in
      try PeopleGrouping(plan: matching.plan, mergeAbove: mergeAbove, review: .standard)
    }
    try LinePipe.run("records and matches of components, a match behind its records") { line, output throws(PersonSearchError) in
      if let line { return try grouping.add(line, to: &output) }
      try grouping.end(to: &output)
      return true
    }
  }
}
