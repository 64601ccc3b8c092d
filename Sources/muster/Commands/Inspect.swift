internal import ArgumentParser
internal import Pipeline
internal import Reports
internal import Rules

/// `muster inspect`: what was understood of a list, and why.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what Muster understands of a list, and why.",
    discussion: "How it is written, what each column is and where it goes, and which countries its numbers are of.")

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var options: UnderstandingOptions

  @Option(
    help: ArgumentHelp("Write rules that state the columns as they were understood, to be read, changed and used again.", valueName: "file")
  )
  var writeRules: String?

  func run() throws {
    let understanding = try options.loaded()
    let rules = understanding.rules
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let list = try source.open(options.reading(understanding))
    let match = try understanding.match(list)
    let plan = understanding.plan(for: list, match: match)
    if let writeRules {
      guard list.hasHeader else {
        throw Failure(status: .usage, sentence: "\(source.name) has no header, and rules know columns by name; use --columns \"#1=…\"")
      }
      try write(rules.stating(match), to: writeRules, source: source)
    }
    var output = LineWriter()
    try output.write(list.inspection(of: plan, rules: rules, match: match, survey: ColumnSurvey()).text(source: source.name))
    try output.flush()
  }

  private func write(_ rules: RulesFile, to path: String, source: ListSource) throws {
    if Destination.lost(of: [source.path].compactMap(\.self), to: [path]) != nil {
      throw Failure(status: .usage, sentence: "\(path) is the list itself, which would be lost: name another file with --write-rules")
    }
    do throws(OutputError) {
      var file = try AtomicFile(path: path)
      try file.write(Array(rules.yaml().utf8))
      try file.commit()
    } catch {
      throw Failure(error)
    }
    Console.error(
      "muster: rules written to \(path); use them with --rules \(path.contains("/") || path.contains(".") ? path : "./\(path)")\n")
  }
}
