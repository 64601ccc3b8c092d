internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Reports
internal import Rules

/// The forms of the output that other programs put together.
struct LineOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Write one record a line: cells between tabs, with \\\\, \\t, \\n, \\r and \\0 for what would break it, or with --emit json JSON "
        + "Lines."))
  var recordLines = false

  @Flag(
    help: ArgumentHelp(
      "For a worker that has a part of a list: write such a line for every record, whatever becomes of it, and leave the duplicates to "
        + "muster settle, which is given all the lines. Before the cells stand the record's number, its line, the code and the reason "
        + "of a rejection, the key that it shares with its duplicates, what deciding among them asks of it, and what --people adds; then "
        + "come the cleaned cells, unless it is rejected, and the list's own. The last line, record 0, has the sums; where it is missing, "
        + "the part is not whole. The exit status is 0 though records are rejected."))
  var keys = false

  @Flag(
    help: ArgumentHelp(
      "With --keys: say with each record what tells people apart, for muster match, which finds those who stand in the list under several "
        + "numbers and spellings, whatever part they are in."))
  var people = false

  @Flag(help: "Write no header, not even to the rejects: for a part that is put behind others.")
  var noOutputHeader = false
}

extension Clean {
  /// A worker's run. Its rejected records are among the lines, so that it ends well when there are some.
  func writeKeys(
    _ list: consuming ListReader<FileSource>, match: HeaderMatch, plan: Plan, understanding: Understanding, present: PresentContacts,
    to destination: Destination, source: ListSource
  ) throws {
    let people = lines.people ? PersonColumns(header: list.header, match: match, matcher: understanding.matcher) : nil
    let cleaning = KeyedCleaning(
      plan: plan, maxRejects: understanding.rules.limits.maxRejects, present: present, people: people, phrase: \.sentence)
    if let column = cleaning.unanswerableColumns.first {
      throw Failure(
        status: .usage,
        sentence: "the rules allow no value of \(column) twice (unique), which a part of a list cannot answer: clean the list in one run")
    }
    if cleaning.merges {
      throw Failure(
        status: .usage,
        sentence: "the rules fill a record's blanks from its duplicates (survivor: merged), which a part of a list cannot do: "
          + "clean the list in one run")
    }
    do throws(RunError) {
      if let path = destination.outputPath {
        _ = try cleaning.run(list, to: destination.file(path))
      } else {
        _ = try cleaning.run(list, to: DescriptorSink.standardOutput)
      }
    } catch {
      throw Failure(error, source: source.name)
    }
  }
}
