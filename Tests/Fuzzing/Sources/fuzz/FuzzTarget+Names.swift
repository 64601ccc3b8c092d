import PersonNames

extension FuzzTarget {
  private static let regions = ["", "US", "NL", "BE", "TR", "DE", "FR", "ES", "IE", "KR", "EG", "GR", "LT", "HU", "JP", "IN"]

  /// Casing a name that was cased changes nothing.
  static let names = FuzzTarget(name: "names") { input in
    var choices = Choices(input)
    let kind = choices.one(of: NameKind.allCases)
    let region = NameRegion(alpha2: choices.one(of: regions))
    var normalizer = NameNormalizer()
    let text = String(decoding: choices.text, as: UTF8.self)
    let once = normalizer.normalized(text, kind: kind, region: region)
    let twice = normalizer.normalized(once, kind: kind, region: region)
    return once.utf8.elementsEqual(twice.utf8) ? nil : "\(text.debugDescription): \(once.debugDescription), \(twice.debugDescription)"
  }

  /// A salutation is read the same however it is cased, and what it means in English is one that reads as itself; a full name comes apart
  /// without an end to the program.
  static let salutations = FuzzTarget(name: "salutations") { input in
    var choices = Choices(input)
    let language = choices.one(of: [nil, "en", "de", "fr", "es", "it"])
    let region = NameRegion(alpha2: choices.one(of: regions))
    let bytes = choices.text
    var normalizer = NameNormalizer()
    _ = normalizer.split(firstName: bytes.span, region: region)
    _ = normalizer.split(fullName: bytes.span, region: region)
    let text = String(decoding: bytes, as: UTF8.self)
    guard case .salutation(let salutation) = Salutation.parse(text, language: language) else { return nil }
    guard case .salutation(let again) = Salutation.parse(salutation.canonical, language: "en") else {
      return "\(text.debugDescription) is \(salutation.canonical), which is none"
    }
    return again.canonical == salutation.canonical ? nil : "\(salutation.canonical) is \(again.canonical)"
  }
}
