extension HeaderMatcher {
  /// Raises first and last names that seem to have changed places. Nothing is swapped by itself: a name's owner may have two family names.
  func doubtSwappedNames(in match: inout HeaderMatch, _ contents: [ColumnContent]) {
    guard let first = match.columns(of: .firstName).first, let last = match.columns(of: .lastName).first,
      contents.count == match.sources.count
    else { return }
    let (given, family) = (contents[first], contents[last])
    guard given.surnames >= 3, given.surnames >= 3 * given.givenNames, family.givenNames >= 3, family.givenNames >= 3 * family.surnames
    else {
      return
    }
    match.doubts.append(HeaderMatch.Doubt(column: first, reason: .swappedNames(with: last)))
  }
}
