internal import ArgumentParser
internal import Pipeline
internal import Reports
internal import Rules

/// `muster explain`: one record through every stage, or what a code means.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Follow one record through every stage, or say what a finding's code means.",
    discussion: """
        muster explain list.csv --record 12    what came in, each decision with its evidence, what went out
        muster explain phone.too-short         what the code means, and how to mend what it is about
      """)

  @Argument(help: ArgumentHelp("A list, - for standard input, or a code such as phone.too-short.", valueName: "input|code"))
  var subject: String

  @Option(help: ArgumentHelp("The record, counted from 1, the header not counted (muster_record of a rejects file).", valueName: "n"))
  var record: Int?

  @OptionGroup var options: UnderstandingOptions

  @OptionGroup var present: PresentOptions

  func validate() throws {
    if let record, record < 1 { throw ValidationError("--record \(record): records are counted from 1.") }
  }

  func run() throws {
    var output = LineWriter()
    if let record {
      try output.write(trace(of: record))
    } else if let code = FindingCode(name: subject) {
      try output.write("\(code.name) (\(code.severity.rawValue))\n\n\(code.explanation)")
    } else if let reason = ChangeReason(rawValue: subject) {
      try output.write("\(reason.rawValue) (in a file of changes)\n\n\(reason.explanation)")
    } else {
      let codes = (FindingCode.allCases.map(\.name) + ChangeReason.allCases.map(\.rawValue)).joined(separator: "\n  ")
      throw Failure(
        status: .usage,
        sentence:
          "\"\(subject)\" is no code; to follow a record of a list of that name, say which one with --record. The codes are\n  \(codes)")
    }
    try output.flush()
  }

  private func trace(of rowNumber: Int) throws -> String {
    let understanding = try options.loaded()
    let source = try ListSource(subject, isTerminal: Console.inputIsTerminal)
    let reading = try options.reading(understanding)
    let list = try source.open(reading)
    let plan = try understanding.plan(for: list)
    let header = list.header
    let memory = MemoryOptions.settling()
    let contacts = try present.contacts(understanding, memory: memory)
    do throws(RunError) {
      let encoder = CSVEncoder(plan: plan, style: understanding.rules.output)
      let cleaning = Cleaning(plan: plan, encoder: encoder, present: contacts, memory: memory)
      guard let trace = try cleaning.trace(rowNumber: rowNumber, in: list, again: source.again(reading)) else {
        throw RunError.input(.empty)
      }
      return trace.text(header: header, columns: plan.columns.map(\.name))
    } catch {
      if error == .input(.empty) { throw Failure(status: .usage, sentence: "\(source.name) has no record \(rowNumber)") }
      throw Failure(error, source: source.name)
    }
  }
}
