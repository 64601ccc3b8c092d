/// Matches a source's header to the target's columns.
///
/// By what is stated, then by the target's own names, then by names in sixty languages, then by names in other words, then by names that
/// are a slip away, then by the cells. Whatever is less than certain is in the match's doubts and ambiguities.
public struct HeaderMatcher: Sendable {
  let rules: RulesFile
  let folding = Folding()
  let synonyms = HeaderSynonyms()

  public init(rules: RulesFile) { self.rules = rules }

  /// Matches a header.
  ///
  /// - Parameters:
  ///   - header: the columns' names.
  ///   - mapping: what somebody stated; nothing overrides it.
  ///   - contents: what the columns' cells look like, one for each column; empty when nobody looked.
  /// - Throws: when the mapping names a source column that the header does not have.
  public func match(
    header: [String], mapping: ColumnMapping? = nil, contents: [ColumnContent] = []
  ) throws(ColumnMappingError) -> HeaderMatch {
    var match = HeaderMatch(sources: header.map { HeaderMatch.Source(header: $0) })
    let names = header.map { HeaderName($0, folding: folding) }
    if let mapping {
      for (index, destination) in try mapping.resolved(in: header, folding: folding) { state(destination, of: index, in: &match) }
    }
    var reading = HeaderReading(match: match, subjects: Array(repeating: nil, count: header.count))
    for index in header.indices where match.sources[index].evidence == nil { recognize(names[index], at: index, in: &reading) }
    guess(names, in: &reading)
    if contents.count == header.count {
      reading.weigh(contents)
      reading.takeNumberLike(contents)
    }
    reading.settleSubjects(contents)
    match = reading.match
    findHints(names, in: &match)
    for index in match.sources.indices where match.sources[index].destination == nil {
      match.sources[index].destination = destination(of: match.sources[index])
    }
    rank(&match, names: names, contents: contents)
    doubtSwappedNames(in: &match, contents)
    match.doubts.sort { $0.column < $1.column }
    return match
  }

  /// Matches columns that have no names, by their cells alone.
  public func match(contents: [ColumnContent]) -> HeaderMatch {
    let nameless = HeaderMatch(sources: contents.map { _ in HeaderMatch.Source(header: "") })
    var reading = HeaderReading(match: nameless, subjects: Array(repeating: nil, count: contents.count))
    reading.weigh(contents)
    reading.takeNumberLike(contents)
    var match = reading.match
    for index in match.sources.indices { match.sources[index].destination = destination(of: match.sources[index]) }
    rank(&match, names: [], contents: contents)
    match.doubts.sort { $0.column < $1.column }
    return match
  }

  /// Whether a first record is a header: whether any of its cells is a known column's name.
  public func isHeader(_ record: [String]) -> Bool {
    record.contains { cell in
      let name = HeaderName(cell, folding: folding)
      guard !name.isEmpty else { return false }
      return synonyms.meaning(of: name) != nil || rules.columns.contains { folding.folded($0.name) == name.text }
        || synonyms.meaning(inOtherWords: name) != nil
    }
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

  private func recognize(_ name: HeaderName, at index: Int, in reading: inout HeaderReading) {
    guard !name.isEmpty else { return }
    let text = name.text
    let header = reading.match.sources[index].header
    if let column = rules.columns.firstIndex(where: { $0.name == header }) {
      state(.column(column), of: index, in: &reading.match)
      reading.match.sources[index].evidence = .exact
    } else if let (destination, order) = named(text) {
      state(destination, of: index, in: &reading.match)
      reading.match.sources[index].evidence = .normalized
      reading.match.sources[index].order = order
    } else if let meaning = synonyms.meaning(of: name) {
      reading.take(meaning, at: index, evidence: .synonym(language: meaning.language))
    } else if let meaning = synonyms.meaning(inOtherWords: name) {
      reading.take(meaning, at: index, evidence: .reworded(language: meaning.language))
    }
  }

  /// Where the rules' own names send a folded name, and its place among them.
  private func named(_ text: [UInt8]) -> (HeaderMatch.Destination, Int)? {
    for (index, column) in rules.columns.enumerated() {
      if let order = ([column.name] + column.sources).firstIndex(where: { folding.folded($0) == text }) { return (.column(index), order) }
    }
    for role in Role.allCases {
      guard let order = rules.reads[role]?.firstIndex(where: { folding.folded($0) == text }) else { continue }
      let column = rules.columns.firstIndex { $0.role == role }
      return (column.map { .column($0) } ?? .role(role), order)
    }
    return nil
  }

  /// The target column of a role, for phones the one of the same kind when there are several; a role that has none is evidence.
  private func destination(of source: HeaderMatch.Source) -> HeaderMatch.Destination? {
    guard let role = source.role, role != .other else { return nil }
    let fitting = rules.columns.indices.filter { rules.columns[$0].role == role }
    let sameKind = fitting.filter { rules.columns[$0].phone == source.phone }
    // A fax answers nobody: it fills a fax column or none.
    if source.phone == .fax, sameKind.isEmpty { return nil }
    if let column = sameKind.first ?? (fitting.count == 1 ? fitting[0] : nil) { return .column(column) }
    // Of several phone columns, one that nobody gave a kind takes what has no column of its own.
    if role == .phoneNumber, let column = fitting.first(where: { rules.columns[$0].phone == .main }) ?? fitting.first {
      return .column(column)
    }
    return .role(role)
  }
}
