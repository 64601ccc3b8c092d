/// Reads the digits of a number by the numbering plans: finds the calling code, takes prefixes off.
///
/// The same for the fast path and the slow one, which differ only in how they get from a text to its digits.
struct PlanReader {
  let tables: Tables
  /// The plan of the region that the number would be dialled in.
  let home: Int?

  /// - Parameters:
  ///   - digits: All digits of the text, as values 0 to 9; the extension's not among them.
  ///   - hasPlus: Whether a plus sign stood before them.
  @inline(__always)
  func read(_ digits: Span<UInt8>, hasPlus: Bool) throws(PhoneNumber.ParseError) -> (callingCode: Int, digits: NationalDigits) {
    var isInternational = hasPlus
    var start = 0
    if !hasPlus, let home {
      if let end = internationalPrefix(digits, tables.plan(home)) {
        isInternational = true
        start = end
      }
    }
    if isInternational {
      guard digits.count - start > 2 else { throw .tooShortAfterIDD }
      if let (code, length) = callingCode(digits, at: start), let plan = tables.mainPlan(code) {
        return (code, try national(NationalDigits(digits, from: start + length), plan))
      }
      // With an unknown code behind it, a plus is taken for a slip, and the digits are read as dialled at home.
      guard hasPlus else { throw .invalidCountryCode }
      return try withoutPlus(digits)
    }
    guard let home else { throw .invalidCountryCode }
    let plan = tables.plan(home)
    let all = NationalDigits(digits, from: 0)
    if let rest = withoutOwnCode(all, plan) {
      return (Int(plan.callingCode), try national(rest, mainPlan(plan)))
    }
    return (Int(plan.callingCode), try national(all, plan))
  }

  @inline(never)
  private func withoutPlus(_ digits: Span<UInt8>) throws(PhoneNumber.ParseError) -> (callingCode: Int, digits: NationalDigits) {
    guard let home else { throw .invalidCountryCode }
    let plan = tables.plan(home)
    if let start = internationalPrefix(digits, plan) {
      guard digits.count - start > 2 else { throw .tooShortAfterIDD }
      guard let (code, length) = callingCode(digits, at: start), let main = tables.mainPlan(code) else { throw .invalidCountryCode }
      return (code, try national(NationalDigits(digits, from: start + length), main))
    }
    guard let rest = withoutOwnCode(NationalDigits(digits, from: 0), plan) else { throw .invalidCountryCode }
    return (Int(plan.callingCode), try national(rest, mainPlan(plan)))
  }

  /// A number that names its calling code is read by the main plan of the code, whichever of its regions it is dialled in.
  private func mainPlan(_ plan: Tables.PlanRecord) -> Tables.PlanRecord {
    tables.mainPlan(Int(plan.callingCode)) ?? plan
  }

  /// Where the international prefix ends, if there is one. No calling code begins with 0, so a 0 behind it means that it is none.
  @inline(__always)
  private func internationalPrefix(_ digits: Span<UInt8>, _ plan: Tables.PlanRecord) -> Int? {
    var state = Int(plan.internationalPrefixRoot)
    var report: UInt8 = 0
    var position = 0
    while state != 0 {
      let found = tables.report(tables.label(state))
      if position == digits.count {
        if found.atEnd != 0 { report = found.atEnd }
        break
      }
      if found.now != 0 { report = found.now }
      state = tables.step(state, digits[position])
      position += 1
    }
    guard report != 0 else { return nil }
    let end = Int(tables.cut(report).cut)
    return end < digits.count && digits[end] == 0 ? nil : end
  }

  @inline(__always)
  private func callingCode(_ digits: Span<UInt8>, at start: Int) -> (code: Int, length: Int)? {
    guard digits[start] != 0 else { return nil }
    var code = 0
    for length in 1...3 {
      code = code * 10 + Int(digits[start + length - 1])
      if tables.codeEntry(code) != 0 { return (code, length) }
    }
    return nil
  }

  /// The number without the calling code of its own plan, if it is only a number without it.
  @inline(__always)
  private func withoutOwnCode(_ digits: NationalDigits, _ plan: Tables.PlanRecord) -> NationalDigits? {
    let code = UInt8(truncatingIfNeeded: plan.callingCode % 10)
    let length = plan.callingCode < 10 ? 1 : plan.callingCode < 100 ? 2 : 3
    guard digits.count >= length, digits[length - 1] == code else { return nil }
    return withoutOwnCode(digits, plan, length: length)
  }

  @inline(never)
  private func withoutOwnCode(_ digits: NationalDigits, _ plan: Tables.PlanRecord, length: Int) -> NationalDigits? {
    var code = 0
    for index in 0..<length { code = code * 10 + Int(digits[index]) }
    guard code == Int(plan.callingCode) else { return nil }
    let cut = Tables.Cut(cut: UInt8(length), copyStart: 0, copyEnd: 0, literalCount: 0, literal: (0, 0, 0, 0))
    let rest = withoutNationalPrefix(digits.applying(cut), plan)
    let isBetter = !matchesGeneral(digits, plan) && matchesGeneral(rest, plan)
    guard isBetter || tables.lengths(Int(plan.lengths)).possibility(of: digits.count) == .tooLong else { return nil }
    return rest
  }

  /// The national significant number, from what stands behind the calling code.
  @inline(__always)
  private func national(_ digits: NationalDigits, _ plan: Tables.PlanRecord) throws(PhoneNumber.ParseError) -> NationalDigits {
    guard digits.count >= 2 else { throw .tooShortNSN }
    var result = digits
    let stripped = withoutNationalPrefix(digits, plan)
    switch tables.lengths(Int(plan.lengths)).possibility(of: stripped.count) {
    case .possible, .tooLong: result = stripped
    default: break
    }
    guard result.count >= 2 else { throw .tooShortNSN }
    guard result.count <= 17 else { throw .tooLong }
    return result
  }

  /// Takes the national prefix and a carrier code off, or rewrites them, unless that spoils a number that was good before.
  @inline(__always)
  private func withoutNationalPrefix(_ digits: NationalDigits, _ plan: Tables.PlanRecord) -> NationalDigits {
    var state = Int(plan.nationalPrefixRoot)
    guard state != 0, digits.count > 0 else { return digits }
    var report: UInt8 = 0
    var position = 0
    while state != 0 {
      let found = tables.report(tables.label(state))
      if position == digits.count {
        if found.atEnd != 0 { report = found.atEnd }
        break
      }
      if found.now != 0 { report = found.now }
      guard position < NationalDigits.capacity else { break }
      state = tables.step(state, digits[position])
      position += 1
    }
    guard report != 0 else { return digits }
    let result = digits.applying(tables.cut(report))
    if matchesGeneral(digits, plan), !matchesGeneral(result, plan) { return digits }
    return result
  }

  /// Whether the number fits the plan as a whole, its possible lengths left aside.
  private func matchesGeneral(_ digits: NationalDigits, _ plan: Tables.PlanRecord) -> Bool {
    guard digits.count <= 17 else { return false }
    var state = Int(plan.generalRoot)
    for index in 0..<digits.count { state = tables.step(state, digits[index]) }
    return tables.label(state) != 0
  }
}
