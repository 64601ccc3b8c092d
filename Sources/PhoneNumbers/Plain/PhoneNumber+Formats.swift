extension PhoneNumber {
  /// Appends `+`, the calling code and the national number (ITU-T E.164), without the extension, in ASCII.
  public func appendE164(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "+"))
    bytes.append(contentsOf: String(callingCode).utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, numberOfLeadingZeros)))
    bytes.append(contentsOf: String(nationalNumber).utf8)
  }

  /// `+41446681800`: for storing and comparing; without the extension.
  public var e164: String {
    var bytes: [UInt8] = []
    appendE164(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `+41 44 668 1800`: for people anywhere (ITU-T E.123), with the extension.
  public func international(_ metadata: PhoneMetadata) -> String {
    guard let plan = metadata.mainPlan(ofCallingCode: callingCode) else { return text(nationalDigits) }
    let formats = plan.internationalFormats.isEmpty ? plan.formats : plan.internationalFormats
    return "+\(callingCode) " + grouped(by: formats, national: false) + suffix(plan)
  }

  /// `044 668 1800`: for people in the same country, with the extension.
  public func national(_ metadata: PhoneMetadata) -> String {
    guard let plan = metadata.mainPlan(ofCallingCode: callingCode) else { return text(nationalDigits) }
    return grouped(by: plan.formats, national: true) + suffix(plan)
  }

  /// `tel:+41-44-668-1800`: a link (RFC 3966), with `;ext=`.
  public func rfc3966(_ metadata: PhoneMetadata) -> String {
    guard let plan = metadata.mainPlan(ofCallingCode: callingCode) else { return text(nationalDigits) }
    let formats = plan.internationalFormats.isEmpty ? plan.formats : plan.internationalFormats
    let separators = Pattern("[\(PossibleNumber.punctuation)]")
    let groups = grouped(by: formats, national: false).unicodeScalars.map(\.value)
      .split { separators.matchesWhole([$0]) }
      .map { text(Array($0)) }
    let digits = `extension`.digits
    return "tel:+\(callingCode)-" + groups.joined(separator: "-") + (digits.isEmpty ? "" : ";ext=" + digits)
  }

  private func text(_ scalars: [UInt32]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
    return String(text)
  }

  private func suffix(_ plan: NumberingPlan) -> String {
    let digits = `extension`.digits
    if digits.isEmpty { return "" }
    return (plan.extensionPrefix.isEmpty ? " ext. " : plan.extensionPrefix) + digits
  }

  private func grouped(by formats: [NumberingPlan.Format], national: Bool) -> String {
    let digits = nationalDigits
    for format in formats where format.leadingDigits.map({ $0.match(digits, at: 0) != nil }) ?? true {
      guard let match = format.pattern.match(digits, at: 0, whole: true) else { continue }
      let template = national && !format.prefixRule.isEmpty ? format.nationalTemplate : format.template
      return text(expand(template, groups: match.groups, of: digits))
    }
    return text(digits)
  }
}

extension NumberingPlan.Format {
  /// The template with its first group written by the prefix rule.
  fileprivate var nationalTemplate: String {
    guard let sign = template.firstIndex(of: "$") else { return template }
    let group = template[sign...].prefix(2)
    let rule = prefixRule.split(separator: "$1", omittingEmptySubsequences: false).joined(separator: group)
    return String(template[..<sign] + rule + template[sign...].dropFirst(2))
  }
}
