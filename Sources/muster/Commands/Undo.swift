internal import ArgumentParser
internal import CSV
internal import Pipeline

/// `muster undo`: the list as it was, from the cleaned one and its changes.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Give a list's records back as they were, from the cleaned list and its changes.",
    discussion: """
        muster list.csv -o clean.csv --changes changes.csv    writes down every cell that changed
        muster undo clean.csv --changes changes.csv           gives the records back that were written, with their own columns

      Records that were not written are not in the cleaned list, and not here; rejected ones are in the rejects file. A cleaned list \
      that somebody has edited since is refused at the first cell that is not what was written.
      """)

  @Argument(help: ArgumentHelp("The cleaned list: a file, or - for standard input (the default when piped into).", valueName: "cleaned"))
  var cleaned: String?

  @Option(help: ArgumentHelp("The changes that clean wrote down with --changes.", valueName: "file"))
  var changes: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the records go.", valueName: "file"))
  var output: String?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    let source = try ListSource(cleaned, isTerminal: Console.inputIsTerminal)
    let changed = ListSource(path: changes)
    let outputPath = output == "-" ? nil : output
    try Destination.protect([source.path, changes].compactMap(\.self), from: [outputPath].compactMap(\.self))
    let count: Int
    do throws(ReversalError) {
      let written = try source.opened(as: { .cleaned($0) })
      let file = try changed.opened(as: { .changes($0) })
      count =
        if let outputPath {
          try ChangeReversal().run(written, changes: file, to: try Self.file(outputPath))
        } else {
          try ChangeReversal().run(written, changes: file, to: DescriptorSink.standardOutput)
        }
    } catch {
      throw Failure(error, cleaned: source.name, changes: changes)
    }
    if !quiet { Console.say("muster: \(count) records of \(source.name) are as they were, in \(outputPath ?? "standard output")\n") }
  }

  private static func file(_ path: String) throws(ReversalError) -> AtomicFile {
    do { return try AtomicFile(path: path, isPrivate: true) } catch { throw .output(error) }
  }
}

extension ListSource {
  fileprivate func opened(as failure: (ReadError) -> ReversalError) throws(ReversalError) -> FileSource {
    do { return try bytes() } catch { throw failure(error) }
  }
}

extension Failure {
  fileprivate init(_ error: ReversalError, cleaned: String, changes: String) {
    switch error {
    case .cleaned(let error): self.init(.unreadable(error), source: cleaned)
    case .changes(let error): self.init(.unreadable(error), source: changes)
    case .output(let error): self.init(error)
    case .noChanges:
      self.init(status: .usage, sentence: "\(changes) is no file of changes: name the one that clean wrote with --changes")
    case .badChange(let line):
      self.init(
        status: .usage,
        sentence: "\(changes):\(line): this row is not what clean writes there; take the file as it was written, or clean again")
    case .cutShort:
      self.init(status: .usage, sentence: "\(changes) ends before the list did: it was cut short, and cannot be relied on")
    case .noColumn(let name):
      self.init(
        status: .usage,
        sentence: "\(cleaned) has no column \"\(name)\", which \(changes) speaks of: the two are not of one run, or a column was renamed")
    case .edited(let row, let column, let expected, let found):
      self.init(
        status: .usage,
        sentence: "\(cleaned), record \(row): where \"\(column)\" went, \"\(expected)\" was written, and now there is \"\(found)\": "
          + "the list was edited since, or is not of the run that wrote \(changes)")
    case .tooManyRecords:
      self.init(status: .usage, sentence: "\(cleaned) has more records than were written: take it as it was written")
    case .recordGone(let number):
      self.init(
        status: .usage,
        sentence: "\(cleaned) has fewer records than were written; the first that is missing was record \(number) of the list")
    }
  }
}
