extension PhoneNumber {
  /// True when the number belongs to a place: fixed lines, and mobile numbers where the plan gives them to areas.
  public func isGeographical(_ metadata: PhoneMetadata) -> Bool {
    isGeographical(type(metadata))
  }

  private func isGeographical(_ type: NumberType) -> Bool {
    switch type {
    case .fixedLine, .fixedLineOrMobile: true
    // China, Mexico, Argentina, Brazil, Indonesia.
    case .mobile: [86, 52, 54, 55, 62].contains(callingCode)
    default: false
    }
  }

  /// How many digits of the national number are an area code; 0 where there is none.
  ///
  /// Area codes change, and some plans have none: for most purposes the whole number is the better choice.
  public func areaCodeLength(_ metadata: PhoneMetadata) -> Int {
    let type = type(metadata)
    guard let region = region(metadata), let plan = metadata.tables.planIndex(of: region).map(metadata.tables.plan) else { return 0 }
    // Without a national prefix a plan is closed and has no areas; Mexico is the exception, and Italy's zero is one.
    guard plan.nationalPrefix != 0 || italianLeadingZero || callingCode == 52 else { return 0 }
    // Chinese mobile numbers belong to places, but not by an area code.
    guard !(type == .mobile && callingCode == 86), isGeographical(type) else { return 0 }
    return nationalDestinationCodeLength(metadata)
  }

  /// How many digits of the national number are its first group, when written for people abroad; 0 if it is in one piece.
  /// In Argentina the 9 of mobile numbers counts.
  public func nationalDestinationCodeLength(_ metadata: PhoneMetadata) -> Int {
    let groups = with(extension: PhoneExtension()).international(metadata).utf8.split { !(0x30...0x39 ~= $0) }.map(\.count)
    guard groups.count > 2 else { return 0 }
    return callingCode == 54 && type(metadata) == .mobile ? groups[1] + groups[2] : groups[1]
  }

  /// False for numbers that can be dialled only inside their region.
  public func canBeDialledFromAbroad(_ metadata: PhoneMetadata) -> Bool {
    let tables = metadata.tables
    guard let region = region(metadata), let plan = tables.planIndex(of: region).map(tables.plan) else { return true }
    let digits = NationalDigits(self)
    var state = Int(plan.domesticRoot)
    for index in 0..<digits.kept { state = tables.step(state, digits[index]) }
    return tables.label(state) == 0
  }

  /// The number with digits taken off its end until it is valid; `nil` if none of its beginnings is.
  public func truncated(_ metadata: PhoneMetadata) -> PhoneNumber? {
    var number = self
    while !number.isValid(metadata) {
      let shorter = number.nationalNumber / 10
      number = PhoneNumber(
        callingCode: callingCode, nationalNumber: shorter, numberOfLeadingZeros: numberOfLeadingZeros, extension: `extension`)
      if shorter == 0 || number.possibility(metadata) == .tooShort { return nil }
    }
    return number
  }
}
