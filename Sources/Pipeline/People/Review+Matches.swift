internal import Duplicates

extension Review {
  /// No records, no pairs.
  public init() {
    pairs = Pairs()
    groups = []
    crowds = []
    merges = []
    marks = Marks()
  }

  /// - Parameter cards: those of all the records in `matches`, ordered.
  init(_ matches: Matches, cards: PersonCards, decisions: PairDecisions, options: PossibleDuplicates.Options, marks: Marks) {
    let grouping = Grouping(matches)
    var rows: [Pairs.Row] = []
    rows.reserveCapacity(matches.pairs.count + matches.households.count)
    for pair in matches.pairs {
      let (first, second) = pair.rowNumbers
      let group = grouping.commonGroup(first, second)
      rows.append(
        Pairs.Row(
          first: UInt32(cards.index(ofRow: first)), second: UInt32(cards.index(ofRow: second)),
          standing: grouping.areMerged(first, second) ? .merged : .match,
          group: group.map { grouping.rank[$0] + 1 } ?? 0, score: pair.score, evidence: pair.evidence,
          notes: grouping.notes(about: pair, in: group, matches, limit: options.largestCluster),
          mark: decisions[first, second].flatMap { Mark(rawValue: $0.rawValue) }))
    }
    rows.sort { Self.order($0) < Self.order($1) }
    for link in matches.households {
      rows.append(
        Pairs.Row(
          first: UInt32(cards.index(ofRow: link.firstRowNumber)), second: UInt32(cards.index(ofRow: link.secondRowNumber)),
          standing: .household,
          notes: [.keptApart(link.reason.words)]))
    }
    pairs = Pairs(rows: rows, cards: cards)
    groups = grouping.order.enumerated().map { rank, cluster in
      Group(
        number: rank + 1, members: matches.clusters[cluster].rowNumbers.map { cards.person(cards.index(ofRow: $0)) },
        survivor: matches.clusters[cluster].survivor)
    }
    crowds = matches.cappedBlocks.map { block in
      Crowd(subject: block.key.words, count: block.size, rowNumber: block.rowNumber)
    }
    merges = matches.merges.map(\.rowNumbers)
    var marks = marks
    marks.contradicted = decisions.pairs(marked: .same).count { !grouping.areMerged($0.first, $0.second) }
    self.marks = marks
  }

  /// Pairs of one group together, the most certain first.
  private static func order(_ row: Pairs.Row) -> (Int, Double, UInt32, UInt32) {
    (row.group == 0 ? .max : row.group, -row.score, row.first, row.second)
  }
}

/// Which cluster each record is in, and which of the clusters comes first.
private struct Grouping {
  private var cluster: [Int: Int] = [:]
  private var merge: [Int: Int] = [:]
  private var bridges: Set<[Int]> = []
  /// The clusters by their highest score, then by their first record.
  private(set) var order: [Int]
  /// By cluster: its place in `order`.
  private(set) var rank: [Int]

  init(_ matches: Matches) {
    for (index, found) in matches.clusters.enumerated() {
      for record in found.rowNumbers { cluster[record] = index }
      for bridge in found.bridges { bridges.insert([bridge.first, bridge.second]) }
    }
    for (index, found) in matches.merges.enumerated() {
      for record in found.rowNumbers { merge[record] = index }
    }
    var best = [Double](repeating: -.infinity, count: matches.clusters.count)
    order = Array(best.indices)
    rank = order
    for pair in matches.pairs {
      if let group = commonGroup(pair.rowNumbers.first, pair.rowNumbers.second) { best[group] = max(best[group], pair.score) }
    }
    order.sort { (-best[$0], $0) < (-best[$1], $1) }
    for (place, group) in order.enumerated() { rank[group] = place }
  }

  func commonGroup(_ first: Int, _ second: Int) -> Int? {
    guard let group = cluster[first], cluster[second] == group else { return nil }
    return group
  }

  func areMerged(_ first: Int, _ second: Int) -> Bool {
    guard let group = merge[first] else { return false }
    return merge[second] == group
  }

  func notes(about pair: MatchedPair, in group: Int?, _ matches: Matches, limit: Int) -> [Review.Note] {
    let (first, second) = pair.rowNumbers
    if pair.isAmbiguous { return [.ambiguous] }
    if group == nil {
      let isCut = [cluster[first], cluster[second]].contains { $0.map { matches.clusters[$0].isCut } ?? false }
      return [isCut ? .cut(limit: limit) : .apart]
    }
    return bridges.contains([first, second]) ? [.bridge] : []
  }
}
