@testable import PhoneNumbers

/// The numbering plans as patterns: what the plain implementation reads.
struct PlainMetadata: Sendable {
  /// The release of libphonenumber's metadata that this is, such as `9.0.43`.
  private(set) var version = ""
  var plans: [Region: NumberingPlan] = [:]
  var worldPlans: [Int: NumberingPlan] = [:]
  var regionsByCode: [Int: [Region]] = [:]
  var alphanumerics: [ClosedRange<UInt32>] = []

  /// Reads metadata in the form that `Sources/CTables/phones/write_plain.py` writes.
  init(_ text: [UInt8]) {
    var plan: NumberingPlan?
    for line in text.split(separator: 10) {
      let fields = line.split(separator: 9, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      switch fields[0] {
      case "version": version = fields[1]
      case "alphanumerics": alphanumerics = ranges(fields[1])
      case "code": regionsByCode[Int(fields[1]) ?? 0] = fields[2].split(separator: " ").compactMap { Region($0) }
      case "plan":
        insert(plan)
        plan = NumberingPlan(fields: fields)
      case "description": plan?.descriptions[fields[1]] = NumberingPlan.Description(fields: fields)
      case "formats": plan?.formats.append(NumberingPlan.Format(fields: fields))
      case "international_formats": plan?.internationalFormats.append(NumberingPlan.Format(fields: fields))
      default: break
      }
    }
    insert(plan)
  }

  private mutating func insert(_ plan: NumberingPlan?) {
    guard let plan, let region = plan.region else { return }
    if region == .world { worldPlans[plan.callingCode] = plan } else { plans[region] = plan }
  }

  private func ranges(_ text: String) -> [ClosedRange<UInt32>] {
    text.split(separator: " ").compactMap { range in
      let bounds = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      return bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]...bounds[1] : nil
    }
  }
}

extension PlainMetadata {
  /// The calling code of a region; `nil` for one without a plan, and for `001`, which has several.
  func callingCode(of region: Region) -> Int? {
    plans[region]?.callingCode
  }

  /// The regions that share a calling code, the main one first; `001` alone for a non-geographical code; empty for no code at all.
  func regions(ofCallingCode code: Int) -> [Region] {
    regionsByCode[code] ?? []
  }

  /// Every region with a plan of its own, by code; without `001`.
  var supportedRegions: [Region] {
    plans.keys.sorted { $0.index < $1.index }
  }

  /// The plan that numbers of a calling code are formatted and measured by: that of its main region.
  func mainPlan(ofCallingCode code: Int) -> NumberingPlan? {
    regionsByCode[code]?.first.flatMap { plan(of: $0, callingCode: code) }
  }

  func plan(of region: Region, callingCode: Int) -> NumberingPlan? {
    region == .world ? worldPlans[callingCode] : plans[region]
  }
}
