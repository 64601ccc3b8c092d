internal import ArgumentParser
internal import Pipeline

/// `muster match plan`: how a list's blocks are compared.
struct MatchPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Decide by the counts of a list's blocks how they are compared.",
    discussion: """
      Reads a line "records" with how many records muster match sign told of, and lines "block" with a key, a size and how many blocks \
      (of one key and hash) have that size, cells between tabs. Writes the plan, one line of JSON, for the steps that follow.
      """)

  func run() throws {
    var counting = BlockCounting()
    var plan = LineWriter()
    try LinePipe.read("counts: \"records\" and a number, or \"block\", a key, a size and a number") { counting.add($0) }
    guard let made = counting.plan else {
      throw Failure(status: .unreadable, sentence: "standard input: nobody said how many records there are: expected a line \"records\"")
    }
    try plan.write(made.json)
    try plan.flush()
  }
}
