internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Reports

/// `muster join`: what several workers made of a list, as one list.
struct Join: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Put the lines that muster settle wrote together: the cleaned list, its rejects and its duplicates.",
    discussion: """
      Reads the lines of all parts from standard input, ordered by the record's number, the workers' sums among them, and writes what \
      one run over the whole list writes:

        muster inspect list.csv --plan plan.json
        muster split list.csv --parts 8 --ranges | parallel muster list.csv --plan plan.json --keys --range > lines
        sort -t "$(printf '\\t')" -k 5,5 -k 1,1n lines | muster settle --plan plan.json | sort -n | muster join --plan plan.json -o clean.csv
      """)

  @Option(help: ArgumentHelp("The plan that the workers cleaned by.", valueName: "file"))
  var plan: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the cleaned list goes.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Where rejected records go.", valueName: "file"))
  var rejects: String?

  @Option(help: ArgumentHelp("Where records go that another one stands for.", valueName: "file"))
  var duplicates: String?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    let decisions = try ListDecisions.read(plan)
    let source = try ListSource("-", isTerminal: Console.inputIsTerminal)
    let destination = try Destination(output: output, rejects: rejects, duplicates: duplicates, source: source)
    let start = ContinuousClock.now
    let tally: Tally
    if let path = destination.outputPath {
      tally = try join(decisions, to: Self.running { () throws(RunError) in try destination.file(path) }, destination)
    } else {
      tally = try join(decisions, to: DescriptorSink.standardOutput, destination)
    }
    if !quiet {
      let summary = Summary(
        tally: tally, source: source.name, output: destination.outputName, rejects: destination.rejectsPath,
        duplicates: destination.duplicatesPath, seconds: (.now - start) / .seconds(1))
      Console.error(summary.text)
    }
    if tally.rejected > 0, destination.rejectsPath == nil {
      throw Failure(
        status: .rejectsLost,
        sentence: "\(tally.rejected) rejected records were not kept anywhere: name a file for them with --rejects rejects.csv")
    }
  }

  private func join<Output: ByteSink & ~Copyable>(
    _ decisions: ListDecisions, to output: consuming Output, _ destination: Destination
  ) throws -> Tally {
    let (header, dialect) = (decisions.header, decisions.detection.dialect)
    let rejects = try Self.running { () throws(RunError) in try destination.rejectsLister(header, dialect, \.phrase) }
    let duplicates = try Self.running { () throws(RunError) in try destination.duplicatesLister(header, dialect, \.phrase) }
    var joining = LineJoining(decisions, output: output, rejects: rejects, duplicates: duplicates)
    var lines = LineReader()
    do {
      while let line = try lines.nextBytes() { try joining.add(line) }
      try joining.end()
    } catch let problem as JoiningProblem {
      throw Failure(problem, line: lines.number)
    }
    return joining.tally
  }

  private static func running<Result: ~Copyable>(_ body: () throws(RunError) -> Result) throws -> Result {
    do { return try body() } catch { throw Failure(error, source: "standard input") }
  }
}

extension Failure {
  fileprivate init(_ problem: JoiningProblem, line: Int) {
    switch problem {
    case .output(let error): self.init(error)
    case .noLine:
      self.init(status: .unreadable, sentence: "standard input:\(line): this is no line of muster settle, cleaned by this plan")
    case .notInOrder(let number):
      self.init(
        status: .unreadable,
        sentence: "standard input:\(line): the record does not come behind record \(number): order the lines by number, with sort -n")
    case .missing(let read, let found):
      self.init(
        status: .unreadable,
        sentence: "the workers read \(read) records and \(found) are here: a part is missing, or its line with the sums is")
    case .tooManyRejects(let limit): self.init(RunError.tooManyRejects(limit: limit), source: "standard input")
    }
  }
}
