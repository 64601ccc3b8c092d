import PersonNames

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Nanoseconds a name, by processor time, over the names of a table like `Tests/PersonNamesTests/Fixtures/casing.tsv`.
///
///     bench-names TABLE [rounds]
///
/// Each line is a way the names may arrive. The ways take turns, and the median round counts, so that what else the machine
/// does weighs on all alike.
@main
struct BenchNames {
  static func main() {
    guard CommandLine.arguments.count > 1, let file = fopen(CommandLine.arguments[1], "r") else {
      print("usage: bench-names TABLE [rounds]")
      exit(2)
    }
    let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 15 : 15
    let rows = lines(of: file).dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
      .filter { $0.count == 7 }
    func corpus(_ name: (Int, [Substring]) -> Substring) -> Corpus {
      Corpus(
        rows.enumerated().map { index, row in
          (Array(name(index, row).utf8), NameKind(rawValue: String(row[1])) ?? .full, NameRegion(alpha2: row[2]))
        })
    }
    let ascii = rows.filter { $0[0].utf8.allSatisfy { $0 < 0x80 } }
    let corpora: [(String, Corpus)] = [
      ("a third each: as written, capitals, lower case", corpus { index, row in [row[0], row[4], row[5]][index % 3] }),
      ("as written", corpus { $1[0] }),
      ("capitals", corpus { $1[4] }),
      ("lower case", corpus { $1[5] }),
      ("capitals, sorted by region", corpus { $1[4] }.sortedByRegion()),
      (
        "capitals, ASCII only, United States",
        Corpus(ascii.map { (Array($0[4].utf8), NameKind(rawValue: String($0[1])) ?? .full, NameRegion(alpha2: "US")) })
      ),
      ("one letter of stray space", corpus { Substring(" \($1[0])") }),
    ]
    var times = [[Double]](repeating: [], count: corpora.count)
    var normalizer = NameNormalizer()
    for _ in 0..<rounds {
      for (index, corpus) in corpora.enumerated() { times[index].append(corpus.1.time(&normalizer)) }
    }
    let split = (0..<rounds).map { _ in corpora[0].1.timeOfSplitting(&normalizer) }.sorted()[rounds / 2]
    print("\(pad(String((split * 10).rounded() / 10), 8)) ns  full names taken apart, a third each as below")
    let floor = (0..<rounds).map { _ in corpora[0].1.timeOfCopying() }.sorted()[rounds / 2]
    print("\(pad(String((floor * 10).rounded() / 10), 8)) ns  appending the bytes alone, for comparison")
    for (index, corpus) in corpora.enumerated() {
      let median = times[index].sorted()[rounds / 2]
      print("\(pad(String((median * 10).rounded() / 10), 8)) ns  \(corpus.0)")
    }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func lines(of file: UnsafeMutablePointer<FILE>) -> [String] {
    var bytes = [UInt8]()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

struct Corpus {
  var names: [(name: [UInt8], kind: NameKind, region: NameRegion?)]

  init(_ names: [(name: [UInt8], kind: NameKind, region: NameRegion?)]) { self.names = names }

  func sortedByRegion() -> Corpus {
    Corpus(names.sorted { ($0.region?.description ?? "") < ($1.region?.description ?? "") })
  }

  func timeOfSplitting(_ normalizer: inout NameNormalizer) -> Double {
    let full = names.filter { $0.kind == .full }
    let start = clock()
    var length = 0
    for _ in 0..<3 {
      for entry in full { length += normalizer.split(fullName: entry.name.span, region: entry.region).last.utf8.count }
    }
    precondition(length > 0, "names have family names")
    return Double(clock() - start) * 1e9 / Double(CLOCKS_PER_SEC) / Double(3 * full.count)
  }

  /// What no way of writing names can be below.
  func timeOfCopying() -> Double {
    var output = [UInt8]()
    let repeats = max(1, 50_000 / names.count)
    let start = clock()
    for _ in 0..<repeats {
      output.removeAll(keepingCapacity: true)
      for entry in names { output.append(contentsOf: entry.name) }
    }
    return Double(clock() - start) * 1e9 / Double(CLOCKS_PER_SEC) / Double(repeats * names.count)
  }

  /// Nanoseconds of processor time a name, over about 50,000 of them.
  func time(_ normalizer: inout NameNormalizer) -> Double {
    var output = [UInt8]()
    let repeats = max(1, 50_000 / names.count)
    let start = clock()
    for _ in 0..<repeats {
      output.removeAll(keepingCapacity: true)
      for entry in names {
        _ = normalizer.normalize(entry.name.span, kind: entry.kind, region: entry.region, into: &output)
      }
    }
    return Double(clock() - start) * 1e9 / Double(CLOCKS_PER_SEC) / Double(repeats * names.count)
  }
}
