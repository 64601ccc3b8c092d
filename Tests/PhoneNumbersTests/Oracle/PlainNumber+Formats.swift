extension PlainNumber {
  /// `+41446681800`.
  var e164: String { "+\(callingCode)" + text(nationalDigits) }

  /// `+41 44 668 1800`: for people anywhere (ITU-T E.123), with the extension.
  func international(_ metadata: PlainMetadata) -> String {
    guard let plan = metadata.mainPlan(ofCallingCode: callingCode) else { return text(nationalDigits) }
    let formats = plan.internationalFormats.isEmpty ? plan.formats : plan.internationalFormats
    return "+\(callingCode) " + grouped(by: formats, national: false) + suffix(plan)
  }

  /// `044 668 1800`: for people in the same country, with the extension.
  func national(_ metadata: PlainMetadata) -> String {
    guard let plan = metadata.mainPlan(ofCallingCode: callingCode) else { return text(nationalDigits) }
    return grouped(by: plan.formats, national: true) + suffix(plan)
  }

  /// `tel:+41-44-668-1800`: a link (RFC 3966), with `;ext=`.
  func rfc3966(_ metadata: PlainMetadata) -> String {
    guard let plan = metadata.mainPlan(ofCallingCode: callingCode) else { return text(nationalDigits) }
    let formats = plan.internationalFormats.isEmpty ? plan.formats : plan.internationalFormats
    let separators = Pattern("[\(PlainText.punctuation)]")
    let groups = grouped(by: formats, national: false).unicodeScalars.map(\.value)
      .split { separators.matchesWhole([$0]) }
      .map { text(Array($0)) }
    let digits = extensionDigits
    return "tel:+\(callingCode)-" + groups.joined(separator: "-") + (digits.isEmpty ? "" : ";ext=" + digits)
  }

  private func suffix(_ plan: NumberingPlan) -> String {
    let digits = extensionDigits
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
