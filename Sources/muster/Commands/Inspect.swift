internal import ArgumentParser
internal import Pipeline
internal import Reports
internal import Rules

/// `muster inspect`: what was understood of a list, and why.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what Muster understands of a list, and why.",
    discussion: "How it is written, what each column is and where it goes, and which countries its numbers are of.")

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var options: UnderstandingOptions

  @Option(
    help: ArgumentHelp("Write rules that state the columns as they were understood, to be read, changed and used again.", valueName: "file")
  )
  var writeRules: String?

  @Option(
    help: ArgumentHelp(
      "Write down what was decided, for clean --plan: workers that each clean a part of the list then do as one that cleans the whole.",
      valueName: "file"))
  var plan: String?

  func run() throws {
    let understanding = try options.loaded()
    let rules = understanding.rules
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let list = try source.open(options.reading(understanding))
    let match = try understanding.match(list)
    let plan = understanding.plan(for: list, match: match)
    if let path = self.plan {
      let decisions = list.decisions(of: try understanding.requiring(plan), match: match, rules: rules)
      try write(decisions.json, to: path, option: "--plan", source: source)
      Console.say("muster: plan written to \(path); clean parts of the list by it with --plan \(path)\n")
    }
    if let writeRules {
      guard list.hasHeader else {
        throw Failure(status: .usage, sentence: "\(source.name) has no header, and rules know columns by name; use --columns \"#1=…\"")
      }
      try write(rules.stating(match).yaml(), to: writeRules, option: "--write-rules", source: source)
      let path = writeRules.contains("/") || writeRules.contains(".") ? writeRules : "./\(writeRules)"
      Console.say("muster: rules written to \(writeRules); use them with --rules \(path)\n")
    }
    var output = LineWriter()
    try output.write(list.inspection(of: plan, rules: rules, match: match, survey: ColumnSurvey()).text(source: source.name))
    try output.flush()
  }

  private func write(_ text: String, to path: String, option: String, source: ListSource) throws {
    if Destination.lost(of: [source.path].compactMap(\.self), to: [path]) != nil {
      throw Failure(status: .usage, sentence: "\(path) is the list itself, which would be lost: name another file with \(option)")
    }
    do throws(OutputError) {
      var file = try AtomicFile(path: path)
      try file.write(Array(text.utf8))
      try file.commit()
    } catch {
      throw Failure(error)
    }
  }
}
