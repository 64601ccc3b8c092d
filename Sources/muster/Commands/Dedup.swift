internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Reports

/// `muster dedup`: repeated records out of any list, nothing else touched.
struct Dedup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedup",
    abstract: "Take repeated records out of any CSV, and leave everything else as it is.",
    discussion: """
      Of several records with the same values in the columns of --by, one is kept, with all its columns: the first, or the one that \
      --keep says. White space around a value makes no difference; a record in which all these columns are empty is kept. Lines keep \
      their ends; lines before the header are left out.
      """)

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @Option(
    help: ArgumentHelp("The columns that identify a record, together: names as in the header, or #1 and so on.", valueName: "column,…"))
  var by: String

  @Option(
    help: ArgumentHelp(
      "Which record is kept: first, last, fullest (most fields filled), or newest=COLUMN (the latest date there). All but first read the "
        + "list twice.",
      valueName: "which"))
  var keep = KeptRecord(keep: .first)

  @OptionGroup var memory: MemoryOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the kept records go.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("A list that is there already: its records are duplicates here. Can be given several times.", valueName: "file"))
  var against: [String] = []

  @Option(help: ArgumentHelp("Where removed records go, each with the number of the one that was kept.", valueName: "file"))
  var duplicates: String?

  @Flag(help: "Let upper and lower case make no difference.")
  var ignoreCase = false

  @Flag(help: "The list has no header: its first line is a record. Name columns by number then, as in #1.")
  var noHeader = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @OptionGroup var dialect: DialectOptions

  func run() throws {
    let columns = by.split(separator: ",").map(String.init)
    if columns.isEmpty { throw ValidationError("--by has to name a column.") }
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let outputPath = output == "-" ? nil : output
    try Destination.protect([source.path].compactMap(\.self) + against, from: [outputPath, duplicates].compactMap(\.self))
    var options = try dialect.reading
    options.hasHeader = !noHeader
    // What stays is kept as it stands there, whatever list it is.
    options.keepsGuards = true
    var reading = source
    let counts: Deduplication.Counts
    do throws(DeduplicationError) {
      var deduplication = Deduplication(
        by: columns, keep: keep.keep, ignoresCase: ignoreCase, seed: (.random(in: 0 ... .max), .random(in: 0 ... .max)),
        memory: memory.settling)
      for path in against {
        reading = ListSource(path: path)
        try deduplication.enter(reading.list(options), name: path)
      }
      reading = source
      let list = try source.list(options)
      let removed: AtomicFile? = if let duplicates { try Self.file(duplicates, isPrivate: true) } else { nil }
      counts =
        if let outputPath {
          try deduplication.run(list, again: source.again(options), to: Self.file(outputPath), duplicates: removed)
        } else {
          try deduplication.run(list, again: source.again(options), to: DescriptorSink.standardOutput, duplicates: removed)
        }
    } catch {
      throw Failure(error, source: reading.name)
    }
    if !quiet { Console.say(counts.summary(source: source.name, output: outputPath ?? "standard output", removed: duplicates)) }
  }

  private static func file(_ path: String, isPrivate: Bool = false) throws(DeduplicationError) -> AtomicFile {
    do { return try AtomicFile(path: path, isPrivate: isPrivate) } catch { throw .output(error) }
  }
}

/// Which record `--keep` keeps.
struct KeptRecord: ExpressibleByArgument {
  let keep: Deduplication.Keep

  init(keep: Deduplication.Keep) { self.keep = keep }

  init?(argument: String) {
    switch argument {
    case "first": keep = .first
    case "last": keep = .last
    case "fullest": keep = .fullest
    default:
      guard argument.hasPrefix("newest="), argument.count > 7 else { return nil }
      keep = .newest(column: String(argument.dropFirst(7)))
    }
  }

  var defaultValueDescription: String { "first" }
}

extension ListSource {
  fileprivate func list(_ options: ReadingOptions) throws(DeduplicationError) -> ListReader<FileSource> {
    do { return try reader(options) } catch { throw .input(error) }
  }
}

extension Failure {
  fileprivate init(_ error: DeduplicationError, source: String) {
    switch error {
    case .input(let error): self.init(error, source: source)
    case .output(let error): self.init(error)
    case .settling(let error): self.init(error)
    case .listChanged: self.init(RunError.listChanged, source: source)
    case .noColumn(let column, let header, let matches):
      self.init(
        status: .usage,
        sentence: matches.isEmpty
          ? "\(source) has no column \"\(column)\"; its columns are \(listed(header)). Name one of them, or its number, as in #1"
          : "\(source) has \(matches.count) columns \"\(column)\": say which with \(matches.map { "#\($0)" }.joined(separator: " or "))")
    }
  }
}
