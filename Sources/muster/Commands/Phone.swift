internal import ArgumentParser
internal import PhoneNumbers
internal import Pipeline

/// `muster phone`: one part alone.
struct Phone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phone",
    abstract: "Explain telephone numbers.",
    discussion: """
      With numbers as arguments, says what each one is. With --strict --tsv, reads lines of input and region between a tab from \
      standard input, and writes libphonenumber's answers for each, between tabs: parse error, country code, national number, \
      italian leading zero, number of leading zeros, extension, E.164, region code, possibility, validity, type, international form. \
      A backslash, tab, LF, CR and NUL in a value are written \\\\, \\t, \\n, \\r and \\0.
      """)

  @Argument(help: ArgumentHelp("The numbers.", valueName: "number"))
  var numbers: [String] = []

  @Flag(help: "No repairs: what libphonenumber answers, and nothing else.")
  var strict = false

  @Flag(help: "Read input<TAB>region lines from standard input.")
  var tsv = false

  @Option(help: ArgumentHelp("The country of numbers in national form: ISO alpha-2, such as US.", valueName: "CC"))
  var region: RegionArgument?

  func validate() throws {
    if tsv, !strict { throw ValidationError("--tsv gives libphonenumber's answers: say --strict as well.") }
    if !tsv, numbers.isEmpty { throw ValidationError("Name at least one number, or pipe lines in with --strict --tsv.") }
  }

  func run() throws {
    var output = LineWriter()
    if tsv {
      var lines = LineReader()
      while let line = try lines.nextBytes() {
        try output.write(ParityLine(line.span).answers(.current))
      }
    } else {
      for number in numbers {
        let explanation = PhoneExplanation(number, region: region?.region, metadata: .current)
        try output.write(explanation.text(about: number))
      }
    }
    try output.flush()
  }
}
