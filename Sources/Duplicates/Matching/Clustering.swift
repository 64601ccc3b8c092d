/// Joins accepted pairs into people, the strongest pair first, as long as every member agrees with the survivor.
struct Clustering {
  private(set) var clusters: [MatchCluster] = []
  /// By record: the record above it, itself for the root of a group.
  private var parent: [UInt32]
  private var members: [Int: [Int]] = [:]
  private var survivors: [Int: Int] = [:]
  private var joins: [Int: [Int]] = [:]
  private var cut: Set<Int> = []
  /// How many accepted pairs each record stands in: the record that most others resemble speaks for the cluster.
  private var links: [UInt32]

  /// - Parameter isUsed: which of the pairs may join.
  init(
    _ pairs: [AcceptedPairs.Pair], _ index: borrowing ContactIndex, _ model: WeightModel, limit: Int,
    decisions: PairDecisions, isUsed: (AcceptedPairs.Pair) -> Bool
  ) {
    parent = index.contacts.indices.map { UInt32($0) }
    links = [UInt32](repeating: 0, count: index.contacts.count)
    var order = pairs.indices.filter { isUsed(pairs[$0]) }
    for position in order {
      links[pairs[position].first] &+= 1
      links[pairs[position].second] &+= 1
    }
    order.sort { first, second in
      let a = pairs[first]
      let b = pairs[second]
      return (a.isDecided ? 0 : 1, -a.score, a.first, a.second) < (b.isDecided ? 0 : 1, -b.score, b.first, b.second)
    }
    var held: [Int] = []
    for position in order where join(pairs[position], index, model, limit, decisions) { held.append(position) }
    for position in held { joins[root(pairs[position].first), default: []].append(position) }
    clusters = members.keys.map { describe($0, pairs, index.rowNumbers) }.sorted { $0.rowNumbers[0] < $1.rowNumbers[0] }
  }

  /// Joins the groups of a pair's records, unless they contradict each other. False when they stay apart.
  private mutating func join(
    _ pair: AcceptedPairs.Pair, _ index: borrowing ContactIndex, _ model: WeightModel, _ limit: Int,
    _ decisions: PairDecisions
  ) -> Bool {
    let a = root(pair.first)
    let b = root(pair.second)
    if a == b { return true }
    let inA = members[a] ?? [a]
    let inB = members[b] ?? [b]
    if inA.count + inB.count > limit {
      cut.formUnion([a, b])
      return false
    }
    let survivor = stronger(survivors[a] ?? a, survivors[b] ?? b, index)
    guard !areKeptApart(inA, inB, index, decisions),
      pair.isDecided || isPersonal(pair)
        || agree(inA + inB, survivor, index, model, decisions) && !haveRivals(inA, inB, index, model)
    else { return false }
    parent[max(a, b)] = UInt32(min(a, b))
    members[max(a, b)] = nil
    members[min(a, b)] = inA + inB
    survivors[min(a, b)] = survivor
    if cut.remove(max(a, b)) != nil { cut.insert(min(a, b)) }
    return true
  }

  /// Whether a person called some of both groups two people: then nothing makes them one, not even other marks.
  private func areKeptApart(_ a: [Int], _ b: [Int], _ index: borrowing ContactIndex, _ decisions: PairDecisions) -> Bool {
    guard !decisions.isEmpty else { return false }
    for first in a {
      for second in b where decisions[index.rowNumbers[first], index.rowNumbers[second]] == .different { return true }
    }
    return false
  }

  private mutating func root(_ record: Int) -> Int {
    var top = record
    while parent[top] != top { top = Int(parent[top]) }
    var step = record
    while step != top {
      let above = Int(parent[step])
      parent[step] = UInt32(top)
      step = above
    }
    return top
  }

  private func agree(
    _ records: [Int], _ survivor: Int, _ index: borrowing ContactIndex, _ model: WeightModel, _ decisions: PairDecisions
  ) -> Bool {
    for record in records where record != survivor {
      if !decisions.isEmpty, decisions[index.rowNumbers[record], index.rowNumbers[survivor]] == .same { continue }
      if index.compare(record, survivor, model).veto?.contradicts == true { return false }
    }
    return true
  }

  /// Whether a pair rests on what is one person's own, so that other records with less to say cannot contradict it.
  private func isPersonal(_ pair: AcceptedPairs.Pair) -> Bool {
    guard pair.evidence.agreement(.givenName).isKnown, pair.score >= 6 else { return false }
    return pair.evidence.agreement(.birthDate).isClose || pair.evidence.agreement(.identifier).isClose
  }

  /// Whether some of both groups are surely two people: a misspelt name in between joins Karl and Karla otherwise.
  private func haveRivals(_ a: [Int], _ b: [Int], _ index: borrowing ContactIndex, _ model: WeightModel) -> Bool {
    if model.mistakesGivenNames { return false }
    for first in a {
      for second in b where index.contacts[first].given != index.contacts[second].given {
        let known = index.isEstablished(index.contacts[first].given) && index.isEstablished(index.contacts[second].given)
        if known, index.compare(first, second, model).veto?.contradicts == true { return true }
      }
    }
    return false
  }

  private func stronger(_ a: Int, _ b: Int, _ index: borrowing ContactIndex) -> Int {
    let inA = (links[a], index.contacts[a].completeness, -a)
    let inB = (links[b], index.contacts[b].completeness, -b)
    return inA > inB ? a : b
  }

  private func describe(_ root: Int, _ pairs: [AcceptedPairs.Pair], _ rowNumbers: [Int]) -> MatchCluster {
    let records = members[root] ?? [root]
    return MatchCluster(
      rowNumbers: records.map { rowNumbers[$0] }.sorted(), survivor: rowNumbers[survivors[root] ?? root],
      bridges: bridges(among: (joins[root] ?? []).map { pairs[$0] }).map { pair in
        let a = rowNumbers[pair.first]
        let b = rowNumbers[pair.second]
        return MatchCluster.Bridge(first: min(a, b), second: max(a, b))
      },
      isCut: cut.contains(root))
  }
}

/// The pairs without which their cluster falls into two parts of at least two records each. Quadratic in a cluster's pairs,
/// which the cluster limit bounds.
private func bridges(among pairs: [AcceptedPairs.Pair]) -> [AcceptedPairs.Pair] {
  guard pairs.count >= 3 else { return [] }
  var neighbours: [Int: [Int]] = [:]
  for pair in pairs {
    neighbours[pair.first, default: []].append(pair.second)
    neighbours[pair.second, default: []].append(pair.first)
  }
  return pairs.filter { pair in
    guard neighbours[pair.first]?.count ?? 0 > 1, neighbours[pair.second]?.count ?? 0 > 1 else { return false }
    var reached: Set = [pair.first]
    var open = [pair.first]
    while let record = open.popLast() {
      for next in neighbours[record] ?? [] {
        if record == pair.first, next == pair.second { continue }
        if next == pair.second { return false }
        if reached.insert(next).inserted { open.append(next) }
      }
    }
    return reached.count >= 2 && neighbours.count - reached.count >= 2
  }
}

extension ContactFeatures {
  /// How many things the record says.
  var completeness: Int {
    var said = Int(phones.count) + Int(emails.count)
    for value in [given, surname, middle, birthDate, identifier, street, houseNumber, locality, city, postcode, region, company, website]
    where value != 0 { said += 1 }
    return said
  }
}
