internal import ArgumentParser
internal import Pipeline

/// `muster match sign`: what is counted, and where a record is compared.
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
