internal import ArgumentParser
internal import Duplicates
internal import Pipeline
internal import Reports

/// `muster match`: the same person under several numbers and spellings, when several workers have cleaned a list.
struct Match: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find people across the parts of a list, step by step, as --review and --merge-above find them in one run.",
    discussion: """
      For programs that sort and count what they are given, such as Apache Spark: integrations/spark has all steps put together. Each \
      reads lines from standard input and writes lines; what has to be brought together, sorted or counted in between stands in its help.

        1. clean --keys --people, and settle      every record that goes out, with what tells people apart
        2. match sign                             what is counted in the list, and the blocks that a record is compared in
        3. match plan                             from the counts of blocks, once for the list
        4. match compare                          pairs worth comparing, and from some of them, once: match learn
        5. match compare, by what was learned     the pairs that may be one person
        6. match connect                          which records hang together by those pairs, once for the list
        7. match group                            the review, and whom to make one record of
        8. match merge                            the records that are made one

      What comes out is what one run over the whole list finds, pair by pair.
      """,
    subcommands: [
      MatchSign.self, MatchPlan.self, MatchCompare.self, MatchLearn.self, MatchConnect.self, MatchGroup.self, MatchMerge.self,
    ])
}

struct MatchSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Say of each record what is counted in the list, and the blocks that it is compared in.",
    discussion: """
      Reads the lines of muster settle, cleaned with --people, in any order. Writes for each record that goes out its number, its line, \
      what tells it apart, and three lists with commas between: the values that it counts for, further values that comparing it asks \
      about, and its blocks, each as key:hash:name.

      To be counted: how often each value stands in the first lists of all records; how many records there are; how many share a key and \
      hash.
      """)

  func run() throws {
    var signing = try Failure.converting { () throws(PersonSearchError) in try PeopleSigning() }
    try LinePipe.run("muster settle, cleaned with --people") { line, output throws(PersonSearchError) in
      if let line { return try signing.add(line, to: &output) }
      return true
    }
  }
}

struct MatchPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Decide by the counts of a list's blocks how they are compared.",
    discussion: """
      Reads a line "records" with how many records muster match sign told of, and lines "block" with a key, a size and how many blocks \
      (of one key and hash) have that size, cells between tabs. Writes the plan, one line of JSON, for the steps that follow.
      """)

  func run() throws {
    var counting = BlockCounting()
    var plan = LineWriter()
    try LinePipe.read("counts: \"records\" and a number, or \"block\", a key, a size and a number") { counting.add($0) }
    guard let made = counting.plan else {
      throw Failure(status: .unreadable, sentence: "standard input: nobody said how many records there are: expected a line \"records\"")
    }
    try plan.write(made.json)
    try plan.flush()
  }
}

/// How the blocks of a list are compared.
struct MatchingArgument: ExpressibleByArgument {
  let plan: MatchingPlan

  init?(argument: String) {
    guard let plan = MatchingPlan(json: argument) else { return nil }
    self.plan = plan
  }
}

struct MatchCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare the records of blocks: first for the pairs to learn from, then by what was learned.",
    discussion: """
      Reads a line for each record of each block: the block's key, hash and name; the record's number, its line and what tells it apart; \
      and how often each value of its two lists stands in the list, a number each, commas between. The lines of a key and hash stand \
      behind one another, by name and then by number. Blocks of a single record may be left out.

      By a plan of match plan it writes "pair", two numbers and a third: whether a pair teaches. By one of match learn it writes "match", \
      two numbers and the evidence; and "review" for people who share something and for blocks too large. A pair that several blocks have \
      is written for each: the same line, of which one is to be kept.
      """)

  @Option(help: ArgumentHelp("What muster match plan or match learn wrote.", valueName: "json"))
  var matching: MatchingArgument

  func run() throws {
    var comparison = try Failure.converting { () throws(PersonSearchError) in
      try PeopleComparison(plan: matching.plan, review: .standard)
    }
    try LinePipe.run("records of blocks: seven cells were expected") { line, output throws(PersonSearchError) in
      if let line { return try comparison.add(line, to: &output) }
      try comparison.end(to: &output)
      return true
    }
  }
}

