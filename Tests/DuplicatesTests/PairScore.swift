/// Pairwise precision, recall and F1 of a clustering, counted from the contingency table of entities and clusters.
struct PairScore: CustomStringConvertible {
  let precision: Double
  let recall: Double
  var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

  /// - Parameter clusterOf: the cluster of each record, or nil for one that stands alone.
  init<Entity: Hashable>(entities: [Entity], clusterOf: [Int?]) {
    var entitySizes: [Entity: Int] = [:]
    var clusterSizes: [Int: Int] = [:]
    var cells: [Int: [Entity: Int]] = [:]
    for (entity, cluster) in zip(entities, clusterOf) {
      entitySizes[entity, default: 0] += 1
      guard let cluster else { continue }
      clusterSizes[cluster, default: 0] += 1
      cells[cluster, default: [:]][entity, default: 0] += 1
    }
    func pairs(_ sizes: some Collection<Int>) -> Double { sizes.reduce(0.0) { $0 + Double($1 * ($1 - 1) / 2) } }
    let correct = pairs(cells.values.flatMap(\.values))
    precision = clusterSizes.isEmpty ? 1 : correct / max(pairs(clusterSizes.values), 1)
    recall = correct / max(pairs(entitySizes.values), 1)
  }

  var description: String { "precision \(precision) recall \(recall) F1 \(f1)" }
}
