internal import ArgumentParser
internal import Pipeline
internal import Reports

/// `muster match compare`: the pairs of blocks.
struct MatchCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare the records of blocks: first for the pairs to learn from, then by what was learned.",
    discussion: """
      Reads a line for each record of each block: the block's key, hash and name; the record's number, its line and what tells it apart; \
      and how often each value of its two lists stands in the list, a number each, commas between. The lines of a key and hash stand \
      behind one another, by name and then by number. Blocks of a single record may be left out.

      By a plan of match plan it writes "pair", two numbers and a third: whether a pair teaches. By one of match learn it writes "match", \
      two numbers and the evidence; and "review" for people who share something and for blocks too large. A pair that several blocks have \
      is written for each: the same line, of which one is to be kept.
      """)

  @Option(help: ArgumentHelp("What muster match plan or match learn wrote.", valueName: "json"))
  var matching: MatchingArgument

  func run() throws {
    var comparison = try Failure.converting { () throws(PersonSearchError) in
      try PeopleComparison(plan: matching.plan, review: .standard)
    }
    try LinePipe.run("records of blocks: seven cells were expected") { line, output throws(PersonSearchError) in
      if let line { return try comparison.add(line, to: &output) }
      try comparison.end(to: &output)
      return true
    }
  }
}

extension ReviewLine {
  /// In the words of a review file.
  static var standard: ReviewLine { ReviewLine(cells: { $0.cells }, crowdCells: { $0.cells }) }
}
