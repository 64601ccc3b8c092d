internal import ArgumentParser
internal import Pipeline

/// `muster match learn`: how a list's records err.
struct MatchLearn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Learn from chosen pairs how the records of a list err.",
    discussion: """
      Reads a line for each chosen pair: of the record with the smaller number its number, its line, what tells it apart and its counts, \
      then the same of the other one; ordered by both numbers. Chosen are the pairs whose third number can be divided by what --step \
      writes. Writes the plan with what was learned.
      """)

  @Option(help: ArgumentHelp("What muster match plan wrote.", valueName: "json"))
  var matching: MatchingArgument

  @Option(help: ArgumentHelp("How many pairs match compare found, each counted once.", valueName: "n"))
  var pairs: Int

  @Flag(help: "Read nothing, and write the number by which pairs are chosen.")
  var step = false

  func validate() throws {
    if pairs < 0 { throw ValidationError("--pairs \(pairs): expected how many pairs there are.") }
  }

  func run() throws {
    var output = LineWriter()
    if step {
      try output.write(String(PeopleLearning.step(pairs: pairs)))
      return try output.flush()
    }
    var learning = try Failure.converting { () throws(PersonSearchError) in try PeopleLearning(plan: matching.plan, pairs: pairs) }
    try LinePipe.read("pairs: two records of four cells each, the smaller number first") { learning.add($0) }
    try output.write(learning.learned().json)
    try output.flush()
  }
}
