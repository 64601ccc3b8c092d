internal import ArgumentParser
internal import Pipeline
internal import Reports
internal import Rules

/// `muster check`: what is wrong with a list, without writing a cleaned one.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
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

  @OptionGroup var memory: MemoryOptions

  @OptionGroup var reviewing: ReviewOptions

  @OptionGroup var reporting: ReportOptions

  @Flag(help: "Count records with warnings as rejected.")
  var strict = false

  @Flag(help: "Leave out what would be fixed, and show only warnings and errors.")
  var noFixed = false

  @Flag(help: "No summary on standard error.")
  var quiet = false

  func run() throws {
    var source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let (understanding, opening) = try options.loaded(source, part: part)
    let lists = [source.path].compactMap(\.self) + present.against + reviewing.decisions
    try Destination.protect(lists, from: [reviewing.review, reporting.report].compactMap(\.self))
    if reviewing.mayMerge, opening.bytes == nil { source = try source.rereadable() }
    var list = try source.open(opening)
    let match = try understanding.match(list)
    let plan = try understanding.requiring(understanding.plan(for: list, match: match, isStrict: strict))
    let contacts = try present.contacts(understanding, memory: memory.settling)
    let clock = ContinuousClock()
    let start = clock.now
    let least: Pipeline.Severity = noFixed ? .warning : .fixed
    let encoder = CSVEncoder(plan: plan, style: understanding.rules.output)
    var cleaning = Cleaning(plan: plan, encoder: encoder, present: contacts, memory: memory.settling(list))
    let review = try reviewing.prepare(&cleaning, for: list, match: match, understanding, source: source, opening)
    if reviewing.mayMerge { list = try source.open(opening) }
    let name = source.name
    let report = reporting.begin(list, plan: plan, match: match, rules: understanding.rules)
    let showValues = reporting.showValues
    let tally: Tally
    do throws(RunError) {
      let findings = FindingOutput(sink: DescriptorSink.standardOutput, least: least) {
        (showValues ? $0 : $0.masked).line(in: name)
      }
      tally = try cleaning.run(
        list, again: source.again(opening), to: ObservedOutput(review.before(findings), collector: report?.collector))
    } catch {
      throw Failure(error, source: source.name)
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    try report?.write(
      Report.Run(
        "check", source, options, isStrict: strict, seconds: seconds,
        showsValues: showValues, files: []),
      tally: tally, review: reviewing.isAsked ? review.review() : nil)
    if !quiet {
      let summary = Summary(
        tally: tally, source: name, output: nil, rejects: nil, report: report?.path, seconds: seconds, style: Console.errorStyle)
      Console.error(summary.text + review.summary)
    }
    if tally.rejected > 0 { throw Failure(status: .rejected, sentence: "") }
  }
}
