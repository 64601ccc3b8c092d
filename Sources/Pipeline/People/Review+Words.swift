internal import Duplicates

extension Review.Clue {
  /// Every comparison that found something, the weightiest first.
  static func all(of evidence: Evidence) -> [Review.Clue] {
    var clues: [Review.Clue] = []
    for comparison in Comparison.allCases {
      let (agreement, weight) = evidence[comparison]
      guard agreement != .missing || weight != 0 else { continue }
      clues.append(Review.Clue(subject: comparison.words, finding: agreement.words, weight: weight))
    }
    return clues.enumerated().sorted { (-abs($0.element.weight), $0.offset) < (-abs($1.element.weight), $1.offset) }.map(\.element)
  }
}

extension Comparison {
  fileprivate var words: String {
    switch self {
    case .givenName: "first name"
    case .surname: "last name"
    case .middleName: "middle name"
    case .nameSuffix: "name suffix"
    case .phone: "phone"
    case .email: "e-mail"
    case .birthDate: "date of birth"
    case .identifier: "identifier"
    case .address: "address"
    case .city: "city"
    case .company: "company"
    case .website: "website"
    }
  }
}

extension Agreement {
  fileprivate var words: String {
    switch self {
    case .missing: "in one only"
    case .incomparable: "in scripts that cannot be compared"
    case .exact: "same"
    case .variant: "another spelling"
    case .nickname: "nickname"
    case .initial: "initial"
    case .typo: "mistyped"
    case .similar: "alike"
    case .rival: "one letter apart, both in use"
    case .swapped: "in the other's place"
    case .different: "different"
    }
  }
}

extension Veto {
  var words: String {
    switch self {
    case .household: "other first names: people of one household or office"
    case .unnamed: "no first name to tell which of a household is meant"
    case .rivalNames: "first names one letter apart, both in use: likely brothers and sisters"
    case .generation: "a junior and a senior"
    case .middleName: "other middle names"
    case .surname: "other last names"
    case .noName: "no name agrees"
    case .noContactPoint: "only the name agrees"
    }
  }
}

extension BlockingKey {
  /// What its records share.
  var words: String {
    switch self {
    case .phone: "a number"
    case .email: "an e-mail address"
    case .identifier: "an identifier"
    case .name: "a name"
    case .wordAndPostcode: "a name and a postcode"
    case .wordAndCity: "a name and a city"
    case .wordAndCompany: "a name and a company"
    case .wordAndBirthday: "a name and a birthday"
    case .wordAndBirthYear: "a name and a year of birth"
    case .birthDate: "a date of birth"
    case .address: "an address"
    case .emailLocalPart: "the part of an address before the @"
    case .emailDomain: "a mail domain"
    case .company: "a company"
    }
  }
}
