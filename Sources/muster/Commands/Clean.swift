internal import ArgumentParser
internal import CSV
internal import ImportRequest
internal import Pipeline
internal import Reports
internal import Rules

/// `muster [clean]`: the main job.
struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Clean a list (this is what muster does unless told otherwise).",
    discussion: """
      Writes the cleaned list to standard output, or with --output to a file that appears whole or not at all. Rejected records \
      go to the file that --rejects names; with --output clean.csv that is clean.rejects.csv by itself.

      Exit status: 0 done; 1 records were rejected (with --strict); 2 wrong usage or rules; 3 input unreadable; \
      4 a limit of the rules was passed; 7 records were rejected and there was nowhere to put them; 8 output not writable.
      """)

  /// What the cleaned records are written as.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case csv, json, request
  }

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var options: UnderstandingOptions

  @OptionGroup var present: PresentOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the cleaned list goes.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Where rejected records go, with the reason beside each.", valueName: "file"))
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "The form of the output: csv; json for the array of contacts that the import's create call takes; or request for one "
        + "multipart/form-data body of the import call, to be piped into curl."))
  var emit: Form = .csv

  @Option(help: ArgumentHelp("What separates the parts of a request: a text that no record holds.", valueName: "text"))
  var boundary: BoundaryArgument?

  @Flag(help: "Reject records with warnings as well, and end with status 1 when any record was rejected.")
  var strict = false

  @Option(help: ArgumentHelp("How many workers clean at once. (default: one for each core)", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): expected at least 1.") }
  }

  func run() throws {
    let understanding = try options.loaded()
    let rules = understanding.rules
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let destination = try Destination(output: output, rejects: rejects, source: source)
    try Destination.protect(present.against, from: [destination.outputPath, destination.rejectsPath].compactMap(\.self))
    let list = try source.open(options.reading(understanding))
    let plan = try understanding.plan(for: list, isStrict: strict)
    if rules.survivor != .first, plan.identity != nil {
      Console.error(
        "muster: the rules keep another record of a contact than its first (survivor: \(rules.survivor.rawValue)), "
          + "which is not carried out yet: the first is kept\n")
    }
    let contacts = try present.contacts(understanding)
    let clock = ContinuousClock()
    let start = clock.now
    let separator = boundary?.boundary ?? .standard
    let tally: Tally
    do throws(RunError) {
      let encoder: any RecordEncoder =
        switch emit {
        case .csv: CSVEncoder(plan: plan, style: rules.output)
        case .json: ContactJSONEncoder(columns: plan.columns.map(\.name))
        case .request:
          MultipartEncoder(csv: CSVEncoder(plan: plan, style: rules.output), body: MultipartBody(boundary: separator, fileName: "list.csv"))
        }
      let cleaning = Cleaning(plan: plan, encoder: encoder, maxRejects: rules.limits.maxRejects, present: contacts)
      tally = try destination.run(
        cleaning, over: list, boundary: emit == .request ? separator : nil, jobs: jobs ?? Processor.count, phrase: \.sentence)
    } catch {
      throw Failure(error, source: source.name)
    }
    if !quiet {
      let summary = Summary(
        tally: tally, source: source.name, output: destination.outputName, rejects: destination.rejectsPath,
        seconds: start.duration(to: clock.now) / .seconds(1))
      Console.error(summary.text)
      if emit == .request { Console.error(requestNote(separator, records: tally.written, limits: rules.limits)) }
    }
    if tally.rejected > 0, destination.rejectsPath == nil {
      throw Failure(
        status: .rejectsLost,
        sentence: "\(tally.rejected) rejected records were not kept anywhere: name a file for them with --rejects rejects.csv")
    }
    if strict, tally.rejected > 0 { throw Failure(status: .rejected, sentence: "") }
  }

  /// What whoever sends the body has to know.
  private func requestNote(_ boundary: Boundary, records: Int, limits: Limits) -> String {
    let note = "  send it as Content-Type: \(boundary.contentType)\n"
    guard records > limits.batchRecords else { return note }
    return note + "  that is one request, and the rules allow \(limits.batchRecords) records in one: muster request makes batches\n"
  }
}

/// What separates the parts of a request, as it is written on a command line.
struct BoundaryArgument: ExpressibleByArgument {
  let boundary: Boundary

  init?(argument: String) {
    guard let boundary = Boundary(argument) else { return nil }
    self.boundary = boundary
  }
}
