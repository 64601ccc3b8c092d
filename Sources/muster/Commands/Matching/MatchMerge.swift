internal import ArgumentParser
internal import Pipeline
internal import Reports

/// `muster match merge`: one record of several.
struct MatchMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one record of several.",
    discussion: """
      Reads the lines of muster settle for the records in "merge", each behind the number of the first of those that it is made one with, \
      ordered by that number. Writes them as settle does: the survivor's with its blanks filled, the others' as duplicates.
      """)

  @Option(help: ArgumentHelp("The plan that the workers cleaned by (inspect --plan).", valueName: "file"))
  var plan: String

  func run() throws {
    var merging = PeopleMerging(try ListDecisions.read(plan), phrase: \.sentence)
    try LinePipe.run("muster settle behind a number, cleaned with --people") { line, output throws(PersonSearchError) in
      if let line { return merging.add(line, to: &output) }
      merging.end(to: &output)
      return true
    }
  }
}
