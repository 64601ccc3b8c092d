extension ContactIndex {
  /// Compares street, number, quarter, city and postcode as one thing: they are not independent, and a household shares
  /// them all.
  func compareAddresses(_ a: ContactFeatures, _ b: ContactFeatures, _ model: WeightModel, _ evidence: inout Evidence) {
    let street = comparePlaces(a.street, b.street)
    let number = a.houseNumber == 0 || b.houseNumber == 0 ? .missing : a.houseNumber == b.houseNumber ? Agreement.exact : .different
    let postcode = comparePlaces(a.postcode, b.postcode)
    let city = comparePlaces(a.city, b.city)
    let locality = comparePlaces(a.locality, b.locality)
    var weight = placeWeight(street, a.street, b.street, model, against: -3)
    weight +=
      number == .exact ? min(placeWeight(.exact, a.houseNumber, b.houseNumber, model, against: 0), 6) : number == .different ? -2 : 0
    weight += placeWeight(postcode, a.postcode, b.postcode, model, against: -2)
    weight += placeWeight(locality, a.locality, b.locality, model, against: -1)
    // One address is one fact: however many fields tell it, it is no rarer than one address among all records.
    weight = max(-6, min(weight, -model.prior))
    let agreement: Agreement
    if street.isClose, number == .exact || number == .missing && postcode.isClose || postcode == .exact && number != .different {
      agreement = .exact
    } else if street.isClose && postcode.isClose || number == .exact && postcode.isClose && (locality.isClose || street != .different) {
      agreement = .similar
    } else if street.isKnown || postcode.isKnown || locality.isKnown {
      agreement = postcode == .exact || locality == .exact && city.isClose || street == .exact && street.isKnown ? .variant : .different
    } else {
      agreement = .missing
    }
    evidence.set(.address, agreement, agreement == .missing ? 0 : weight)
    // The city is already in the postcode.
    let cityWeight = placeWeight(city, a.city, b.city, model, against: -2)
    evidence.set(.city, city, postcode == .exact && cityWeight > 0 ? 0 : cityWeight)
  }

  private func placeWeight(_ agreement: Agreement, _ a: UInt32, _ b: UInt32, _ model: WeightModel, against: Double) -> Double {
    let uses = max(places.uses(of: a), places.uses(of: b))
    switch agreement {
    case .exact: return model.agreeing(uses: uses, share: 0.8)
    case .typo, .variant: return max(0, model.agreeing(uses: uses, share: 0.1))
    case .similar: return 1
    case .different: return against
    default: return 0
    }
  }

  private func comparePlaces(_ a: UInt32, _ b: UInt32) -> Agreement {
    if a == 0 || b == 0 { return .missing }
    if a == b { return .exact }
    let rangeA = places.range(a)
    let rangeB = places.range(b)
    let bytes = places.bytes.span
    // The letter that tells the kind of place stands before each.
    let shorter = min(rangeA.count, rangeB.count) - 1
    let unshared = places.unsharedLetters(a, b)
    if unshared <= 2, shorter >= 4, isOneEdit(bytes, rangeA, rangeB) { return .typo }
    if unshared <= 4, shorter >= 6, editDistance(bytes, rangeA, rangeB, limit: 2) <= 2 { return .variant }
    if shorter >= 5, startsAlike(bytes, rangeA, rangeB) { return .variant }
    if shorter >= 5, unshared * 3 <= rangeA.count + rangeB.count, jaroWinkler(bytes, rangeA, rangeB) >= 0.92 { return .similar }
    return .different
  }

  /// Whether one text is the beginning of the other: a street without what its copy adds.
  private func startsAlike(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Bool {
    for offset in 0..<min(a.count, b.count) where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] { return false }
    return true
  }
}
