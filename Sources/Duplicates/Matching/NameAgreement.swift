/// How the names of two contacts compare, without what that weighs.
struct NameAgreement {
  var given: Agreement
  var surname: Agreement
  /// Missing unless both have a middle name.
  var middle: Agreement
  /// How the first one's given name compares with the other's surname, and its surname with the other's given name; nil where the names
  /// compare better as they stand.
  var crossed: (given: Agreement, surname: Agreement)?
}

extension ContactIndex {
  func compareNames(_ a: ContactFeatures, _ b: ContactFeatures) -> NameAgreement {
    var given = compareGiven(a.given, b.given, acrossScripts: a.isGivenTransliterated != b.isGivenTransliterated)
    if given != .exact, given != .missing, a.givenWhole != a.given || b.givenWhole != b.given {
      if a.givenWhole == b.givenWhole || names.sounds[Int(a.givenWhole)] == names.sounds[Int(b.givenWhole)] { given = .variant }
    }
    let surname = compareSurnames(a, b)
    let middle = compareGiven(a.middle, b.middle)
    // Davis David is David Davis before he is anyone's brother.
    let isCrossed = a.givenWhole != 0 && a.givenWhole == b.surnameWhole && a.surnameWhole == b.givenWhole
    if isCrossed && given != .exact || !given.supports && !surname.supports, let crossed = compareCrossed(a, b) {
      return NameAgreement(
        given: crossed.given == .missing ? .missing : .swapped, surname: crossed.surname == .missing ? .missing : .swapped,
        middle: middle, crossed: crossed)
    }
    return NameAgreement(given: given, surname: surname, middle: middle)
  }

  /// Given name and surname in each other's column. Where one of the four is missing, the other three may still tell.
  private func compareCrossed(_ a: ContactFeatures, _ b: ContactFeatures) -> (given: Agreement, surname: Agreement)? {
    func crossing(_ x: UInt32, _ y: UInt32, acrossScripts: Bool) -> Agreement? {
      if x == 0 || y == 0 { return .missing }
      let agreement = compareWords(x, y)
      // In each other's column too, Christian and Christiane are two people.
      if agreement != .exact, !acrossScripts, areRivalGivenNames(x, y) { return nil }
      let isLong = names.words.range(x).count >= 5
      return agreement.isClose || agreement == .similar && isLong ? agreement : nil
    }
    guard
      let given = crossing(a.givenWhole, b.surnameWhole, acrossScripts: a.isGivenTransliterated != b.isSurnameTransliterated),
      let surname = crossing(a.surnameWhole, b.givenWhole, acrossScripts: a.isSurnameTransliterated != b.isGivenTransliterated),
      given != .missing || surname != .missing
    else { return nil }
    return (given, surname)
  }
}
