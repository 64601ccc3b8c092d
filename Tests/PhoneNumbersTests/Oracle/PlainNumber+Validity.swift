import PhoneNumbers

extension PlainNumber {
  /// The national significant number: leading zeros and all, in ASCII digits.
  var nationalDigits: [UInt32] {
    Array(repeating: 0x30, count: max(0, numberOfLeadingZeros)) + String(nationalNumber).unicodeScalars.map(\.value)
  }

  /// True when the number fits its plan: prefix, length and all. Not a promise that anybody would answer.
  func isValid(_ metadata: PlainMetadata) -> Bool {
    type(metadata) != .unknown
  }

  /// What the number's length says. Judged by the main region of the calling code.
  func possibility(_ metadata: PlainMetadata) -> Possibility {
    metadata.mainPlan(ofCallingCode: callingCode)?.possibility(ofLength: nationalDigits.count) ?? .invalidCountryCode
  }

  /// The region that the number belongs to; `nil` where several share the calling code and none knows it. A calling code of one
  /// region answers for every number, valid or not.
  func region(_ metadata: PlainMetadata) -> Region? {
    let regions = metadata.regions(ofCallingCode: callingCode)
    guard regions.count > 1 else { return regions.first }
    let digits = nationalDigits
    return regions.first { region in
      guard let plan = metadata.plan(of: region, callingCode: callingCode) else { return false }
      if let leadingDigits = plan.leadingDigits { return leadingDigits.match(digits, at: 0) != nil }
      return plan.type(of: digits) != .unknown
    }
  }

  /// What kind of line it is; `unknown` exactly when the number is not valid.
  func type(_ metadata: PlainMetadata) -> NumberType {
    guard let region = region(metadata) else { return .unknown }
    return metadata.plan(of: region, callingCode: callingCode)?.type(of: nationalDigits) ?? .unknown
  }
}

extension NumberingPlan {
  func matches(_ digits: [UInt32], _ description: String) -> Bool {
    guard let description = descriptions[description] else { return false }
    return (description.lengths.isEmpty || description.lengths.contains(digits.count)) && description.pattern.matchesWhole(digits)
  }

  func type(of digits: [UInt32]) -> NumberType {
    guard matches(digits, "general_desc") else { return .unknown }
    let order: [(String, NumberType)] = [
      ("premium_rate", .premiumRate), ("toll_free", .tollFree), ("shared_cost", .sharedCost), ("voip", .voip),
      ("personal_number", .personalNumber), ("pager", .pager), ("uan", .uan), ("voicemail", .voicemail),
    ]
    for (description, type) in order where matches(digits, description) { return type }
    switch (matches(digits, "fixed_line"), matches(digits, "mobile")) {
    case (true, true): return .fixedLineOrMobile
    case (true, false): return .fixedLine
    case (false, true): return .mobile
    case (false, false): return .unknown
    }
  }
}
