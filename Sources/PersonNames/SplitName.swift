/// A full name taken apart. Every part is cleaned and cased; a part that is not there is empty.
public struct SplitName: Sendable, Equatable {
  /// The titles before the name, as written ("Dr.").
  public var salutation = ""
  public var first = ""
  /// Further given names or initials.
  public var middle = ""
  public var last = ""
  /// What follows the name ("III", "Jr.", "PhD").
  public var suffix = ""
  /// A name in quotation marks or parentheses.
  public var nickname = ""
  public var findings: NameFindings = []

  public init() {}
}

extension NameNormalizer {
  /// Takes a full name apart: "Last, First", or else the last word is the family name.
  public mutating func split(fullName: Span<UInt8>, region: NameRegion?) -> SplitName {
    var result = SplitName()
    var bytes = [UInt8]()
    result.findings = normalize(fullName, kind: .full, region: region, into: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    if let comma = text.firstIndex(of: ",") {
      result.last = normalized(String(text[..<comma]), kind: .last, region: region)
      result.first = normalized(String(text[text.index(after: comma)...]), kind: .first, region: region)
    } else if let space = text.lastIndex(of: " ") {
      result.first = String(text[..<space])
      result.last = String(text[text.index(after: space)...])
    } else {
      result.last = text
      result.findings.insert(.splitUncertain)
    }
    return result
  }
}
