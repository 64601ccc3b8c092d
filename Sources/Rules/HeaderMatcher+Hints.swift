extension HeaderMatcher {
  /// Finds the columns that hint at others: the parts of addresses among those that are carried, and the labels of numbers.
  func findHints(_ names: [HeaderName], in match: inout HeaderMatch) {
    for index in match.sources.indices {
      switch match.sources[index].role {
      // A name that the rules carry under a name of their own ("State/Region") is an address' all the same.
      case .other, nil: match.sources[index].hint = hint(names[index])
      default: match.sources[index].hint = nil
      }
    }
    let numbers = match.sources.indices.filter { match.sources[$0].role == .phoneNumber }
    for label in match.sources.indices where match.sources[label].hint == .phoneLabel {
      let ordinal = names[label].ordinal
      let fitting = numbers.filter { abs($0 - label) <= 2 && names[$0].ordinal == ordinal && match.sources[$0].label == nil }
      // The number stands behind its label more often than before it.
      if let number = fitting.min(by: { (abs($0 - label), -$0) < (abs($1 - label), -$1) }) {
        match.sources[number].label = label
      } else {
        match.sources[label].hint = nil
      }
    }
  }

  private func hint(_ name: HeaderName) -> HomeHint? {
    guard !name.isEmpty else { return nil }
    return (synonyms.meaning(of: name) ?? synonyms.meaning(inOtherWords: name))?.hint
  }
}

extension HeaderName {
  /// The number in the name ("Phone 2 - Label"); nil without one.
  var ordinal: Int? {
    words.last { $0.allSatisfy { (0x30...0x39).contains($0) } }.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}
