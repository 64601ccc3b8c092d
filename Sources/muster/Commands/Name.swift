public import ArgumentParser
public import PersonNames
internal import Pipeline

/// `muster name`: one part alone.
struct Name: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name",
    abstract: "Case and clean names.",
    discussion: """
      With names as arguments, prints each as its owner would write it. With --tsv, reads lines of name, kind (first, last or full) \
      and region (ISO alpha-2, or empty), between tabs, from standard input, and writes one cased name a line.
      """)

  @Argument(help: ArgumentHelp("The names.", valueName: "name"))
  var names: [String] = []

  @Flag(help: "Read name<TAB>kind<TAB>region lines from standard input.")
  var tsv = false

  @Option(help: ArgumentHelp("What the names are: first, last or full.", valueName: "kind"))
  var kind: NameKind = .full

  @Option(help: ArgumentHelp("Where their owners live: ISO alpha-2, such as NL.", valueName: "CC"))
  var region: String?

  func validate() throws {
    if !tsv, names.isEmpty { throw ValidationError("Name at least one name, or pipe lines in with --tsv.") }
    if let region, NameRegion(alpha2: region) == nil {
      throw ValidationError("--region \(region): expected two letters (ISO 3166 alpha-2), such as NL.")
    }
  }

  func run() throws {
    var normalizer = NameNormalizer()
    var output = LineWriter()
    if tsv {
      var lines = LineReader()
      while let line = try lines.next() {
        let (name, kind, region) = try Self.request(line, number: lines.number)
        try output.write(normalizer.normalized(name, kind: kind, region: region))
      }
    } else {
      let region = region.flatMap { NameRegion(alpha2: $0) }
      for name in names { try output.write(normalizer.normalized(name, kind: kind, region: region)) }
    }
    try output.flush()
  }

  private static func request(_ line: String, number: Int) throws -> (String, NameKind, NameRegion?) {
    let cells = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    let kindCell = cells.count > 1 ? cells[1] : ""
    guard let kind = kindCell.isEmpty ? .full : NameKind(rawValue: kindCell) else {
      throw Failure(status: .usage, sentence: "line \(number): \"\(kindCell)\" is no kind of name: expected first, last or full")
    }
    return (cells[0], kind, cells.count > 2 ? NameRegion(alpha2: cells[2]) : nil)
  }
}

extension NameKind: ExpressibleByArgument {}
