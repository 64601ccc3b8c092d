internal import ArgumentParser
internal import CSV
internal import PhoneNumbers
internal import Pipeline
internal import Reports
internal import Rules

/// What is told of a run beyond its summary.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where a report goes: what came in, what went out, what needs a person. The ending says what it is: .html to read, .json (described by "
        + "rules/report.schema.json), .sarif or .junit.xml for other programs.",
      valueName: "file"))
  var report: String?

  @Flag(help: "Show names and numbers in reports and messages as they stand in the list; otherwise they are masked.")
  var showValues = false

  func validate() throws {
    guard let report, ReportForm(path: report) == nil else { return }
    throw ValidationError(
      "--report \(report): the file's name has to end in \(Self.endings), which says what the report is written as.")
  }

  private static var endings: String {
    let endings = ReportForm.allCases.map(\.rawValue)
    return endings.dropLast().joined(separator: ", ") + " or " + (endings.last ?? "")
  }

  /// Begins a report; nil when nobody asked for one.
  func begin(_ list: borrowing ListReader<FileSource>, plan: Plan, match: HeaderMatch, rules: RulesFile) -> StartedReport? {
    guard let report, let form = ReportForm(path: report) else { return nil }
    return StartedReport(
      path: report, form: form, collector: FactCollector(plan: plan),
      inspection: list.inspection(of: plan, rules: rules, match: match, survey: ColumnSurvey()))
  }
}

/// A report that waits for its run to end.
struct StartedReport {
  let path: String
  let form: ReportForm
  let collector: FactCollector
  let inspection: Inspection

  /// Writes the report. With values shown it is for its owner alone.
  func write(_ run: Report.Run, tally: Tally, review: Review?) throws {
    let report = Report(run, tally: tally, inspection: inspection, facts: collector.facts, review: review)
    do throws(OutputError) {
      var file = try AtomicFile(path: path, isPrivate: run.showsValues)
      try file.write(Array(form.text(of: report).utf8))
      try file.commit()
    } catch {
      throw Failure(error)
    }
  }
}

extension Report.Run {
  /// - Parameter files: where the records went.
  init(
    _ command: String, _ source: ListSource, _ options: UnderstandingOptions, isStrict: Bool, seconds: Double, showsValues: Bool,
    files: [(content: String, path: String)]
  ) {
    self.init(
      command: command, version: Muster.version, epochSeconds: UTCTime.now, seconds: seconds, source: source.name,
      byteCount: source.byteCount, rules: options.rules, region: options.region?.region.code, isStrict: isStrict, showsValues: showsValues,
      files: files)
  }
}

extension ListSource {
  /// The file's size; nil for what comes from standard input.
  fileprivate var byteCount: Int? {
    // A list that is gone by now has no size to tell.
    path == nil ? nil : (try? size()) ?? nil
  }
}
