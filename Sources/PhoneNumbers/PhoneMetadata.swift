/// The numbering plans of the world, as a value: the ones compiled in are ``current``, others can be loaded in their place.
///
/// Nothing is parsed and nothing is built at start-up: the tables are read as they lie in memory. Copying costs two pointers.
public struct PhoneMetadata: Sendable {
  let tables: Tables
  /// Keeps loaded tables alive; those compiled in need nobody.
  private let memory: TablesMemory?

  /// The metadata that was compiled in.
  public static let current = PhoneMetadata(tables: .current)

  private init(tables: Tables) {
    self.tables = tables
    memory = nil
  }

  /// Loads tables in the form that `Sources/CTables/phones/write_tables.py` writes, and checks them. `nil` if they are damaged or of another
  /// form. Linear in their size.
  public init?(tables bytes: Span<UInt8>) {
    guard let memory = TablesMemory(checking: bytes) else { return nil }
    self.memory = memory
    tables = memory.tables
  }

  /// The release of libphonenumber's metadata that this is, such as `9.0.43`.
  public var version: String { tables.version }
}

extension PhoneMetadata {
  /// The calling code of a region; `nil` for one without a plan, and for `001`, which has several.
  public func callingCode(of region: Region) -> Int? {
    tables.planIndex(of: region).map { Int(tables.plan($0).callingCode) }
  }

  /// The regions that share a calling code, the main one first; `001` alone for a non-geographical code; empty for no code at all.
  public func regions(ofCallingCode code: Int) -> [Region] {
    guard let record = tables.codeRecord(code) else { return [] }
    return (0..<Int(record.planCount)).map { Region(index: tables.plan(Int(record.firstPlan) + $0).region) }
  }

  /// The main region of a calling code; `nil` for no code at all.
  public func mainRegion(ofCallingCode code: Int) -> Region? {
    tables.mainPlan(code).map { Region(index: $0.region) }
  }

  /// Every region with a plan of its own, by code; without `001`.
  public var supportedRegions: [Region] {
    (0..<Region.count).map { Region(index: UInt16($0)) }.filter { tables.planIndex(of: $0) != nil }
  }

  /// Every calling code, in order.
  public var callingCodes: [Int] {
    (1..<1000).filter { tables.codeRecord($0) != nil }
  }
}
