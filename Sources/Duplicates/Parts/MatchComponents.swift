/// Which records hang together by the pairs that were found: whatever is made of a pair, nothing of another component has a say in it.
///
/// Takes about 60 bytes for each record that is in a pair.
public struct MatchComponents: Sendable {
  private var places: [Int: UInt32] = [:]
  private var rows: [Int] = []
  private var parents: [UInt32] = []

  public init() {}

  /// Joins the components of two records, by their row numbers (1-based).
  public mutating func join(_ first: Int, _ second: Int) {
    let (a, b) = (root(of: place(of: first)), root(of: place(of: second)))
    // The earlier row stands for all.
    if rows[Int(a)] <= rows[Int(b)] { parents[Int(b)] = a } else { parents[Int(a)] = b }
  }

  /// Every record that is in a pair, with the first row of its component; by row number.
  public mutating func ordered() -> [(rowNumber: Int, component: Int)] {
    var found: [(rowNumber: Int, component: Int)] = []
    found.reserveCapacity(rows.count)
    for place in rows.indices { found.append((rows[place], rows[Int(root(of: UInt32(place)))])) }
    return found.sorted { $0.rowNumber < $1.rowNumber }
  }

  private mutating func place(of row: Int) -> UInt32 {
    if let place = places[row] { return place }
    let place = UInt32(rows.count)
    places[row] = place
    rows.append(row)
    parents.append(place)
    return place
  }

  private mutating func root(of place: UInt32) -> UInt32 {
    var top = place
    while parents[Int(top)] != top { top = parents[Int(top)] }
    var step = place
    while step != top { (step, parents[Int(step)]) = (parents[Int(step)], top) }
    return top
  }
}
