/// A match while it is made: names that mean several things wait until the other columns and the cells have been looked at.
struct HeaderReading {
  var match: HeaderMatch
  /// What each column's name means, where that depends on others.
  var subjects: [HeaderSynonyms.Subject?]

  mutating func take(_ meaning: HeaderSynonyms.Meaning, at index: Int, evidence: HeaderMatch.Evidence) {
    match.sources[index].evidence = evidence
    match.sources[index].phone = meaning.phone
    match.sources[index].hint = meaning.hint
    if case .role(let role) = meaning.subject {
      match.sources[index].role = role
    } else {
      subjects[index] = meaning.subject
    }
  }

  /// Lets the cells speak for columns without a known name, and against names that they contradict.
  mutating func weigh(_ contents: [ColumnContent]) {
    for (index, content) in contents.enumerated() {
      // What was said, and the target's own name, mean what they say.
      guard match.sources[index].evidence != .stated, match.sources[index].evidence != .exact else { continue }
      // Of the names that wait for the other columns, one for people can be plainly contradicted; the others ask the cells themselves.
      guard subjects[index] == nil || subjects[index] == .anyName else { continue }
      if match.sources[index].hint == .state, content.filled >= 10, let states = content.states, content.share(states) < 0.5,
        content.share(content.countries) >= 0.95
      {
        match.sources[index].role = .country
        match.sources[index].evidence = .content(share: content.share(content.countries))
        match.doubts.append(
          HeaderMatch.Doubt(column: index, reason: .regionsAreCountries(share: content.share(content.countries))))
        continue
      }
      guard let named = match.sources[index].role ?? (subjects[index] == .anyName ? Role.fullName : nil) else {
        guard let found = content.role else { continue }
        match.sources[index].role = found.role
        match.sources[index].evidence = .content(share: found.share)
        match.doubts.append(HeaderMatch.Doubt(column: index, reason: .cellsAlone))
        continue
      }
      guard content.filled >= 10, let count = content.count(of: named), content.share(count) < 0.05 else { continue }
      if let found = content.role, found.role != named, Self.contradicts(found.role, named) {
        subjects[index] = nil
        match.sources[index].role = found.role
        match.sources[index].destination = nil
        match.sources[index].phone = nil
        match.sources[index].evidence = .content(share: found.share)
        match.doubts.append(HeaderMatch.Doubt(column: index, reason: .cellsDisagree(named: named, share: found.share)))
      } else if named == .phoneNumber || named == .email {
        match.doubts.append(HeaderMatch.Doubt(column: index, reason: .cellsUnlike(share: content.share(count))))
      }
    }
  }

  /// Takes columns that are written like phone numbers for that, where nothing else is: numbers without a country are valid nowhere.
  mutating func takeNumberLike(_ contents: [ColumnContent]) {
    guard !match.sources.contains(where: { $0.role == .phoneNumber }) else { return }
    for (index, content) in contents.enumerated() where match.sources[index].evidence == nil && content.filled >= 3 {
      guard content.share(content.numberLike) >= 0.95 else { continue }
      match.sources[index].role = .phoneNumber
      match.sources[index].evidence = .content(share: content.share(content.numberLike))
      match.doubts.append(HeaderMatch.Doubt(column: index, reason: .likeNumbers))
    }
  }

  /// Whether cells of one role speak against a name of another. People are called Georgia, Jordan and Major: what is no more than a word
  /// says nothing against a name.
  private static func contradicts(_ cells: Role, _ named: Role) -> Bool {
    let names: [Role] = [.firstName, .lastName, .fullName]
    return !names.contains(named) || cells == .phoneNumber || cells == .email
  }

  /// Decides the names that mean several things by the other columns, and those that stay open by the cells.
  mutating func settleSubjects(_ contents: [ColumnContent]) {
    for index in subjects.indices {
      guard let subject = subjects[index] else { continue }
      let content = index < contents.count ? contents[index] : nil
      switch subject {
      case .role: break
      case .anyName: match.sources[index].role = nameRole()
      case .title: settleTitle(index, content)
      case .countryCode: settleCountryCode(index, content)
      }
    }
  }

  private func nameRole() -> Role {
    let hasGiven = match.sources.contains { $0.role == .firstName }
    let hasFamily = match.sources.contains { $0.role == .lastName }
    if hasFamily, !hasGiven { return .firstName }
    return hasGiven && !hasFamily ? .lastName : .fullName
  }

  private mutating func settleTitle(_ index: Int, _ content: ColumnContent?) {
    if match.sources.contains(where: { $0.role == .salutation }) {
      match.sources[index].role = .other
    } else if let content, content.filled >= 3 {
      match.sources[index].role = content.share(content.salutations) >= 0.5 ? .salutation : .other
    } else {
      match.sources[index].role = .salutation
      match.doubts.append(HeaderMatch.Doubt(column: index, reason: .severalMeanings))
    }
  }

  private mutating func settleCountryCode(_ index: Int, _ content: ColumnContent?) {
    if let content, content.filled >= 3, content.share(content.callingCodes + content.bareCodes) >= 0.9,
      content.share(content.shortBareCodes) >= 0.1
    {
      match.sources[index].role = .callingCode
    } else if let content, content.filled >= 3, content.callingCodes + content.countries > 0 {
      match.sources[index].role = content.callingCodes > content.countries ? .callingCode : .country
    } else if match.sources.contains(where: { $0.role == .callingCode }) {
      match.sources[index].role = .country
    } else {
      // Either way the cell is looked up as what it is; only the column's name waits for somebody to say it.
      match.sources[index].role = .callingCode
      match.doubts.append(HeaderMatch.Doubt(column: index, reason: .severalMeanings))
    }
  }
}
