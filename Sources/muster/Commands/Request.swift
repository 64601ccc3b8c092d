internal import ArgumentParser
internal import ImportRequest
internal import Pipeline
internal import Reports
internal import Rules

/// `muster request`: the cleaned list as requests that are ready to be sent, or to be read.
struct Request: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Clean a list and write the import request: batches, ready to be sent.",
    discussion: """
      Writes a folder that its owner alone can read, and that appears whole or not at all:

        batch-0001.csv …   the cleaned list, in batches of the size that the rules allow (limits)
        batch-0001.http …  each batch's message for an editor's HTTP client; host, stream id, account and token are variables
        request.sh         sends the batches with curl; the token comes from a file or the environment
        manifest.json      each batch with its records, its SHA-256 and a hash of each contact
        manifest.key       the key of these hashes: delete it, and the manifest tells nobody a number

      Rejected records go to the file that --rejects names; with --output import that is import.rejects.csv by itself.

      Exit status: as for clean.
      """)

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var options: UnderstandingOptions

  @OptionGroup var present: PresentOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write; there must be nothing in it yet.", valueName: "folder"))
  var output: String

  @Option(help: ArgumentHelp("Where rejected records go, with the reason beside each.", valueName: "file"))
  var rejects: String?

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
    try Destination.protect(present.against, from: [destination.rejectsPath].compactMap(\.self))
    let list = try source.open(options.reading(understanding))
    let plan = try understanding.plan(for: list, isStrict: strict)
    let names = plan.columns.map(\.name)
    guard let number = names.firstIndex(of: ImportCall.numberColumn) else {
      throw Failure(
        status: .usage,
        sentence: "the rules \(rules.name) have no column \(ImportCall.numberColumn), which the import call asks for: "
          + "clean by --rules kore-agentassist, or write a CSV with muster clean")
    }
    let contacts = try present.contacts(understanding)
    let clock = ContinuousClock()
    let start = clock.now
    let tally: Tally
    do throws(RunError) {
      let csv = CSVEncoder(plan: plan, style: rules.output)
      let hash = ContactHash()
      let writer: RequestWriter
      do throws(OutputError) {
        writer = try RequestWriter(
          folder: RequestFolder(path: output),
          manifest: Manifest(
            rules: rules.name, columns: names, delimiter: rules.output.delimiter, requestsPerMinute: rules.limits.requestsPerMinute),
          header: csv.opening, limits: rules.limits, hash: hash)
      } catch {
        throw .output(error)
      }
      let cleaning = Cleaning(
        plan: plan, encoder: FramedEncoder(csv: csv, identity: [number], hash: hash), maxRejects: rules.limits.maxRejects, present: contacts
      )
      tally = try destination.run(cleaning, over: list, into: writer, jobs: jobs ?? Processor.count, phrase: \.sentence)
    } catch {
      throw Failure(error, source: source.name)
    }
    if !quiet {
      let summary = Summary(
        tally: tally, source: source.name, output: "the request in \(output)", rejects: destination.rejectsPath,
        seconds: start.duration(to: clock.now) / .seconds(1))
      Console.error(summary.text)
    }
    if strict, tally.rejected > 0 { throw Failure(status: .rejected, sentence: "") }
  }
}
