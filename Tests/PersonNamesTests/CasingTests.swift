import Testing

@testable import PersonNames

/// What was restored of a set of rows, and what of it is pinned.
private struct Score {
  var rows = 0
  var right: [String: Int] = [:]

  func percent(_ column: String) -> Double { rows == 0 ? 100 : 100 * Double(right[column, default: 0]) / Double(rows) }
}

private let columns = ["upper", "lower", "upper, unseen", "lower, unseen", "name"]

/// The classes that a row is counted in.
private func classes(of row: CasingRow) -> [String] {
  ["overall"] + (row.flags.contains("disputed") ? [] : ["undisputed"]) + (row.isHard ? ["hard"] : [])
    + (row.isHard && !row.flags.contains("disputed") ? ["hard, undisputed"] : []) + row.flags
}

/// FNV-1a of a name's UTF-8, in ten parts.
private func fold(of name: String) -> UInt32 {
  name.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 } >> 7 % 10
}

/// A lexicon without what only the rows of one fold attest. What stands in lists that know nothing of the rows stays; what
/// was gathered by hand does not, for the hand may have seen them.
private func lexicon(without fold: [CasingRow], keeping others: [CasingRow]) throws -> NameLexicon {
  func spellings(_ rows: [CasingRow]) -> Set<String> {
    var result: Set<String> = []
    for row in rows {
      let words = row.name.split(separator: " ").map(String.init)
      for index in words.indices { result.insert(words[index...].joined(separator: " ")) }
      for word in words { result.formUnion(word.split(whereSeparator: { "-,.()\"".contains($0) }).map(String.init)) }
    }
    return result
  }
  let (hidden, seen) = (spellings(fold), spellings(others))
  let lines = try Fixture.table("name-spellings.tsv").split(separator: "\n").filter { line in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 4 else { return false }
    let isElsewhere = fields[3].contains("K") || fields[3].contains("U")
    return isElsewhere || !hidden.contains(String(fields[0])) || seen.contains(String(fields[0]))
  }
  return NameLexicon(
    words: try Fixture.table("name-words.tsv"), spellings: lines.joined(separator: "\n"), habits: .standard)
}

@Test("Names come back from capitals and from lower case, seen and unseen, and stay as they are when they are right")
func restoresNames() throws {
  let rows = try CasingRow.all()
  var scores: [String: Score] = [:]
  var missed: [String] = []

  func count(_ row: CasingRow, _ column: String, _ result: String) {
    if result.utf8.elementsEqual(row.name.utf8) {
      for name in classes(of: row) { scores[name, default: Score()].right[column, default: 0] += 1 }
    } else {
      let region = row.region.map(\.description) ?? "--"
      missed.append("  \(column): \(row.name) [\(row.kind) \(region), \(row.source)] came back as \(result)")
    }
  }

  var normalizer = NameNormalizer()
  for row in rows {
    for name in classes(of: row) { scores[name, default: Score()].rows += 1 }
    count(row, "name", normalizer.normalized(row.name, kind: row.kind, region: row.region))
    count(row, "upper", normalizer.normalized(row.upper, kind: row.kind, region: row.region))
    count(row, "lower", normalizer.normalized(row.lower, kind: row.kind, region: row.region))
  }

  let folds = Dictionary(grouping: rows) { fold(of: $0.name) }
  for (number, fold) in folds.sorted(by: { $0.key < $1.key }) {
    let others = folds.filter { $0.key != number }.flatMap(\.value)
    var unseen = NameNormalizer(lexicon: try lexicon(without: fold, keeping: others), habits: .standard)
    for row in fold {
      count(row, "upper, unseen", unseen.normalized(row.upper, kind: row.kind, region: row.region))
      count(row, "lower, unseen", unseen.normalized(row.lower, kind: row.kind, region: row.region))
    }
  }

  let head = ["overall", "undisputed", "hard", "hard, undisputed"]
  func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
  print(padded("class", 18), padded("rows", 6), columns.map { padded($0, 14) }.joined())
  for name in head + scores.keys.filter({ !head.contains($0) && !$0.isEmpty }).sorted() {
    guard let score = scores[name] else { continue }
    let cells = columns.map { padded(String((score.percent($0) * 100).rounded() / 100), 14) }
    print(padded(name, 18), padded(String(score.rows), 6), cells.joined())
  }
  print(missed.joined(separator: "\n"))

  // Pinned where they stand, so that they cannot fall.
  let pinned: [(String, [String: Double])] = [
    ("overall", ["upper": 99.9, "lower": 99.9, "upper, unseen": 99.7, "lower, unseen": 99.7, "name": 100]),
    ("hard", ["upper": 99.7, "lower": 99.7, "upper, unseen": 99.0, "lower, unseen": 99.0, "name": 100]),
  ]
  for (name, floors) in pinned {
    for (column, floor) in floors {
      let reached = try #require(scores[name]).percent(column)
      #expect(reached >= floor, "\(name), \(column): \(reached)")
    }
  }
}
