/// Compares two contacts and decides whether they can be one person.
///
/// The veto comes before any score: evidence about a shared home, however much, never makes one person of two.
struct PairComparison {
  private(set) var evidence = Evidence()
  private(set) var veto: Veto?
  /// Whether all that a contact point says is "perhaps": such a pair needs more to be accepted.
  private(set) var isThin = false

  /// The score that such a pair needs, given that of any other.
  func required(_ threshold: Double) -> Double { isThin ? threshold + 3 : threshold }
}

extension ContactIndex {
  func compare(_ first: Int, _ second: Int, _ model: WeightModel) -> PairComparison {
    let a = contacts[first]
    let b = contacts[second]
    var evidence = Evidence()
    if a.hasPersonName || b.hasPersonName {
      compareNames(a, b, model, &evidence)
      if let veto = vetoByName(a, b, evidence) { return PairComparison(evidence: evidence, veto: veto) }
    }
    comparePhones(a, b, model, &evidence)
    compareEmails(a, b, model, &evidence)
    compareBirthDates(a, b, model, &evidence)
    compareIdentifiers(a, b, model, &evidence)
    compareAddresses(a, b, model, &evidence)
    compareCompanies(a, b, model, &evidence)
    model.adjust(&evidence)
    let veto = veto(a, b, evidence, model)
    let isThin = veto == nil && a.hasPersonName && contactPoint(evidence) != .firm
    return PairComparison(evidence: evidence, veto: veto, isThin: isThin)
  }

  /// The veto that two first names are, where neither record has anything that could overrule it: most pairs of a large
  /// list end here. The evidence then says only what of their contact points is the same.
  private func vetoByName(_ a: ContactFeatures, _ b: ContactFeatures, _ evidence: Evidence) -> Veto? {
    guard evidence.agreement(.givenName) == .different, a.identifier == 0 || b.identifier == 0,
      a.birthDate == 0 || b.birthDate == 0, a.suffix == b.suffix
    else { return nil }
    let surname = evidence.agreement(.surname)
    return surname.supports || surname == .missing ? .household : .noName
  }

  private func compareNames(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    let agreement = compareNames(a, b)
    if let crossed = agreement.crossed {
      evidence.set(.givenName, agreement.given, crossedWeight(a.givenWhole, b.surnameWhole, crossed.given, model))
      evidence.set(.surname, agreement.surname, crossedWeight(a.surnameWhole, b.givenWhole, crossed.surname, model))
    } else {
      let givenUses = max(names.givenUses[Int(a.given)], names.givenUses[Int(b.given)])
      let surnameUses = max(names.surnameUses[Int(a.surname)], names.surnameUses[Int(b.surname)])
      evidence.set(.givenName, agreement.given, model.name(agreement.given, uses: givenUses))
      evidence.set(
        .surname, agreement.surname, agreement.surname == .different ? -4 : model.name(agreement.surname, uses: surnameUses))
    }
    if a.middle != 0, b.middle != 0 {
      let middle = agreement.middle
      evidence.set(.middleName, middle, middle == .exact ? 3 : middle == .different || middle == .rival ? -4 : 1)
    }
    if a.suffix != b.suffix {
      evidence.set(.nameSuffix, a.suffix == 0 || b.suffix == 0 ? .missing : .different, -1)
    } else if a.suffix != 0 {
      evidence.set(.nameSuffix, .exact, 2)
    }
  }

  /// What two words weigh that compare so in each other's column.
  private func crossedWeight(_ x: UInt32, _ y: UInt32, _ agreement: Agreement, _ model: WeightModel) -> Double {
    if agreement == .missing { return 0 }
    let usesX = names.givenUses[Int(x)] &+ names.surnameUses[Int(x)]
    let usesY = names.givenUses[Int(y)] &+ names.surnameUses[Int(y)]
    return model.name(agreement, uses: max(usesX, usesY)) - 1
  }

  private func comparePhones(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    if a.phones.isEmpty || b.phones.isEmpty { return }
    let common = a.phones.common(b.phones)
    if common != 0 { return evidence.set(.phone, .exact, model.agreeing(uses: phones.uses(of: common), share: 0.7)) }
    let bytes = phones.bytes.span
    for i in a.phones.indices {
      for j in b.phones.indices where phones.unsharedLetters(a.phones[i], b.phones[j]) <= 2 {
        if isOneEdit(bytes, phones.range(a.phones[i]), phones.range(b.phones[j])) {
          return evidence.set(.phone, .typo, 4)
        }
      }
    }
    evidence.set(.phone, .different, -2)
  }

