internal import ArgumentParser
internal import Pipeline
internal import Reports

/// `muster report`: what is done with reports that runs have left behind.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Put the reports of several runs together.", subcommands: [MergeReports.self])
}

/// `muster report merge`: the reports of a list's parts, as one.
struct MergeReports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the JSON reports of a list's parts together into one.",
    discussion: """
      Counts add up, the first examples of each finding are kept, and what one plan decides for all parts has to be the same in each. \
      The reports come in the order of their parts. Duplicates between parts are in none of them: only muster settle finds those.

        muster report merge part-*.json -o report.json
      """)

  @Argument(help: ArgumentHelp("Reports that --report wrote as JSON.", valueName: "report.json"), completion: .file(extensions: ["json"]))
  var reports: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the merged report goes; standard output unless named.", valueName: "file"))
  var output: String?

  func run() throws {
    var merge = ReportMerge()
    for path in reports {
      let text = try RulesArgument.text(of: path)
      do { try merge.add(text) } catch { throw Failure(error, in: path) }
    }
    guard let output else { return Console.output(merge.json) }
    do throws(OutputError) {
      var file = try AtomicFile(path: output)
      try file.write(Array(merge.json.utf8))
      try file.commit()
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  fileprivate init(_ problem: ReportMerge.Problem, in path: String) {
    let sentence =
      switch problem {
      case .noReport: "this is no JSON report of muster: name what --report report.json wrote"
      case .otherForm(let version):
        "the report has \(version.map { "version \($0) of its form" } ?? "no version of its form") and this muster merges version "
          + "\(Report.schemaVersion): make all reports with one version of muster"
      case .unaccounted(let read, let told):
        "the report says that \(read) records were read and \(told) written, rejected or duplicates: it has been changed since"
      case .differs(let member):
        "its \"\(member)\" are not those of the reports before: clean all parts by one plan (muster inspect --plan) and the same rules"
      }
    self.init(status: .unreadable, sentence: "\(path): \(sentence)")
  }
}
