internal import CTables

/// The compiled numbering plans as they lie in memory, read in place. What each section holds is said in `tables/phones/write_tables.py`,
/// which makes them; both must change together.
///
/// A class because it may own the memory, and so that passing metadata around costs one pointer. Every index that is stored in the
/// tables is checked once, when they are loaded (`Tables+Checks.swift`); that is why the reads below need no checks.
@safe
final class Tables: @unchecked Sendable {
  private let base: UnsafeRawPointer
  private let owned: UnsafeMutableRawPointer?
  private let transitions: UnsafePointer<UInt16>
  private let labels: UnsafePointer<UInt8>
  private let regionPlans: UnsafePointer<UInt16>
  private let codes: UnsafePointer<UInt16>
  private let codeRecords: UnsafePointer<CodeRecord>
  private let plans: UnsafePointer<PlanRecord>
  private let kinds: UnsafePointer<Kind>
  private let reports: UnsafePointer<Report>
  private let cuts: UnsafePointer<Cut>
  private let lengths: UnsafePointer<Lengths>
  private let descriptions: UnsafePointer<Description>
  private let formats: UnsafePointer<FormatRecord>
  private let alphanumericRuns: UnsafePointer<UInt16>
  private let strings: UnsafePointer<UInt8>

  /// A calling code: its plans stand together, the main one first.
  struct CodeRecord {
    let firstPlan, planCount, typesRoot, reserved: UInt16
  }

  struct PlanRecord {
    let region, callingCode, codeRecord, rank: UInt16
    let generalRoot, internationalPrefixRoot, nationalPrefixRoot: UInt16
    let lengths: UInt16
    let firstDescription, descriptionCount: UInt16
    let formats, internationalFormats: UInt16
    let extensionPrefix, nationalPrefix, dialledPrefix: UInt16
  }

  /// What a types' automaton says of a number.
  struct Kind {
    let rank, type: UInt8
    let validBy: UInt16
  }

  struct Report {
    let now, atEnd: UInt8
  }

  /// How a prefix is taken off: `cut` digits go, and `literal` and the digits of `copyStart..<copyEnd` come in their place.
  struct Cut {
    let cut, copyStart, copyEnd, literalCount: UInt8
    let literal: (UInt8, UInt8, UInt8, UInt8)  // values 0 to 9
  }

  /// Possible lengths as bits.
  struct Lengths {
    let possible, localOnly: UInt32

    func possibility(of count: Int) -> Possibility {
      guard count < 32 else { return .tooLong }
      let bit = UInt32(1) << UInt32(count)
      if localOnly & bit != 0 { return .possibleLocalOnly }
      if possible & bit != 0 { return .possible }
      if possible & (bit &- 1) == 0 { return .tooShort }
      return possible < bit ? .tooLong : .invalidLength
    }
  }

  struct Description {
    let type, lengths: UInt8
    let example: UInt16
  }

  struct FormatRecord {
    let leadingDigitsRoot: UInt16
    let leastDigits, mostDigits: UInt8
    let groups, template, nationalTemplate, carrierTemplate: UInt16
  }

  /// Sections in the order of the file.
  enum Section: Int, CaseIterable {
    case transitions, labels, regions, codes, codeRecords, plans, kinds, reports, cuts, lengths, descriptions, formats
    case alphanumerics, strings, version

    /// Bytes of one entry.
    var stride: Int {
      switch self {
      case .transitions: 20
      case .labels, .strings, .version: 1
      case .regions, .codes, .reports, .alphanumerics: 2
      case .codeRecords, .cuts, .lengths: 8
      case .plans: 30
      case .kinds, .descriptions: 4
      case .formats: 12
      }
    }
  }

  /// The tables that were compiled in.
  static let current = unsafe Tables(base: UnsafeRawPointer(ctables_phones()), owned: nil)

  /// Takes over `owned`, which must have passed `Tables.check`.
  init(base: UnsafeRawPointer, owned: UnsafeMutableRawPointer?) {
    func at<Entry>(_ section: Section, _ type: Entry.Type) -> UnsafePointer<Entry> {
      let offset = unsafe base.load(fromByteOffset: 8 + 8 * section.rawValue, as: UInt32.self)
      return unsafe (base + Int(offset)).assumingMemoryBound(to: Entry.self)
    }
    unsafe self.base = base
    unsafe self.owned = owned
    unsafe transitions = at(.transitions, UInt16.self)
    unsafe labels = at(.labels, UInt8.self)
    unsafe regionPlans = at(.regions, UInt16.self)
    unsafe codes = at(.codes, UInt16.self)
    unsafe codeRecords = at(.codeRecords, CodeRecord.self)
    unsafe plans = at(.plans, PlanRecord.self)
    unsafe kinds = at(.kinds, Kind.self)
    unsafe reports = at(.reports, Report.self)
    unsafe cuts = at(.cuts, Cut.self)
    unsafe lengths = at(.lengths, Lengths.self)
    unsafe descriptions = at(.descriptions, Description.self)
    unsafe formats = at(.formats, FormatRecord.self)
    unsafe alphanumericRuns = at(.alphanumerics, UInt16.self)
    unsafe strings = at(.strings, UInt8.self)
  }