  private func compareEmails(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    if a.emails.isEmpty || b.emails.isEmpty { return }
    let common = a.emails.common(b.emails)
    if common != 0 {
      return evidence.set(.email, .exact, model.agreeing(uses: emails.addresses.uses(of: common), share: 0.7))
    }
    let bytes = emails.addresses.bytes.span
    var found = Agreement.different
    var weight = -2.0
    for i in a.emails.indices {
      for j in b.emails.indices {
        let x = a.emails[i]
        let y = b.emails[j]
        let rangeX = emails.addresses.range(x)
        let rangeY = emails.addresses.range(y)
        let limit = max(1, min(3, min(rangeX.count, rangeY.count) / 7))
        let localX = emails.localRange(x)
        let localY = emails.localRange(y)
        let inLocal = max(1, min(2, min(localX.count, localY.count) / 6))
        if emails.addresses.unsharedLetters(x, y) <= 2 * limit,
          editDistance(bytes, rangeX, rangeY, limit: limit) <= limit,
          editDistance(bytes, localX, localY, limit: inLocal) <= inLocal
        {
          // jsmith12 and jsmith47 are two people of one name, not one mistyped mailbox.
          if differInDigitsOnly(bytes, rangeX, rangeY) { continue }
          found = .typo
          weight = max(weight, model.agreeing(uses: 2, share: 0.05))
        } else if emails.local[Int(x)] == emails.local[Int(y)], emails.localRange(x).count >= 5 {
          // So are two john.smith at two providers: only a local part that is no mere name is a person's habit.
          guard hasDigit(bytes, emails.localRange(x)) || !isNamed(x, a, b) else {
            weight = max(weight, 0)
            continue
          }
          if found == .different { found = .similar }
          weight = max(weight, model.agreeing(uses: emails.localParts.uses(of: emails.local[Int(x)]), share: 0.03))
        }
      }
    }
    evidence.set(.email, found, weight)
  }

  private func hasDigit(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where bytes[index] >= 0x30 && bytes[index] <= 0x39 { return true }
    return false
  }

  /// Whether two texts are the same but for the digits in them, and those are not only in another order.
  private func differInDigitsOnly(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Bool {
    var sumA = 0 as UInt64
    var sumB = 0 as UInt64
    var i = a.lowerBound
    var j = b.lowerBound
    while true {
      while i < a.upperBound, bytes[i] >= 0x30, bytes[i] <= 0x39 {
        sumA &+= 1 << (UInt64(bytes[i] & 15) * 4)
        i += 1
      }
      while j < b.upperBound, bytes[j] >= 0x30, bytes[j] <= 0x39 {
        sumB &+= 1 << (UInt64(bytes[j] & 15) * 4)
        j += 1
      }
      if i == a.upperBound || j == b.upperBound { return i == a.upperBound && j == b.upperBound && sumA != sumB }
      if bytes[i] != bytes[j] { return false }
      i += 1
      j += 1
    }
  }

  private func compareBirthDates(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    if a.birthDate == 0 || b.birthDate == 0 { return }
    if a.birthDate == b.birthDate {
      return evidence.set(.birthDate, .exact, model.agreeing(uses: birthDates[a.birthDate] ?? 1, share: 0.8))
    }
    let agreement = compareDates(a.birthDate, b.birthDate)
    evidence.set(.birthDate, agreement, agreement == .typo ? 5.5 : agreement == .similar ? 3.5 : agreement == .variant ? 1 : -4)
  }

  private func compareIdentifiers(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    if a.identifier == 0 || b.identifier == 0 { return }
    if a.identifier == b.identifier {
      return evidence.set(.identifier, .exact, model.identifying(uses: identifiers.uses(of: a.identifier)))
    }
    let rangeA = identifiers.range(a.identifier)
    let rangeB = identifiers.range(b.identifier)
    let isTypo = min(rangeA.count, rangeB.count) >= 6 && isOneEdit(identifiers.bytes.span, rangeA, rangeB)
    evidence.set(.identifier, isTypo ? .typo : .different, isTypo ? 6 : -4)
  }

  private func compareCompanies(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    if a.website != 0, b.website != 0 {
      let uses = places.uses(of: a.website)
      evidence.set(
        .website, a.website == b.website ? .exact : .different, a.website == b.website ? model.agreeing(uses: uses, share: 0.5) : -0.5)
    }
    if a.company == 0 || b.company == 0 { return }
    let person = a.hasPersonName || b.hasPersonName
    if a.company == b.company {
      return evidence.set(.company, .exact, model.agreeing(uses: companies.names.uses(of: a.company), share: 0.6))
    }
    let similarity = companies.similarity(a.company, b.company, records: model.records)
    if similarity >= 0.6 { return evidence.set(.company, .variant, 6) }
    if similarity >= 0.3 { return evidence.set(.company, .similar, 2) }
    evidence.set(.company, .different, person ? -1 : -5)
  }
}

extension Agreement {
  /// Whether a name that compares so speaks for one person.
  var supports: Bool {
    switch self {
    case .exact, .variant, .nickname, .typo, .initial, .swapped: true
    case .missing, .incomparable, .similar, .rival, .different: false
    }
  }

  var isClose: Bool { self == .exact || self == .typo || self == .variant }
  /// Whether a whole name agrees, spelling aside.
  var isWhole: Bool { self == .exact || self == .variant || self == .swapped }
  var isKnown: Bool { self != .missing && self != .incomparable }
}
