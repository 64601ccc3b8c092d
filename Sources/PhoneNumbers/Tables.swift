internal import CTables

/// The compiled numbering plans as they lie in memory, read in place. What each section holds is said in
/// `Sources/CTables/phones/write_tables.py`, which makes them; both must change together.
///
/// One pointer, and no reference to count: whoever holds tables that were loaded also holds their ``TablesMemory``. Every index that is
/// stored in the tables is checked once, when they are loaded (`Tables+Checks.swift`); that is why the reads below need no checks.
@safe
struct Tables: @unchecked Sendable {
  private let layout: UnsafePointer<Layout>

  /// Where each section lies.
  @unsafe
  fileprivate struct Layout {
    let base: UnsafeRawPointer
    let transitions: UnsafePointer<UInt16>
    let labels: UnsafePointer<UInt8>
    let tails: UnsafePointer<Tail>
    let regionPlans: UnsafePointer<UInt16>
    let codes: UnsafePointer<UInt16>
    let codeRecords: UnsafePointer<CodeRecord>
    let plans: UnsafePointer<PlanRecord>
    let kinds: UnsafePointer<Kind>
    let reports: UnsafePointer<Report>
    let cuts: UnsafePointer<Cut>
    let lengths: UnsafePointer<Lengths>
    let descriptions: UnsafePointer<Description>
    let formats: UnsafePointer<FormatRecord>
    let alphanumericRuns: UnsafePointer<UInt16>
    let strings: UnsafePointer<UInt8>
  }

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
    let domesticRoot: UInt16
  }

  /// What a types' automaton says of a number when it has asked which digits it begins with, and asks no more than how many follow.
  struct Tail {
    /// A bit for each number of digits that follow, from none on.
    private let counts: UInt16
    fileprivate let counted, other: UInt8

    /// The label of a number of which so many digits follow.
    @inline(__always)
    func label(before digits: Int) -> Int {
      digits < UInt16.bitWidth && counts &>> UInt16(truncatingIfNeeded: digits) & 1 != 0 ? Int(counted) : Int(other)
    }

    /// The labels that it may say.
    var labels: [Int] { [Int(counted), Int(other)] }
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
    case transitions, labels, tails, regions, codes, codeRecords, plans, kinds, reports, cuts, lengths, descriptions, formats
    case alphanumerics, strings, version

    /// Bytes of one entry.
    var stride: Int {
      switch self {
      case .transitions: 20
      case .labels, .strings, .version: 1
      case .regions, .codes, .reports, .alphanumerics: 2
      case .codeRecords, .cuts, .lengths: 8
      case .plans: 32
      case .tails, .kinds, .descriptions: 4
      case .formats: 12
      }
    }
  }

  /// The tables that were compiled in.
  static let current = unsafe Tables(base: UnsafeRawPointer(ctables_phones()))

  /// Reads tables at `base`, which must outlive the value. Allocates the list of sections; ``deallocate()`` gives it back.
  init(base: UnsafeRawPointer) {
    func at<Entry>(_ section: Section, _ type: Entry.Type) -> UnsafePointer<Entry> {
      let offset = unsafe base.load(fromByteOffset: 8 + 8 * section.rawValue, as: UInt32.self)
      return unsafe (base + Int(offset)).assumingMemoryBound(to: Entry.self)
    }
    let layout = UnsafeMutablePointer<Layout>.allocate(capacity: 1)
    unsafe layout.initialize(
      to: Layout(
        base: base, transitions: at(.transitions, UInt16.self), labels: at(.labels, UInt8.self), tails: at(.tails, Tail.self),
        regionPlans: at(.regions, UInt16.self), codes: at(.codes, UInt16.self), codeRecords: at(.codeRecords, CodeRecord.self),
        plans: at(.plans, PlanRecord.self),
        kinds: at(.kinds, Kind.self), reports: at(.reports, Report.self), cuts: at(.cuts, Cut.self),
        lengths: at(.lengths, Lengths.self), descriptions: at(.descriptions, Description.self),
        formats: at(.formats, FormatRecord.self), alphanumericRuns: at(.alphanumerics, UInt16.self), strings: at(.strings, UInt8.self)))
    unsafe self.layout = UnsafePointer(layout)
  }

  /// Gives the list of sections back, not the tables themselves.
  func deallocate() {
    unsafe layout.deallocate()
  }

  func count(_ section: Section) -> Int {
    Int(unsafe layout.pointee.base.load(fromByteOffset: 12 + 8 * section.rawValue, as: UInt32.self))
  }

  /// Where `digit` leads from `state`, which is no tail. State 0 is dead and stays so.
  @inline(__always)
  func step(_ state: Int, _ digit: UInt8) -> Int {
    Int(unsafe layout.pointee.transitions[state &* 10 &+ Int(min(digit, 9))])
  }

  /// The same for one of the digits that a `NationalDigits` keeps, none of which is above nine.
  @inline(__always)
  func step(_ state: Int, kept digit: UInt8) -> Int {
    Int(unsafe layout.pointee.transitions[state &* 10 &+ Int(digit)])
  }

  /// Whether a types' automaton leads to a tail, and not to a state: the top bit says so.
  @inline(__always)
  static func isTail(_ target: Int) -> Bool { target >= 0x8000 }

  @inline(__always)
  func tail(_ target: Int) -> Tail { unsafe layout.pointee.tails[target & 0x7FFF] }

  @inline(__always)
  func label(_ state: Int) -> Int { Int(unsafe layout.pointee.labels[state]) }

  @inline(__always)
  func planIndex(of region: Region) -> Int? {
    let entry = Int(unsafe layout.pointee.regionPlans[Int(region.index)])
    return entry == 0 ? nil : entry - 1
  }

  /// The record of a calling code; `nil` where there is no such code.
  @inline(__always)
  func codeRecord(_ code: Int) -> CodeRecord? {
    guard code >= 0, code < 1000 else { return nil }
    let entry = Int(unsafe layout.pointee.codes[code])
    return entry == 0 ? nil : unsafe layout.pointee.codeRecords[entry - 1]
  }

  func codeEntry(_ code: Int) -> Int { Int(unsafe layout.pointee.codes[code]) }

  /// The formats of a list, in the order in which they are tried.
  func formatIndices(_ list: UInt16) -> [Int] {
    let bytes = string(list)
    return stride(from: 0, to: bytes.count - 1, by: 2).map { Int(bytes[$0]) | Int(bytes[$0 + 1]) << 8 }
  }

  @inline(__always)
  func plan(_ index: Int) -> PlanRecord { unsafe layout.pointee.plans[index] }

  /// The calling code's own plan: numbers are measured and formatted by it.
  @inline(__always)
  func mainPlan(_ code: Int) -> PlanRecord? {
    codeRecord(code).map { plan(Int($0.firstPlan)) }
  }

  @inline(__always)
  func typesRoot(_ plan: PlanRecord) -> Int { Int(unsafe layout.pointee.codeRecords[Int(plan.codeRecord)].typesRoot) }

  @inline(__always)
  func kind(_ label: Int) -> Kind { unsafe layout.pointee.kinds[label] }

  @inline(__always)
  func report(_ label: Int) -> Report { unsafe layout.pointee.reports[label] }

  @inline(__always)
  func cut(_ index: UInt8) -> Cut { unsafe layout.pointee.cuts[Int(index)] }

  @inline(__always)
  func lengths(_ index: Int) -> Lengths { unsafe layout.pointee.lengths[index] }

  func description(_ plan: PlanRecord, _ type: UInt8) -> Description? {
    for offset in 0..<Int(plan.descriptionCount) {
      let description = unsafe layout.pointee.descriptions[Int(plan.firstDescription) + offset]
      if description.type == type { return description }
    }
    return nil
  }

  func format(_ index: Int) -> FormatRecord { unsafe layout.pointee.formats[index] }

  /// A copy of the bytes of a string.
  func string(_ offset: UInt16) -> [UInt8] {
    let start = unsafe layout.pointee.strings + Int(offset)
    return unsafe Array(UnsafeBufferPointer(start: start + 1, count: Int(start.pointee)))
  }

  func text(_ offset: UInt16) -> String {
    let start = unsafe layout.pointee.strings + Int(offset)
    return unsafe String(decoding: UnsafeBufferPointer(start: start + 1, count: Int(start.pointee)), as: UTF8.self)
  }

  var version: String {
    let offset = unsafe layout.pointee.base.load(fromByteOffset: 8 + 8 * Section.version.rawValue, as: UInt32.self)
    let bytes = unsafe UnsafeRawBufferPointer(start: layout.pointee.base + Int(offset), count: count(.version))
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// Letters and numbers of any script (Unicode categories L and N). Linear in the number of runs.
  func isAlphanumeric(_ scalar: UInt32) -> Bool {
    var end: UInt32 = 0
    for run in 0..<count(.alphanumerics) {
      end &+= UInt32(unsafe layout.pointee.alphanumericRuns[run])
      if scalar < end { return run % 2 == 1 }
    }
    return false
  }
}

/// The memory of tables that were loaded. A class, because it is given back when the last value that needs it goes.
@safe
final class TablesMemory: @unchecked Sendable {
  let tables: Tables
  private let bytes: UnsafeMutableRawPointer

  /// Takes over `bytes`, whose sections must lie inside.
  init(bytes: UnsafeMutableRawPointer) {
    unsafe self.bytes = bytes
    unsafe tables = Tables(base: UnsafeRawPointer(bytes))
  }

  deinit {
    tables.deallocate()
    unsafe bytes.deallocate()
  }
}
