internal import ArgumentParser
internal import CSV
internal import Pipeline

/// `muster records`: the reader alone.
struct Records: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Show the records of a CSV file exactly as the reader sees them.",
    discussion: "One JSON array of strings a record, the header included; nothing is padded, joined or trimmed. "
      + "What is odd about a field's bytes is said on standard error.")

  @Argument(help: ArgumentHelp("The file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @OptionGroup var dialect: DialectOptions

  @Flag(help: "Write JSON, one array a line (the only form there is so far).")
  var json = false

  func validate() throws {
    if !json { throw ValidationError("Say in which form: --json.") }
  }

  func run() throws {
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    var reader = try source.records(dialect.reading)
    var output = LineWriter()
    var batch = RecordBatch()
    while try source.read(&reader, into: &batch) {
      for index in 0..<batch.count {
        let fields = batch.strings(ofRecord: index).map(\.jsonString)
        try output.write("[" + fields.joined(separator: ",") + "]")
      }
      let noticed = batch.findings.map { "\(source.name):\($0.lineNumber): field \($0.columnIndex + 1): \($0.code.rawValue)\n" }
      if !noticed.isEmpty { Console.say(noticed.joined()) }
    }
    try output.flush()
  }
}
