internal import ArgumentParser
internal import Countries
internal import PhoneNumbers
internal import Pipeline

/// `muster phone`: one part alone.
struct Phone: ParsableCommand {
  static let configuration = CommandConfiguration(
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
      for number in numbers { try output.write(explanation(of: number)) }
    }
    try output.flush()
  }

  private func explanation(of text: String) -> String {
    let metadata = PhoneMetadata.current
    do throws(PhoneNumber.ParseError) {
      let number = try PhoneNumber(parsing: text, region: region?.region, metadata: metadata)
      let home = number.region(metadata).map { "\($0.code) (\(Country(alpha2: $0.code)?.englishName ?? "not a country"))" }
      let lines = [
        ("is", number.isValid(metadata) ? "a valid number" : "not a number in use: \(number.possibility(metadata).name)"),
        ("belongs to", home ?? "no country"),
        ("type", number.type(metadata).name),
        ("E.164", number.e164),
        ("international", number.international(metadata)),
      ]
      return ([text] + lines.map { "  \($0.0): \($0.1)" }).joined(separator: "\n")
    } catch {
      return "\(text)\n  is: no telephone number (\(error.name))"
    }
  }
}
