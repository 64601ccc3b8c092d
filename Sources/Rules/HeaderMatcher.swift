/// Matches a source's header to the target's columns.
public struct HeaderMatcher: Sendable {
  private let rules: RulesFile
  private let synonyms = HeaderSynonyms()

  public init(rules: RulesFile) { self.rules = rules }

  /// Matches a header: what `mapping` states, then exact names, normalized names, the rules' own source names, and synonyms.
  ///
  /// Throws when the mapping names a source column that the header does not have.
  public func match(header: [String], mapping: ColumnMapping? = nil) throws(ColumnMappingError) -> HeaderMatch {
    var match = HeaderMatch(sources: header.map { HeaderMatch.Source(header: $0) })
    if let mapping {
      for (index, destination) in try mapping.resolved(in: header) { state(destination, of: index, in: &match) }
    }
    for index in header.indices where match.sources[index].evidence == nil { recognize(index, in: &match) }
    for index in match.sources.indices where match.sources[index].destination == nil {
      match.sources[index].destination = destination(of: match.sources[index])
    }
    rank(&match)
    return match
  }

  private func state(_ destination: HeaderMatch.Destination, of index: Int, in match: inout HeaderMatch) {
    match.sources[index].destination = destination
    match.sources[index].evidence = .stated
    switch destination {
    case .column(let column):
      match.sources[index].role = rules.columns[column].role
      match.sources[index].phone = rules.columns[column].phone
    case .role(let role):
      match.sources[index].role = role
    }
  }

  private func recognize(_ index: Int, in match: inout HeaderMatch) {
    let header = match.sources[index].header
    let name = HeaderName(header)
    guard !name.text.isEmpty else { return }
    if let column = rules.columns.firstIndex(where: { $0.name == header }) {
      state(.column(column), of: index, in: &match)
      match.sources[index].evidence = .exact
    } else if let column = rules.columns.firstIndex(where: { ([$0.name] + $0.sources).contains { HeaderName($0) == name } }) {
      state(.column(column), of: index, in: &match)
      match.sources[index].evidence = .normalized
    } else if let meaning = synonyms.meanings[name] {
      match.sources[index].role = meaning.role
      match.sources[index].phone = meaning.phone
      match.sources[index].evidence = .synonym(language: meaning.language)
    }
  }

  /// The target column of a role, for phones the one of the same kind when there are several; a role that has none is evidence.
  private func destination(of source: HeaderMatch.Source) -> HeaderMatch.Destination? {
    guard let role = source.role else { return nil }
    let fitting = rules.columns.indices.filter { rules.columns[$0].role == role }
    let sameKind = fitting.filter { rules.columns[$0].phone == source.phone }
    // A fax answers nobody: it fills a fax column or none.
    if source.phone == .fax, sameKind.isEmpty { return nil }
    if let column = sameKind.first ?? (fitting.count == 1 ? fitting[0] : nil) { return .column(column) }
    return role == .other ? nil : .role(role)
  }

  /// Orders the columns of one destination: stated, then names of the target's own, then mobile before main, work, home, other.
  private func rank(_ match: inout HeaderMatch) {
    let destinations = Set(match.sources.compactMap(\.destination))
    for destination in destinations {
      let columns = match.columns(for: destination).sorted { left, right in
        preference(match.sources[left]) < preference(match.sources[right])
      }
      for (rank, column) in columns.enumerated() { match.sources[column].rank = rank }
      if columns.count > 1, preference(match.sources[columns[0]]) == preference(match.sources[columns[1]]) {
        match.ambiguities.append(HeaderMatch.Ambiguity(destination: destination, columns: columns.sorted()))
      }
    }
    match.ambiguities.sort { $0.columns[0] < $1.columns[0] }
  }

  private func preference(_ source: HeaderMatch.Source) -> Int {
    let evidence =
      switch source.evidence {
      case .stated: 0
      case .exact: 1
      case .normalized: 2
      case .synonym, nil: 3
      }
    let kind = source.phone.flatMap { PhoneKind.allCases.firstIndex(of: $0) } ?? PhoneKind.allCases.count
    return evidence * 16 + kind
  }
}
