@testable import PhoneNumbers

extension PlainNumber {
  init(scalars: [UInt32], region: Region?, metadata: PlainMetadata) throws(PhoneNumber.ParseError) {
    var possible = try PlainText(scalars, metadata: metadata)
    let home = region.flatMap { metadata.plans[$0] }
    let plusCount = possible.plusCount
    guard home != nil || plusCount > 0 else { throw .invalidCountryCode }
    let extensionDigits = possible.takeExtension()

    var found: (code: Int, number: [UInt32])?
    do {
      found = try metadata.callingCode(in: possible.scalars[...], hasPlus: plusCount > 0, home: home)
    } catch {
      guard error == .invalidCountryCode, plusCount > 0 else { throw error }
      found = try metadata.callingCode(in: possible.scalars[plusCount...], hasPlus: false, home: home)
      guard found != nil else { throw .invalidCountryCode }
    }

    var digits: [UInt32]
    let plan: NumberingPlan
    if let found, let main = metadata.mainPlan(ofCallingCode: found.code) {
      // A number that names its code is read by the plan it was dialled from only when that is the code's main region.
      digits = found.number
      plan = main
    } else if let home {
      digits = normalizedDigits(possible.scalars[...])
      plan = home
    } else {
      throw .invalidCountryCode
    }

    guard digits.count >= 2 else { throw .tooShortNSN }
    let stripped = plan.withoutNationalPrefix(digits)
    switch plan.possibility(ofLength: stripped.count) {
    case .tooShort, .possibleLocalOnly, .invalidLength: break
    default: digits = stripped
    }
    guard digits.count >= 2 else { throw .tooShortNSN }
    guard digits.count <= 17 else { throw .tooLong }

    var zeros = 0
    while zeros < digits.count - 1, digits[zeros] == 0x30 { zeros += 1 }
    self.init(
      callingCode: plan.callingCode,
      nationalNumber: digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) },
      numberOfLeadingZeros: zeros,
      extensionDigits: text(extensionDigits))
  }
}

extension PlainMetadata {
  /// Finds the calling code that a number begins with: behind a plus or an international prefix, or written without either where
  /// the number only makes sense that way. `nil` if it is a national number.
  func callingCode(
    in text: ArraySlice<UInt32>, hasPlus: Bool, home: NumberingPlan?
  ) throws(PhoneNumber.ParseError) -> (code: Int, number: [UInt32])? {
    var text = text
    var isInternational = hasPlus
    if hasPlus {
      text = text.drop { $0 == 0x2B || $0 == 0xFF0B }
    }
    guard hasPlus || !text.isEmpty else { return nil }
    var digits = normalizedDigits(text)
    if !hasPlus, let match = home?.internationalPrefix?.match(digits, at: 0) {
      let end = match.range.upperBound
      // No calling code begins with 0, so a 0 behind the prefix means that it is none.
      if end == digits.count || digits[end] != 0x30 {
        isInternational = true
        digits.removeFirst(end)
      }
    }
    if isInternational {
      guard digits.count > 2 else { throw .tooShortAfterIDD }
      var code = 0
      for length in 1...3 where digits[0] != 0x30 {
        code = code * 10 + Int(digits[length - 1] - 0x30)
        if regionsByCode[code] != nil { return (code, Array(digits[length...])) }
      }
      throw .invalidCountryCode
    }
    guard let home else { return nil }
    let prefix = String(home.callingCode).unicodeScalars.map(\.value)
    guard digits.starts(with: prefix) else { return nil }
    let rest = home.withoutNationalPrefix(Array(digits[prefix.count...]))
    let isBetter = !home.matchesGeneral(digits) && home.matchesGeneral(rest)
    guard isBetter || home.possibility(ofLength: digits.count) == .tooLong else { return nil }
    return (home.callingCode, rest)
  }
}

extension NumberingPlan {
  func matchesGeneral(_ digits: [UInt32]) -> Bool {
    general?.pattern.matchesWhole(digits) ?? false
  }

  /// Takes the national prefix and a carrier code off, or rewrites them, unless that spoils a number that was good before.
  func withoutNationalPrefix(_ digits: [UInt32]) -> [UInt32] {
    guard !digits.isEmpty, let nationalPrefixForParsing, let match = nationalPrefixForParsing.match(digits, at: 0) else { return digits }
    let rest = digits[match.range.upperBound...]
    var result = Array(rest)
    if !transformRule.isEmpty, let last = match.groups.last, last != nil {
      result = expand(transformRule, groups: match.groups, of: digits) + rest
    }
    if matchesGeneral(digits), !matchesGeneral(result) { return digits }
    return result
  }

  /// What a length means by this plan, whatever the type of the number.
  func possibility(ofLength length: Int) -> Possibility {
    guard let general, let shortest = general.lengths.first, let longest = general.lengths.last else { return .invalidLength }
    if general.localLengths.contains(length) { return .possibleLocalOnly }
    if length < shortest { return .tooShort }
    if length > longest { return .tooLong }
    return general.lengths.contains(length) ? .possible : .invalidLength
  }
}

/// Writes `template` with `$1` and so on replaced by what the groups matched.
func expand(_ template: String, groups: [Range<Int>?], of text: [UInt32]) -> [UInt32] {
  var result: [UInt32] = []
  var isReference = false
  for scalar in template.unicodeScalars {
    if isReference {
      isReference = false
      let number = Int(scalar.value) - 0x31
      if groups.indices.contains(number), let range = groups[number] { result += text[range] }
    } else if scalar == "$" {
      isReference = true
    } else {
      result.append(scalar.value)
    }
  }
  return result
}
