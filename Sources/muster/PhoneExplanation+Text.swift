internal import Countries
internal import PhoneNumbers
internal import Pipeline

extension PhoneExplanation {
  /// The explanation as lines for a person, under the text that it is about.
  func text(about input: String) -> String {
    ([input] + lines.map { "  \($0.label.padded)\($0.value)" }).map(\.visible).joined(separator: "\n")
  }

  private var lines: [(label: String, value: String)] {
    var lines: [(String, String)] = []
    if result.number != nil {
      lines.append(("valid", "yes"))
    } else {
      lines.append(("valid", "no: \(reason)"))
      if let example { lines.append(("expected", "something like \(example)")) }
    }
    if let region { lines.append(("country", "\(region.code), \(Country(alpha2: region.code)?.englishName ?? "no single country")")) }
    if type != .unknown { lines.append(("type", type.name.lowercased().replacing("_", with: " "))) }
    if result.number != nil {
      lines += [("E.164", e164), ("international", international), ("national", national), ("RFC 3966", rfc3966)]
    }
    for repair in result.repairs {
      let since = repair.since.map { ", in force since \($0)" } ?? ""
      lines.append(("repaired", "\(repair.code): \"\(repair.before)\" became \"\(repair.after)\"\(since)"))
    }
    for other in result.others { lines.append(("also there", other.e164)) }
    for candidate in result.candidates { lines.append(("or else", candidate.e164)) }
    return lines
  }

  private var reason: String {
    switch result.failure {
    case nil, .notANumber: "nothing in it reads as a telephone number"
    case .empty: "there is nothing"
    case .noRegion: "it has no country: write it with + or give --region"
    case .unknownCallingCode: "no country has this calling code"
    case .tooShort: "it is too short"
    case .localOnly: "it lacks its area code"
    case .tooLong: "it is too long"
    case .invalidLength: "no number of the country has this length"
    case .notAssigned: "it lies in no range that is in use"
    case .digitsLost: "scientific notation has cost it digits; export it again from its source as text"
    case .ambiguous: "it can be read in more than one way"
    }
  }
}

extension String {
  /// A label with room after it, so that values stand below each other.
  fileprivate var padded: String { self + String(repeating: " ", count: max(1, 15 - count)) }
}
