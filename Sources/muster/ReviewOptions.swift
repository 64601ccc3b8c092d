internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Reports
internal import Rules

/// The same person under another number, nickname or spelling.
struct ReviewOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where possible duplicates go: pairs of written records that may be one person, with the reasons, for you to mark in the column "
        + "decision as same or different.",
      valueName: "file"))
  var review: String?

  @Option(
    help: ArgumentHelp(
      "Make one record of pairs with at least this score (see --review; 10 is a thousand to one). The later record is left out and fills the "
        + "other's blanks. Reads the list several times.",
      valueName: "score"))
  var mergeAbove: Double?

  @Option(
    help: ArgumentHelp(
      "A review file that you have marked: what you called same is made one record, what you called different is kept apart and not listed "
        + "again. Can be given several times.",
      valueName: "file"))
  var decisions: [String] = []

  var isAsked: Bool { review != nil || mergeAbove != nil || !decisions.isEmpty }
  /// Whether records may be left out, so that the list has to be read before the first one is written.
  var mayMerge: Bool { mergeAbove != nil || !decisions.isEmpty }

  func validate() throws { try Self.validate(mergeAbove: mergeAbove) }

  static func validate(mergeAbove: Double?) throws {
    if let mergeAbove, !(mergeAbove > 3) {
      throw ValidationError("--merge-above \(mergeAbove): expected a score above 3, below which no pair is listed; 10 is a careful one.")
    }
  }

  /// Gets a cleaning ready to look for people, and finds out beforehand who is to be merged.
  ///
  /// - Parameters:
  ///   - list: the list, opened.
  ///   - match: what its columns are.
  ///   - source: where it can be opened again, by `opening`, when anything may be merged.
  func prepare(
    _ cleaning: inout Cleaning, for list: borrowing ListReader<FileSource>, match: HeaderMatch, jobs: Int = 1,
    _ understanding: Understanding, source: ListSource, _ opening: Opening
  ) throws -> ReviewOutput {
    guard isAsked else { return ReviewOutput() }
    let search = try search(list, match: match, understanding.matcher)
    guard mayMerge else {
      cleaning.search = search
      return ReviewOutput(path: review, review: { search.review() })
    }
    var look = cleaning
    look.search = search
    let firstReading = try source.open(opening)
    do throws(RunError) { try look.look(through: firstReading, again: source.again(opening), jobs: jobs) } catch {
      throw Failure(error, source: source.name)
    }
    let found = search.review()
    let secondReading = try source.open(opening)
    do throws(InputError) {
      cleaning.merges = try cleaning.merges(of: found.merges, in: secondReading)
    } catch {
      throw Failure(error, source: source.name)
    }
    return ReviewOutput(path: review, review: { found })
  }

  /// Makes what finds people in a list.
  private func search(_ list: borrowing ListReader<FileSource>, match: HeaderMatch, _ matcher: HeaderMatcher) throws -> PersonSearch {
    var marks = ReviewDecisions()
    for path in decisions {
      do throws(ReviewError) {
        try marks.read(ListSource(path: path).marks())
      } catch {
        throw Failure(error, path: path)
      }
    }
    let columns = PersonColumns(header: list.header, match: match, matcher: matcher)
    do throws(PersonSearchError) {
      return try PersonSearch(columns: columns, mergeAbove: mergeAbove, decisions: marks)
    } catch {
      throw Failure(error)
    }
  }
}

/// Where a run's review goes, and what stands in it.
struct ReviewOutput: Sendable {
  var path: String?
  var review: @Sendable () -> Review = { Review() }

  /// Outcomes that are committed when the review is written.
  func before<Outcomes: OutcomeSink & ~Copyable>(
    _ outcomes: consuming Outcomes
  ) throws(RunError) -> ReviewedOutcomes<Outcomes, AtomicFile> {
    let review = review
    guard let path else { return ReviewedOutcomes(outcomes, file: nil, text: { _ in }) }
    do throws(OutputError) {
      // Only for its owner: it holds nothing but names and numbers of people.
      return ReviewedOutcomes(
        outcomes, file: try AtomicFile(path: path, isPrivate: true), text: { put throws(OutputError) in try review().writeCSV(put) })
    } catch {
      throw .output(error)
    }
  }

  /// What to say of it when the run is over.
  var summary: String { review().summary(path: path) }
}

extension ListSource {
  fileprivate func marks() throws(ReviewError) -> ListReader<FileSource> {
    var options = ReadingOptions()
    options.hasHeader = true
    do { return try reader(options) } catch { throw .input(error) }
  }
}

extension Failure {
  init(_ error: PersonSearchError) {
    self.init(status: .unreadable, sentence: "names cannot be compared: ICU's transliterator does not open (code \(error.code))")
  }

  /// What a step of matching throws, as a failure.
  static func converting<Result: ~Copyable>(_ body: () throws(PersonSearchError) -> Result) throws(Failure) -> Result {
    do { return try body() } catch { throw Failure(error) }
  }

  fileprivate init(_ error: ReviewError, path: String) {
    switch error {
    case .input(let error): self.init(error, source: path)
    case .noColumn(let name):
      self.init(
        status: .usage, sentence: "--decisions \(path) has no column \"\(name)\": name a file that --review has written, with its columns")
    case .unknownMark(let mark, let line):
      self.init(
        status: .usage,
        sentence: "\(path):\(line): the decision \"\(mark)\" is neither \"same\" nor \"different\": write one of them, or leave it empty")
    }
  }
}
