/// A name taken apart. Every part is cleaned and cased; a part that is not there is empty.
public struct SplitName: Sendable, Equatable {
  /// The titles before the name, as written ("Prof. Dr.").
  public var salutation = ""
  public var first = ""
  /// Further given names or initials.
  public var middle = ""
  /// The family name with its particles; both of two, where people have two.
  public var last = ""
  /// What follows the name ("III", "Jr.", "PhD, MBA").
  public var suffix = ""
  /// A name in quotation marks or parentheses, or one that its owner was born with ("née Smith").
  public var nickname = ""
  public var findings: NameFindings = []

  public init() {}
}

extension NameNormalizer {
  /// Takes a full name apart by the habits of its region.
  ///
  /// Understands "Last, First", titles in front, suffixes behind with or without a comma, nicknames in quotation marks or
  /// parentheses, family names with particles, two family names where people have two (Spain, Latin America), family names
  /// in front (Han, Hangul, Hungary, Vietnam), and family names in capitals ("Jean DUPONT"). Where it had to choose, the
  /// findings say `splitUncertain`. Costs under a microsecond for two plain words, several for more.
  public mutating func split(fullName: Span<UInt8>, region: NameRegion?) -> SplitName {
    var bytes = [UInt8]()
    let findings = normalize(fullName, kind: .full, region: region, into: &bytes)
    // A name that is remembered is normalized without that.
    move(to: region)
    if var plain = splitPlain(bytes) {
      plain.findings = findings
      return plain
    }
    var splitter = NameSplitter(caser: caser)
    var result = splitter.split(String(decoding: bytes, as: UTF8.self))
    result.findings.formUnion(findings)
    recaseParts(of: &result, region: region)
    return result
  }

  /// The fast path: two Latin words, or three with a long one or an initial between, none of which is a title, a suffix or a
  /// particle, where the given name stands in front. Nil for anything else.
  private mutating func splitPlain(_ name: [UInt8]) -> SplitName? {
    guard caser.habits.traits.isDisjoint(with: [.familyFirst, .doubleSurname]) else { return nil }
    for (index, byte) in name.enumerated() {
      switch byte {
      case 0x20, 0x2D, 0x2E, 0x61...0x7A, 0xC3...0xCC: break
      // A capital behind another may set a family name apart.
      case 0x41...0x5A: if index > 0, (0x41...0x5A).contains(name[index - 1]) { return nil }
      case 0x80...0xBF: break
      default: return nil
      }
    }
    fold(name.span)
    let words = folded.words
    guard words.count == 2 || words.count == 3, folded.roles == [], folded.scripts == 1 << 1 else { return nil }
    if words.count == 3 {
      let letters = words[1].core.count
      guard letters > 5 || letters == 1 else { return nil }
    }
    func text(_ index: Int) -> String {
      let end = index + 1 < words.count ? words[index + 1].start - 1 : name.count
      return String(decoding: name[words[index].start..<end], as: UTF8.self)
    }
    var result = SplitName()
    result.first = text(0)
    if words.count == 3 { result.middle = text(1) }
    result.last = text(words.count - 1)
    return result
  }

  /// Takes out of a first-name field what is no first name: titles ("Dr. Ana"), a nickname, a suffix. `last` stays empty.
  public mutating func split(firstName: Span<UInt8>, region: NameRegion?) -> SplitName {
    var bytes = [UInt8]()
    let findings = normalize(firstName, kind: .first, region: region, into: &bytes)
    // As for a full name.
    move(to: region)
    var splitter = NameSplitter(caser: caser)
    var result = splitter.splitFirst(String(decoding: bytes, as: UTF8.self))
    result.findings.formUnion(findings)
    return result
  }

  /// Cases a part that is in capitals while the rest of the name is not: lists write family names so to set them apart.
  private mutating func recaseParts(of name: inout SplitName, region: NameRegion?) {
    func isShouted(_ part: String, among others: String...) -> Bool {
      let letters = part.unicodeScalars.filter(\.properties.isAlphabetic)
      return letters.count > 2 && letters.allSatisfy { !$0.properties.isLowercase }
        && letters.contains { $0.properties.isUppercase }
    }
    for (part, kind) in [(\SplitName.first, NameKind.first), (\.middle, .first), (\.last, .last)] {
      guard isShouted(name[keyPath: part]) else { continue }
      var bytes = [UInt8]()
      var text = name[keyPath: part]
      text.makeContiguousUTF8()
      name.findings.formUnion(
        normalize(text.utf8.span, kind: kind, region: region, isBesideGivenName: !name.first.isEmpty, into: &bytes))
      name[keyPath: part] = String(decoding: bytes, as: UTF8.self)
    }
  }
}
