/// Where a number belongs and what kind it is, found in one walk over its digits.
public struct Classification: Sendable, Hashable {
  /// The region that the number belongs to; `nil` where several share the calling code and none knows it, and for an unknown code.
  /// A calling code of one region answers for every number, valid or not.
  public let region: Region?
  /// `unknown` exactly when the number is not valid.
  public let type: NumberType

  /// True when the number fits its plan: prefix, length and all. Not a promise that anybody would answer.
  public var isValid: Bool { type != .unknown }
}

extension PhoneNumber {
  /// Region and type together, at the cost of one of them. Linear in the number of digits.
  public func classification(_ metadata: PhoneMetadata) -> Classification {
    var digits = NationalDigits(self)
    return classification(&digits, metadata)
  }

  /// - Parameter digits: the national significant number.
  @inline(__always)
  func classification(_ digits: inout NationalDigits, _ metadata: PhoneMetadata) -> Classification {
    let tables = metadata.tables
    guard let code = tables.codeRecord(callingCode) else { return Classification(region: nil, type: .unknown) }
    let kind = PhoneNumber.kind(&digits, tables, code)
    let rank = code.planCount == 1 ? 0 : Int(kind.rank)
    let region = rank < Int(code.planCount) ? Region(index: tables.plan(Int(code.firstPlan) + rank).region) : nil
    return Classification(region: region, type: NumberType(rawValue: kind.type) ?? .unknown)
  }

  /// What a number is: read as far as its plan asks which digits it has, two or three as a rule, and counted from there.
  @inline(__always)
  private static func kind(_ digits: inout NationalDigits, _ tables: Tables, _ code: Tables.CodeRecord) -> Tables.Kind {
    var state = Int(code.typesRoot)
    var read = 0
    digits.forEach { digit in
      guard !Tables.isTail(state) else { return false }
      state = tables.step(state, kept: digit)
      read &+= 1
      return true
    }
    return tables.kind(Tables.isTail(state) ? tables.tail(state).label(before: digits.count &- read) : tables.label(state))
  }

  /// True when the number fits its plan: prefix, length and all. Not a promise that anybody would answer.
  public func isValid(_ metadata: PhoneMetadata) -> Bool {
    classification(metadata).isValid
  }

  /// The region that the number belongs to: see ``Classification/region``.
  public func region(_ metadata: PhoneMetadata) -> Region? {
    classification(metadata).region
  }

  /// What kind of line it is; `unknown` exactly when the number is not valid.
  public func type(_ metadata: PhoneMetadata) -> NumberType {
    classification(metadata).type
  }

  /// True when the number is valid by the plan of `region`, even if by the order of plans it belongs to another region of the same
  /// calling code. For a calling code without geography, `region` is `001`.
  public func isValid(in region: Region, _ metadata: PhoneMetadata) -> Bool {
    var isValid = false
    forEachValidRegion(metadata) { if $0 == region { isValid = true } }
    return isValid
  }

  /// All regions that the number is valid in, by their plans: several where these overlap.
  public func validRegions(_ metadata: PhoneMetadata) -> [Region] {
    var regions: [Region] = []
    forEachValidRegion(metadata) { regions.append($0) }
    return regions
  }

  @inline(__always)
  private func forEachValidRegion(_ metadata: PhoneMetadata, _ body: (Region) -> Void) {
    let tables = metadata.tables
    guard let code = tables.codeRecord(callingCode) else { return }
    var digits = NationalDigits(self)
    let validBy = tables.string(PhoneNumber.kind(&digits, tables, code).validBy)
    for index in stride(from: 0, to: validBy.count - 1, by: 2) where Int(validBy[index]) < Int(code.planCount) {
      body(Region(index: tables.plan(Int(code.firstPlan) + Int(validBy[index])).region))
    }
  }

  /// What the number's length says. Judged by the main region of the calling code.
  public func possibility(_ metadata: PhoneMetadata) -> Possibility {
    guard let plan = metadata.tables.mainPlan(callingCode) else { return .invalidCountryCode }
    return metadata.tables.lengths(Int(plan.lengths)).possibility(of: NationalDigits(self).count)
  }

  /// What the number's length says if it is to be of one type. Judged by the main region of the calling code.
  public func possibility(as type: NumberType, _ metadata: PhoneMetadata) -> Possibility {
    guard let plan = metadata.tables.mainPlan(callingCode) else { return .invalidCountryCode }
    guard type != .unknown else { return possibility(metadata) }
    let tables = metadata.tables
    func lengths(_ type: NumberType) -> Tables.Lengths? {
      tables.description(plan, type.rawValue).map { tables.lengths(Int($0.lengths)) }
    }
    let found: Tables.Lengths?
    if type == .fixedLineOrMobile {
      let both = [lengths(.fixedLine), lengths(.mobile)].compactMap { $0 }
      found =
        both.isEmpty
        ? nil
        : Tables.Lengths(
          possible: both.reduce(0) { $0 | $1.possible }, localOnly: both.reduce(0) { $0 | $1.localOnly })
    } else {
      found = lengths(type)
    }
    return found?.possibility(of: NationalDigits(self).count) ?? .invalidLength
  }
}