struct MatchLearn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Learn from chosen pairs how the records of a list err.",
    discussion: """
      Reads a line for each chosen pair: of the record with the smaller number its number, its line, what tells it apart and its counts, \
      then the same of the other one; ordered by both numbers. Chosen are the pairs whose third number can be divided by what --step \
      writes. Writes the plan with what was learned.
      """)

  @Option(help: ArgumentHelp("What muster match plan wrote.", valueName: "json"))
  var matching: MatchingArgument

  @Option(help: ArgumentHelp("How many pairs match compare found, each counted once.", valueName: "n"))
  var pairs: Int

  @Flag(help: "Read nothing, and write the number by which pairs are chosen.")
  var step = false

  func validate() throws {
    if pairs < 0 { throw ValidationError("--pairs \(pairs): expected how many pairs there are.") }
  }

  func run() throws {
    var output = LineWriter()
    if step {
      try output.write(String(PeopleLearning.step(pairs: pairs)))
      return try output.flush()
    }
    var learning = try Failure.converting { () throws(PersonSearchError) in try PeopleLearning(plan: matching.plan, pairs: pairs) }
    try LinePipe.read("pairs: two records of four cells each, the smaller number first") { learning.add($0) }
    try output.write(learning.learned().json)
    try output.flush()
  }
}

struct MatchConnect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect", abstract: "Say which records hang together by the pairs that were found.",
    discussion: """
      Reads the lines "match" of all parts, or any with two numbers in the second and third cell. Writes for each record in them its \
      number and the smallest number that it hangs together with. Takes about 60 bytes of memory for each record in a pair.
      """)

  func run() throws {
    var components = MatchComponents()
    try LinePipe.read("matches: a word and two numbers") { line in
      let cells = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
      guard cells.count >= 3, let first = Int(String(decoding: cells[1], as: UTF8.self)),
        let second = Int(String(decoding: cells[2], as: UTF8.self))
      else { return false }
      components.join(first, second)
      return true
    }
    var output = LineWriter()
    for (number, component) in components.ordered() { try output.write("\(number)\t\(component)") }
    try output.flush()
  }
}

struct MatchGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group", abstract: "Make people of the pairs that were found.",
    discussion: """
      Reads for each record of muster match connect the component, 0, and of the record its number, its line, what tells it apart and its \
      counts; and for each "match" the component, 1, and its last three cells. The lines of a component stand behind one another: first \
      its records by number, then its matches by both numbers.

      Writes lines "review", which stand by their second cell, the third falling, the fourth, the fifth falling, the sixth and the \
      seventh; the cells of a review file follow, but for the number of the group, of which every other third and fourth cell begins one. \
      With --merge-above it writes "merge", the number of the first of several records that are made one, and the number of one.
      """)

  @Option(help: ArgumentHelp("What muster match learn wrote.", valueName: "json"))
  var matching: MatchingArgument

  @Option(help: ArgumentHelp("Make one record of pairs with at least this score.", valueName: "score"))
  var mergeAbove: Double?

  func validate() throws { try ReviewOptions.validate(mergeAbove: mergeAbove) }

  func run() throws {
    var grouping = try Failure.converting { () throws(PersonSearchError) in
      try PeopleGrouping(plan: matching.plan, mergeAbove: mergeAbove, review: .standard)
    }
    try LinePipe.run("records and matches of components, a match behind its records") { line, output throws(PersonSearchError) in
      if let line { return try grouping.add(line, to: &output) }
      try grouping.end(to: &output)
      return true
    }
  }
}

struct MatchMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one record of several.",
    discussion: """
      Reads the lines of muster settle for the records in "merge", each behind the number of the first of those that it is made one with, \
      ordered by that number. Writes them as settle does: the survivor's with its blanks filled, the others' as duplicates.
      """)

  @Option(help: ArgumentHelp("The plan that the workers cleaned by (inspect --plan).", valueName: "file"))
  var plan: String

  func run() throws {
    var merging = PeopleMerging(try ListDecisions.read(plan), phrase: \.sentence)
    try LinePipe.run("muster settle behind a number, cleaned with --people") { line, output throws(PersonSearchError) in
      if let line { return merging.add(line, to: &output) }
      merging.end(to: &output)
      return true
    }
  }
}

extension ReviewLine {
  /// In the words of a review file.
  fileprivate static var standard: ReviewLine { ReviewLine(cells: { $0.cells }, crowdCells: { $0.cells }) }
}

extension Failure {
  fileprivate static func converting<Result: ~Copyable>(_ body: () throws(PersonSearchError) -> Result) throws(Failure) -> Result {
    do { return try body() } catch { throw Failure(error) }
  }
}
