internal import ArgumentParser
internal import Duplicates

/// `muster match connect`: which records hang together.
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
