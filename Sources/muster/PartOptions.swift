internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Rules

/// Which part of a list is cleaned, and by what was decided about the whole of it.
struct PartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What muster inspect --plan decided about the list, the rules among it: nothing is found out anew, so that every part of a list is "
        + "cleaned as the whole would be; - for standard input.", valueName: "file"))
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "Clean these bytes of the file alone, which begin and end with records: START-END, or a line of muster split --ranges as it is.",
      valueName: "range"))
  var range: RangeArgument?

  @Option(
    help: ArgumentHelp(
      "The list that the input is a part of: its header and first records say what is not said otherwise. (default with --range: the "
        + "input itself)", valueName: "file"))
  var headerFrom: String?

  @Option(help: ArgumentHelp("The number in the whole list of the input's first record.", valueName: "n"))
  var firstRow: Int?

  @Option(help: ArgumentHelp("The line in the whole list of the input's first record.", valueName: "n"))
  var firstLine: Int?

  func validate() throws {
    if plan != nil, headerFrom != nil { throw ValidationError("--plan says what --header-from would: give one of them.") }
    if range?.numbers != nil, firstRow != nil || firstLine != nil {
      throw ValidationError("--range says the numbers of its first record already: leave out --first-row and --first-line.")
    }
    for (option, number) in [("--first-row", firstRow), ("--first-line", firstLine)] {
      if let number, number < 1 { throw ValidationError("\(option) \(number): rows and lines are counted from 1.") }
    }
    if firstRow != nil || firstLine != nil, plan == nil, headerFrom == nil, range == nil {
      throw ValidationError("--first-row and --first-line number a part of a list: say what the whole is with --plan or --header-from.")
    }
  }

  /// Where the input stands in the whole list.
  fileprivate var first: (row: Int, line: Int?) { (range?.numbers?.row ?? firstRow ?? 1, range?.numbers?.line ?? firstLine) }
}

/// The bytes of a part, and the numbers of its first record where they were said with them.
struct RangeArgument: ExpressibleByArgument {
  let bytes: Range<Int>
  let numbers: (row: Int, line: Int)?

  init?(argument: String) {
    if let range = ListRange(json: argument) {
      bytes = range.start..<range.end
      numbers = (range.firstRow, range.firstLine)
      return
    }
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0, end >= start else { return nil }
    bytes = start..<end
    numbers = nil
  }
}

/// How a list, or a part of one, is opened.
struct Opening {
  /// What is known of how the list is written.
  var reading: ReadingOptions
  /// What was decided about it before; nil where its own beginning decides.
  var decisions: ListDecisions?
  /// The part, where the file is the whole list.
  var bytes: Range<Int>?
  var hasHeaderRecord = true
  /// Where the part stands in the whole list.
  var firstRow = 1
  var firstLine: Int?
}

extension UnderstandingOptions {
  /// What there is to know of a list before it is opened, and how that is done.
  func loaded(_ source: ListSource, part: PartOptions) throws -> (Understanding, Opening) {
    guard part.plan != nil || part.headerFrom != nil || part.range != nil else {
      let understanding = try loaded()
      return (understanding, Opening(reading: try reading(understanding)))
    }
    var (decisions, understanding) = try decided(source, part: part)
    if let encoding = dialect.encoding { decisions.detection.encoding = TextEncoding(name: encoding) }
    understanding.decisions = decisions
    _ = try understanding.requiring(Plan(decisions, isStrict: false))
    return (
      understanding,
      Opening(
        reading: ReadingOptions(), decisions: decisions, bytes: part.range?.bytes,
        hasHeaderRecord: decisions.hasHeader && part.headerFrom == nil && part.range == nil && !noHeader, firstRow: part.first.row,
        firstLine: part.first.line)
    )
  }

  private func decided(_ source: ListSource, part: PartOptions) throws -> (ListDecisions, Understanding) {
    if let path = part.plan {
      if isSaid {
        throw Failure(status: .usage, sentence: "--plan says the rules, the columns, the region and the dialect: leave them out")
      }
      if path == "-", source.path == nil {
        throw Failure(status: .usage, sentence: "--plan - reads the plan from standard input, so the list has to be a file: name it")
      }
      let decisions = try ListDecisions.read(path)
      return (decisions, Understanding(decisions))
    }
    guard let path = part.headerFrom ?? source.path else {
      throw Failure(status: .usage, sentence: "a range is one of a file's bytes, and standard input is none: name the file")
    }
    let understanding = try loaded()
    let whole = try ListSource(path: path).open(reading(understanding))
    let match = try understanding.match(whole)
    let plan = try understanding.requiring(understanding.plan(for: whole, match: match))
    return (whole.decisions(of: plan, match: match, rules: understanding.rules), understanding)
  }

  /// Whether anything was said that a plan says.
  private var isSaid: Bool {
    rules != RulesFile.builtInNames[0] || region != nil || columns != nil || dialect.delimiter != nil || dialect.quote != nil
      || dialect.escape != nil
      || dialect.comment != nil || dialect.lazyQuotes
  }
}

extension ListDecisions {
  /// Reads a plan; `-` is standard input.
  static func read(_ path: String) throws -> ListDecisions {
    let text = try RulesArgument.text(of: path)
    do throws(PlanError) { return try ListDecisions(json: text, named: path) } catch {
      throw Failure(status: .usage, sentence: "\(error)")
    }
  }
}
