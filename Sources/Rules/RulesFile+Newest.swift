extension RulesFile {
  /// The source column whose date tells the newest record, by index: the first of `newestBy` that a header has, however it is spelled
  /// (case, accents and punctuation make no difference). Nil when it has none.
  public func newestColumn(in header: [String]) -> Int? {
    let folding = Folding()
    let names = header.map { HeaderName($0, folding: folding).text }
    return newestBy.lazy.compactMap { wanted in
      header.firstIndex(of: wanted) ?? names.firstIndex(of: HeaderName(wanted, folding: folding).text)
    }.first
  }
}
