internal import ArgumentParser
internal import Pipeline
internal import Reports
internal import Rules

/// `muster check`: what is wrong with a list, without writing a cleaned one.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong with a list, and write nothing.",
    discussion: """
      One line a finding on standard output, between tabs: file:line, record, severity, code, column, sentence. \
      Ends with status 1 when any record would be rejected.
      """)

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var options: UnderstandingOptions

  @OptionGroup var part: PartOptions

  @OptionGroup var present: PresentOptions

  @Flag(help: "Count records with warnings as rejected.")
  var strict = false

  @Flag(help: "Leave out what would be fixed, and show only warnings and errors.")
  var noFixed = false

  @Flag(help: "No summary on standard error.")
  var quiet = false

  func run() throws {
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let opened = try options.open(source, part: part, isStrict: strict)
    let (understanding, plan) = (opened.understanding, opened.plan)
    let contacts = try present.contacts(understanding)
    let clock = ContinuousClock()
    let start = clock.now
    let least: Pipeline.Severity = noFixed ? .warning : .fixed
    let tally: Tally
    do throws(RunError) {
      let findings = FindingOutput(sink: DescriptorSink.standardOutput, least: least) { $0.line(in: source.name) }
      tally = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: understanding.rules.output), present: contacts).run(
        opened.take(), to: findings)
    } catch {
      throw Failure(error, source: source.name)
    }
    if !quiet {
      let seconds = start.duration(to: clock.now) / .seconds(1)
      Console.error(Summary(tally: tally, source: source.name, output: nil, rejects: nil, seconds: seconds).text)
    }
    if tally.rejected > 0 { throw Failure(status: .rejected, sentence: "") }
  }
}
