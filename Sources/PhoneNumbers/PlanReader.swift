/// Reads the digits of a number by the numbering plans: finds the calling code, takes prefixes off.
///
/// The same for the fast path and the slow one, which differ only in how they get from a text to its digits.
struct PlanReader {
  let tables: Tables
  /// The plan of the region that the number would be dialled in.
  let home: Int?

  /// - Parameters:
  ///   - digits: All digits of the text, the extension's not among them. Becomes the national significant number.
  ///   - hasPlus: Whether a plus sign stood before them.
  /// - Returns: The calling code.
  @inline(__always)
  func read(_ digits: inout NationalDigits, hasPlus: Bool) throws(PhoneNumber.ParseError) -> Int {
    if hasPlus {
      guard digits.count > 2 else { throw .tooShortAfterIDD }
      // With an unknown code behind it, a plus is taken for a slip, and the digits are read as dialled at home.
      guard let code = try takeCallingCode(&digits) else { return try readAtHome(&digits, orFail: true) }
      return code
    }
    return try readAtHome(&digits, orFail: false)
  }

  @inline(__always)
  private func takeCallingCode(_ digits: inout NationalDigits) throws(PhoneNumber.ParseError) -> Int? {
    guard let (code, length) = callingCode(&digits), let plan = tables.mainPlan(code) else { return nil }
    digits.removeFirst(length)
    try makeNational(&digits, plan)
    return code
  }

  /// - Parameter orFail: Whether a number that does not name its calling code is no number.
  @inline(__always)
  private func readAtHome(_ digits: inout NationalDigits, orFail: Bool) throws(PhoneNumber.ParseError) -> Int {
    guard let home else { throw .invalidCountryCode }
    let plan = tables.plan(home)
    if let end = internationalPrefix(&digits, plan) {
      digits.removeFirst(end)
      guard digits.count > 2 else { throw .tooShortAfterIDD }
      guard let code = try takeCallingCode(&digits) else { throw .invalidCountryCode }
      return code
    }
    if let rest = withoutOwnCode(&digits, plan) {
      digits = rest
      // A number that names its calling code is read by the main plan of the code, whichever of its regions it is dialled in.
      try makeNational(&digits, tables.mainPlan(Int(plan.callingCode)) ?? plan)
    } else if orFail {
      throw .invalidCountryCode
    } else {
      try makeNational(&digits, plan)
    }
    return Int(plan.callingCode)
  }

  /// Runs an automaton of prefixes. Returns the number of the cut that it reports last; 0 for none.
  @inline(__always)
  private func prefix(_ digits: inout NationalDigits, _ root: UInt16) -> UInt8 {
    if root == 0 { return 0 }
    var state = Int(root)
    var cut: UInt8 = 0
    digits.forEach { digit in
      let report = tables.report(tables.label(state))
      if report.now != 0 { cut = report.now }
      state = tables.step(state, kept: digit)
      return state != 0
    }
    if state != 0 {
      let report = tables.report(tables.label(state))
      if report.atEnd != 0 { cut = report.atEnd }
    }
    return cut
  }

  /// Where the international prefix ends, if there is one. No calling code begins with 0, so a 0 behind it means that it is none.
  @inline(__always)
  private func internationalPrefix(_ digits: inout NationalDigits, _ plan: Tables.PlanRecord) -> Int? {
    let cut = prefix(&digits, plan.internationalPrefixRoot)
    guard cut != 0 else { return nil }
    let end = Int(tables.cut(cut).cut)
    return end < digits.kept && digits[end] == 0 ? nil : end
  }

  @inline(__always)
  private func callingCode(_ digits: inout NationalDigits) -> (code: Int, length: Int)? {
    let front = digits.front
    guard front.one != 0 else { return nil }
    if tables.codeEntry(front.one) != 0 { return (front.one, 1) }
    if tables.codeEntry(front.two) != 0 { return (front.two, 2) }
    return tables.codeEntry(front.three) != 0 ? (front.three, 3) : nil
  }

  /// The number without the calling code of its own plan, if it is only a number without it.
  @inline(__always)
  private func withoutOwnCode(_ digits: inout NationalDigits, _ plan: Tables.PlanRecord) -> NationalDigits? {
    let length = plan.callingCode < 10 ? 1 : plan.callingCode < 100 ? 2 : 3
    guard digits.count >= length else { return nil }
    let front = digits.front
    let code = length == 1 ? front.one : length == 2 ? front.two : front.three
    return code == Int(plan.callingCode) ? withoutOwnCode(&digits, plan, length: length) : nil
  }

  @inline(never)
  private func withoutOwnCode(_ digits: inout NationalDigits, _ plan: Tables.PlanRecord, length: Int) -> NationalDigits? {
    var rest = digits
    rest.removeFirst(length)
    removeNationalPrefix(&rest, plan)
    let isBetter = !matchesGeneral(&digits, plan) && matchesGeneral(&rest, plan)
    guard isBetter || tables.lengths(Int(plan.lengths)).possibility(of: digits.count) == .tooLong else { return nil }
    return rest
  }

  /// Makes the national significant number of what stands behind the calling code.
  @inline(__always)
  private func makeNational(_ digits: inout NationalDigits, _ plan: Tables.PlanRecord) throws(PhoneNumber.ParseError) {
    guard digits.count >= 2 else { throw .tooShortNSN }
    let cut = plan.nationalPrefixRoot == 0 ? 0 : prefix(&digits, plan.nationalPrefixRoot)
    if cut != 0 {
      let stripped = without(cut, &digits, plan)
      switch tables.lengths(Int(plan.lengths)).possibility(of: stripped.count) {
      case .possible, .tooLong: digits = stripped
      default: break
      }
      guard digits.count >= 2 else { throw .tooShortNSN }
    }
    guard digits.count <= 17 else { throw .tooLong }
  }

  private func removeNationalPrefix(_ digits: inout NationalDigits, _ plan: Tables.PlanRecord) {
    guard digits.count > 0 else { return }
    let cut = prefix(&digits, plan.nationalPrefixRoot)
    if cut != 0 { digits = without(cut, &digits, plan) }
  }

  /// Takes the national prefix and a carrier code off, or rewrites them, unless that spoils a number that was good before.
  @inline(__always)
  private func without(_ cut: UInt8, _ digits: inout NationalDigits, _ plan: Tables.PlanRecord) -> NationalDigits {
    var result = digits.applying(tables.cut(cut))
    return matchesGeneral(&digits, plan) && !matchesGeneral(&result, plan) ? digits : result
  }

  /// Whether the number fits the plan as a whole, its possible lengths left aside.
  private func matchesGeneral(_ digits: inout NationalDigits, _ plan: Tables.PlanRecord) -> Bool {
    guard digits.count <= 17 else { return false }
    var state = Int(plan.generalRoot)
    digits.forEach { digit in
      state = tables.step(state, kept: digit)
      return state != 0
    }
    return state != 0 && tables.label(state) != 0
  }
}
