extension HeaderMatcher {
  /// Orders the columns of one destination: stated, then names of the target's own, then mobile before main, work, home and other, then
  /// by the numbers in their names ("Phone 1", "Phone 2"), then by how many valid numbers they hold, then by place.
  func rank(_ match: inout HeaderMatch, names: [HeaderName], contents: [ColumnContent]) {
    let destinations = Set(match.sources.compactMap(\.destination))
    for destination in destinations {
      let keys = Dictionary(
        uniqueKeysWithValues: match.columns(for: destination).map { column in
          (column, key(of: column, in: match, names: names, contents: contents))
        })
      let columns = keys.keys.sorted { left, right in
        let (a, b) = (keys[left] ?? [], keys[right] ?? [])
        return a == b ? left < right : a.lexicographicallyPrecedes(b)
      }
      for (rank, column) in columns.enumerated() { match.sources[column].rank = rank }
      if columns.count > 1, keys[columns[0]] == keys[columns[1]] {
        let tied = columns.filter { keys[$0] == keys[columns[0]] }
        match.ambiguities.append(HeaderMatch.Ambiguity(destination: destination, columns: tied))
      }
    }
    match.ambiguities.sort { $0.columns[0] < $1.columns[0] }
  }

  private func key(of column: Int, in match: HeaderMatch, names: [HeaderName], contents: [ColumnContent]) -> [Int] {
    let source = match.sources[column]
    let strength =
      switch source.evidence {
      case .stated: 0
      case .exact: 1
      case .normalized: 2
      case .synonym, .reworded: 3
      case .similar: 4
      case .content, nil: 5
      }
    let kind = source.phone.flatMap { PhoneKind.allCases.firstIndex(of: $0) } ?? PhoneKind.allCases.count
    let ordinal = (column < names.count ? names[column].ordinal : nil) ?? 1
    // The fuller column of two that are named alike.
    let content = column < contents.count ? -(contents[column].count(of: source.role ?? .other) ?? contents[column].filled) : 0
    return [strength, source.order, kind, ordinal, content]
  }
}