  deinit {
    unsafe owned?.deallocate()
  }

  func count(_ section: Section) -> Int {
    Int(unsafe base.load(fromByteOffset: 12 + 8 * section.rawValue, as: UInt32.self))
  }

  /// Where `digit` leads from `state`. State 0 is dead and stays so.
  @inline(__always)
  func step(_ state: Int, _ digit: UInt8) -> Int {
    Int(unsafe transitions[state &* 10 &+ Int(min(digit, 9))])
  }

  @inline(__always)
  func label(_ state: Int) -> Int { Int(unsafe labels[state]) }

  @inline(__always)
  func planIndex(of region: Region) -> Int? {
    let entry = Int(unsafe regionPlans[Int(region.index)])
    return entry == 0 ? nil : entry - 1
  }

  /// The record of a calling code; `nil` where there is no such code.
  @inline(__always)
  func codeRecord(_ code: Int) -> CodeRecord? {
    guard code >= 0, code < 1000 else { return nil }
    let entry = Int(unsafe codes[code])
    return entry == 0 ? nil : unsafe codeRecords[entry - 1]
  }

  func codeEntry(_ code: Int) -> Int { Int(unsafe codes[code]) }

  /// The formats of a list, in the order in which they are tried.
  func formatIndices(_ list: UInt16) -> [Int] {
    let bytes = string(list)
    return stride(from: 0, to: bytes.count - 1, by: 2).map { Int(bytes[$0]) | Int(bytes[$0 + 1]) << 8 }
  }

  @inline(__always)
  func plan(_ index: Int) -> PlanRecord { unsafe plans[index] }

  /// The calling code's own plan: numbers are measured and formatted by it.
  @inline(__always)
  func mainPlan(_ code: Int) -> PlanRecord? {
    codeRecord(code).map { plan(Int($0.firstPlan)) }
  }

  @inline(__always)
  func typesRoot(_ plan: PlanRecord) -> Int { Int(unsafe codeRecords[Int(plan.codeRecord)].typesRoot) }

  @inline(__always)
  func kind(_ label: Int) -> Kind { unsafe kinds[label] }

  @inline(__always)
  func report(_ label: Int) -> Report { unsafe reports[label] }

  @inline(__always)
  func cut(_ index: UInt8) -> Cut { unsafe cuts[Int(index)] }

  @inline(__always)
  func lengths(_ index: Int) -> Lengths { unsafe lengths[index] }

  func description(_ plan: PlanRecord, _ type: UInt8) -> Description? {
    for offset in 0..<Int(plan.descriptionCount) {
      let description = unsafe descriptions[Int(plan.firstDescription) + offset]
      if description.type == type { return description }
    }
    return nil
  }

  func format(_ index: Int) -> FormatRecord { unsafe formats[index] }

  /// A copy of the bytes of a string.
  func string(_ offset: UInt16) -> [UInt8] {
    let start = unsafe strings + Int(offset)
    return unsafe Array(UnsafeBufferPointer(start: start + 1, count: Int(start.pointee)))
  }

  func text(_ offset: UInt16) -> String {
    let start = unsafe strings + Int(offset)
    return unsafe String(decoding: UnsafeBufferPointer(start: start + 1, count: Int(start.pointee)), as: UTF8.self)
  }

  var version: String {
    let offset = unsafe base.load(fromByteOffset: 8 + 8 * Section.version.rawValue, as: UInt32.self)
    let bytes = unsafe UnsafeRawBufferPointer(start: base + Int(offset), count: count(.version))
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// Letters and numbers of any script (Unicode categories L and N). Linear in the number of runs.
  func isAlphanumeric(_ scalar: UInt32) -> Bool {
    var end: UInt32 = 0
    for run in 0..<count(.alphanumerics) {
      end &+= UInt32(unsafe alphanumericRuns[run])
      if scalar < end { return run % 2 == 1 }
    }
    return false
  }
}
