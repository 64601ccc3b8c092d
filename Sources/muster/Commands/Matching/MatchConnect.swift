internal import ArgumentParser
internal import Pipeline

/// `muster match connect`: which records hang together.
struct MatchConnect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect", abstract: "Say which records hang together by the pairs that were found.",
    discussion: """
      Reads the lines "match" of all parts, or any with two numbers in the second and third cell. Writes for each record in them its \
      number and the smallest number that it hangs together with. Takes about 60 bytes of memory for each record in a pair.
      """)

  func run() throws {
    var connecting = PeopleConnecting()
    try LinePipe.run("matches: a word and two numbers") { line, output in
      if let line { return connecting.add(line) }
      connecting.end(to: &output)
      return true
    }
  }
}
