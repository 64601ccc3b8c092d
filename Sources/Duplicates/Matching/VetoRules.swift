extension ContactIndex {
  /// Decides, before any score, whether two contacts can be one person.
  ///
  /// What is personal (a birth date, an identifier, a mailbox named after its owner) may overrule a name; what a household
  /// or an office shares (a number, an address, `info@`) never does.
  func veto(_ a: ContactFeatures, _ b: ContactFeatures, _ evidence: Evidence, _ model: WeightModel) -> Veto? {
    guard a.hasPersonName || b.hasPersonName else { return vetoCompanies(a, b, evidence) }
    let given = evidence.agreement(.givenName)
    let surname = evidence.agreement(.surname)
    let birth = evidence.agreement(.birthDate)
    let email = evidence.agreement(.email)
    let identifier = evidence.agreement(.identifier)
    let sameIdentifier = identifier == .exact || identifier == .typo
    let sameBirth = birth == .exact || birth == .typo
    let sameEmail = email == .exact || email == .typo
    let address = evidence.agreement(.address)
    let nearBirth = sameBirth || birth == .similar
    /// Enough to be one person under another name.
    var personal = sameIdentifier && (sameBirth || birth == .missing || given.supports || surname.supports || surname == .similar)
    personal = personal || sameEmail && nearBirth
    personal = personal || birth == .exact && evidence.agreement(.phone) == .exact && surname.supports && given == .similar
    // Twins have all this in common too. But where a list gets given names wrong so often, a wrong name is likelier.
    personal =
      personal
      || surname.supports && model.mistakesGivenNames
        && (birth == .exact && (address == .exact || address == .similar) || birth == .typo && address == .exact)
    if evidence.agreement(.nameSuffix) == .different { return .generation }
    if a.suffix != b.suffix, !personal, !(email == .exact && evidence.agreement(.phone) != .different) { return .generation }
    switch given {
    case .different: if !personal { return surname.supports || surname == .missing ? .household : .noName }
    // Who misspells a name does not do so in the mailbox too: two mailboxes named so are two people.
    case .typo, .variant:
      if email == .different, !personal, !sameBirth, areNamedApart(a, b) { return .rivalNames }
      // Nor does the slip often hit the first letter (Pollock and Zamora 1984): Aaron and Daron are brothers.
      if given == .typo, !sameEmail, !nearBirth, !sameIdentifier, haveOtherInitials(a.given, b.given) { return .rivalNames }
    case .rival: if !personal, !(email == .exact && isNamed(a, b) && areSpellings(a.given, b.given)) { return .rivalNames }
    case .similar:
      if !personal, !nearBirth, !sameIdentifier, !(sameEmail && surname.supports),
        !(evidence.agreement(.phone) == .exact && surname.supports && email != .different && evidence.agreement(.address) == .exact)
      {
        return .household
      }
    default: break
    }
    if evidence.agreement(.middleName) == .different || evidence.agreement(.middleName) == .rival, !personal, !sameBirth, !sameEmail {
      return .middleName
    }
    switch surname {
    case .different:
      if !personal, !(given.supports && (sameBirth || sameIdentifier || email == .exact && isNamed(a, b))) { return .surname }
    case .similar:
      if !personal, !sameBirth, !sameIdentifier, !sameEmail, evidence.agreement(.phone) != .exact, evidence.agreement(.address) != .exact {
        return .surname
      }
    default: break
    }
    let alike = given == .similar || surname == .similar
    if !given.supports, !surname.supports, !personal, !(alike && (sameBirth || sameIdentifier)) {
      // The name may stand in the mailbox alone.
      return given == .missing && surname == .missing && email == .exact && isPersonal(a, b) ? nil : .noName
    }
    if !given.supports, !personal, given == .missing || given == .incomparable {
      // A surname and a home are a couple. Only what is one person's own tells which of the two is meant.
      if !sameIdentifier, !nearBirth, !(email == .exact && (given == .incomparable || evidence.agreement(.phone) != .different)),
        !(email == .typo && birth == .variant)
      {
        return .unnamed
      }
    }
    return contactPoint(evidence) == .none ? .noContactPoint : nil
  }

  /// How well something to reach the person, or something that is one person's own, agrees.
  enum ContactPoint { case none, thin, firm }

  func contactPoint(_ evidence: Evidence) -> ContactPoint {
    let phone = evidence.agreement(.phone)
    let email = evidence.agreement(.email)
    let address = evidence.agreement(.address)
    let identifier = evidence.agreement(.identifier)
    let birth = evidence.agreement(.birthDate)
    if phone == .exact || email == .exact || email == .typo || address == .exact { return .firm }
    if identifier == .exact || identifier == .typo || birth == .exact || birth == .typo { return .firm }
    let given = evidence.agreement(.givenName)
    let surname = evidence.agreement(.surname)
    if birth == .similar, given.supports || surname.supports { return given.supports && surname.supports ? .firm : .thin }
    guard given.supports, surname.supports else { return .none }
    if birth == .variant || address == .similar && !(phone == .different && email == .different) { return .thin }
    guard given.isWhole, surname.isWhole else { return .none }
    // Two whole names and something near: thin, and nothing at all when a contact point speaks against it.
    if phone == .different && email == .different { return .none }
    let company = evidence.agreement(.company)
    let isNear = phone == .typo || email == .similar || address == .similar || address == .variant && phone != .different
    return isNear || company == .exact || company == .variant ? .thin : .none
  }

  /// Whether the mailbox that both share is named after one of them.
  func isNamed(_ a: ContactFeatures, _ b: ContactFeatures) -> Bool {
    let common = a.emails.common(b.emails)
    return common != 0 && isNamed(common, a, b)
  }

  /// Whether the mailboxes of two people are named after each by their own spelling.
  private func areNamedApart(_ a: ContactFeatures, _ b: ContactFeatures) -> Bool {
    guard a.given != b.given, !a.emails.isEmpty, !b.emails.isEmpty else { return false }
    let localA = emails.localRange(a.emails[0])
    let localB = emails.localRange(b.emails[0])
    return contains(localA, a.given) && !contains(localA, b.given) && contains(localB, b.given) && !contains(localB, a.given)
  }

  /// Whether a mailbox is named after one of two people.
  func isNamed(_ email: UInt32, _ a: ContactFeatures, _ b: ContactFeatures) -> Bool {
    let local = emails.localRange(email)
    return contains(local, a.given) || contains(local, b.given)
  }

  /// Whether the mailbox that both share looks like one person's: not `info`, not one that half the company uses.
  func isPersonal(_ a: ContactFeatures, _ b: ContactFeatures) -> Bool {
    let common = a.emails.common(b.emails)
    guard common != 0, emails.addresses.uses(of: common) <= 8 else { return false }
    return isNamed(a, b) || !emails.isRole(common)
  }

  private func contains(_ local: Range<Int>, _ word: UInt32) -> Bool {
    let name = names.words.range(word)
    guard name.count >= 3, local.count >= name.count else { return false }
    let letters = names.words.bytes.span
    let address = emails.addresses.bytes.span
    for start in local.lowerBound...(local.upperBound - name.count) {
      var offset = 0
      while offset < name.count, address[start + offset] == letters[name.lowerBound + offset] { offset += 1 }
      if offset == name.count { return true }
    }
    return false
  }

  /// Two records without a person are one place when the name and something to reach it agree.
  private func vetoCompanies(_ a: ContactFeatures, _ b: ContactFeatures, _ evidence: Evidence) -> Veto? {
    let company = evidence.agreement(.company)
    let phone = evidence.agreement(.phone) == .exact
    let address = evidence.agreement(.address)
    let mail = evidence.agreement(.email) == .exact
    if company == .different, !(phone && address == .exact) { return .noName }
    if company == .missing, !(phone && address == .exact) { return .noName }
    if company == .similar, !phone, address != .exact { return .noName }
    // Branches of one house share a name and a switchboard.
    let elsewhere = a.houseNumber != 0 && b.houseNumber != 0 && a.houseNumber != b.houseNumber
    if address == .different, elsewhere, !mail { return .noContactPoint }
    return phone || mail || address == .exact || address == .similar || company == .exact && address != .different ? nil : .noContactPoint
  }
}
