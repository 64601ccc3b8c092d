internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Reports
internal import Rules

/// `muster [clean]`: the main job.
struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Clean a list (this is what muster does unless told otherwise).",
    discussion: """
      Writes the cleaned list to standard output, or with --output to a file that appears whole or not at all. Rejected records \
      go to the file that --rejects names, and records that another one stands for to the file that --duplicates names; with \
      --output clean.csv these are clean.rejects.csv and clean.duplicates.csv by themselves, when there are any.

      Exit status: 0 done; 1 records were rejected (with --strict); 2 wrong usage or rules; 3 input unreadable; \
      4 a limit of the rules was passed; 7 records were rejected and there was nowhere to put them; 8 output not writable.
      """)

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var options: UnderstandingOptions

  @OptionGroup var part: PartOptions

  @OptionGroup var present: PresentOptions

  @OptionGroup var memory: MemoryOptions

  @OptionGroup var reviewing: ReviewOptions

  @OptionGroup var reporting: ReportOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the cleaned list goes.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Where rejected records go, with the reason beside each.", valueName: "file"))
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "Write down every cell that changed, for muster undo: record, line, column, before, after, why.", valueName: "file"))
  var changes: String?

  @Option(help: ArgumentHelp("Where duplicates go, each with the record that stands for it.", valueName: "file"))
  var duplicates: String?

  @Option(
    help: ArgumentHelp(
      "The form of the output: csv; json for the array of contacts that the import's create call takes; or request for one "
        + "multipart/form-data body of the import call, to be piped into curl."))
  var emit: Product.Form = .csv

  @Option(help: ArgumentHelp("What separates the parts of a request: a text that no record holds.", valueName: "text"))
  var boundary: BoundaryArgument?

  @OptionGroup var lines: LineOptions

  @Flag(help: "Reject records with warnings as well, and end with status 1 when any record was rejected.")
  var strict = false

  @Option(help: ArgumentHelp("How many workers clean at once. (default: one for each core)", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Don't show on a terminal how far the run is.")
  var noProgress = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): expected at least 1.") }
    let asksForMore = rejects != nil || duplicates != nil || changes != nil || reporting.report != nil || reviewing.isAsked
    if lines.keys, emit != .csv || jobs != nil || asksForMore {
      throw ValidationError(
        "--keys writes every record as a line, on one core: leave out --emit, --rejects, --duplicates, --changes, --report, --review, "
          + "--merge-above, --decisions and --jobs.")
    }
    if lines.people, !lines.keys { throw ValidationError("--people adds to the lines of --keys: give both.") }
    if emit == .request, lines.recordLines || lines.noOutputHeader {
      throw ValidationError("--emit request writes one body as the call takes it: leave out --record-lines and --no-output-header.")
    }
  }

  /// Only where a person sees it, and where the cleaned list itself is not what they see.
  private var showsProgress: Bool {
    !quiet && !noProgress && Console.errorIsTerminal && (output != nil || !Console.outputIsTerminal)
  }

  func run() throws { try run(asRequest: false) }

  /// - Parameter asRequest: whether `output` is a folder for an import request.
  func run(asRequest: Bool) throws {
    Pipes.widen()
    var source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let (understanding, opening) = try options.loaded(source, part: part)
    let rules = understanding.rules
    let destination = try Destination(
      output: output, rejects: rejects, duplicates: duplicates, changes: changes, source: source, hasHeaders: !lines.noOutputHeader)
    let outputs = destination.paths + [reviewing.review, reporting.report].compactMap(\.self)
    try Destination.protect([source.path].compactMap(\.self) + present.against + reviewing.decisions, from: outputs)
    if reviewing.mayMerge, opening.bytes == nil { source = try source.rereadable() }
    var list = try source.open(opening)
    let match = try understanding.match(list)
    let plan = try understanding.requiring(understanding.plan(for: list, match: match, isStrict: strict))
    let contacts = try present.contacts(understanding, memory: memory.settling)
    if lines.keys {
      return try writeKeys(
        list, match: match, plan: plan, understanding: understanding, present: contacts, to: destination, source: source)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let product =
      try asRequest
      ? Product(requestIn: destination.outputName, plan: plan, rules: rules)
      : Product(emit, lines: lines, boundary: boundary?.boundary, plan: plan, rules: rules)
    var cleaning = Cleaning(
      plan: plan, encoder: product.encoder, maxRejects: rules.limits.maxRejects, present: contacts, memory: memory.settling(list))
    let workers = jobs ?? Processor.count
    let review = try reviewing.prepare(&cleaning, for: list, match: match, jobs: workers, understanding, source: source, opening)
    if reviewing.mayMerge { list = try source.open(opening) }
    let report = reporting.begin(list, plan: plan, match: match, rules: understanding.rules)
    let progress = showsProgress ? ProgressLine(byteCount: list.byteCount) : nil
    if let progress { cleaning.onProgress = { progress.show($0) } }
    defer { progress?.clear() }
    let tally: Tally
    do throws(RunError) {
      tally = try destination.run(
        cleaning, over: list, again: source.again(opening), making: product, style: rules.output, jobs: workers, review: review,
        collector: report?.collector, phrase: \.phrase)
    } catch {
      throw Failure(error, source: source.name)
    }
    progress?.clear()
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let written = destination.files(tally) + (reviewing.review.map { [("review", $0)] } ?? [])
    try report?.write(
      Report.Run(
        "clean", source, options, isStrict: strict, seconds: seconds,
        showsValues: reporting.showValues, files: written),
      tally: tally, review: reviewing.isAsked ? review.review() : nil)
    if !quiet {
      let summary = Summary(
        tally: tally, source: source.name, output: destination.outputName, rejects: destination.rejectsPath,
        duplicates: destination.duplicatesPath, report: report?.path,
        seconds: seconds, style: Console.errorStyle)
      Console.error(summary.text + review.summary + product.note(tally.written))
    }
    if tally.rejected > 0, destination.rejectsPath == nil {
      throw Failure(
        status: .rejectsLost,
        sentence: "\(tally.rejected) rejected records were not kept anywhere: name a file for them with --rejects rejects.csv")
    }
    if strict, tally.rejected > 0 { throw Failure(status: .rejected, sentence: "") }
  }
}
