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

  /// - Parameters:
  ///   - matches: with the numbers of cards (1-based) in the place of row numbers.
  init(_ matches: Matches, cards: PersonCards, decisions: PairDecisions, options: PossibleDuplicates.Options, marks: Marks) {
    let grouping = Grouping(matches)
    var rows: [Pairs.Row] = []
    rows.reserveCapacity(matches.pairs.count + matches.households.count)
    for pair in matches.pairs {
      let (first, second) = pair.rowNumbers
      let group = grouping.commonGroup(first, second)
      rows.append(
        Pairs.Row(
          first: UInt32(first - 1), second: UInt32(second - 1), standing: grouping.areMerged(first, second) ? .merged : .match,
          group: group.map { grouping.rank[$0] + 1 } ?? 0, score: pair.score, evidence: pair.evidence,
          notes: grouping.notes(about: pair, in: group, matches, limit: options.largestCluster),
          mark: decisions[first, second].flatMap { Mark(rawValue: $0.rawValue) }))
    }
    rows.sort { Self.order($0) < Self.order($1) }
    for link in matches.households {
      rows.append(
        Pairs.Row(
          first: UInt32(link.firstRowNumber - 1), second: UInt32(link.secondRowNumber - 1), standing: .household,
          notes: [.keptApart(link.reason.words)]))
    }
    pairs = Pairs(rows: rows, cards: cards)
    groups = grouping.order.enumerated().map { rank, cluster in
      Group(
        number: rank + 1, members: matches.clusters[cluster].rowNumbers.map { cards.person($0 - 1) },
        survivor: cards.rowNumber(of: matches.clusters[cluster].survivor - 1))
    }
    crowds = matches.cappedBlocks.map { block in
      Crowd(subject: block.key.words, count: block.size, rowNumber: cards.rowNumber(of: block.rowNumber - 1))
    }
    merges = matches.merges.map { cluster in cluster.rowNumbers.map { cards.rowNumber(of: $0 - 1) } }
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
