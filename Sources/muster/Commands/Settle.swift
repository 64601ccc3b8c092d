internal import ArgumentParser
internal import Duplicates
internal import Pipeline
internal import Reports

/// `muster settle`: which of the records of one key stays, when several workers have cleaned a list.
struct Settle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: "Decide among the lines that workers wrote with clean --keys which record of a contact stays.",
    discussion: """
      Reads such lines from standard input, those of one key (the fifth cell) behind one another and ordered by the record's number, \
      and writes a line for each: the record's number, its line, the code and the reason why it does not go out, and the number of \
      the record that stands for it or has its number; then the cleaned cells where it goes out, or else the list's own. Lines of \
      different keys may be settled anywhere, also apart from each other:

        cat part-*.lines | sort -t "$(printf '\\t')" -k 5,5 -k 1,1n | muster settle --plan plan.json | sort -n
      """)

  @Option(help: ArgumentHelp("The plan that the workers cleaned by (inspect --plan).", valueName: "file"))
  var plan: String?

  @Option(help: ArgumentHelp("The member \"result\" of that plan, where the plan itself is not at hand.", valueName: "json"))
  var result: String?

  @OptionGroup var memory: MemoryOptions

  func validate() throws {
    if (plan == nil) == (result == nil) { throw ValidationError("Say what the workers cleaned by with --plan, or with --result.") }
  }

  private func choice() throws -> KeyedSettling.Choice {
    if let plan { return KeyedSettling.Choice(try ListDecisions.read(plan)) }
    guard let choice = KeyedSettling.Choice(json: result ?? "") else {
      throw ValidationError("--result: expected what a plan of muster inspect --plan has under \"result\".")
    }
    return choice
  }

  func run() throws {
    let choice = try choice()
    var settling = KeyedSettling(choice: choice, memory: memory.settling, phrase: \.sentence)
    try LinePipe.run("muster clean --keys: eight cells were expected, or seven of a rejected record without a cell") {
      line, output throws(SettlingError) in
      if let line { return try settling.add(line, to: &output) }
      try settling.end(to: &output)
      return true
    }
  }
}
