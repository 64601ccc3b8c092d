internal import ICU

/// What parts of a list ask of a record, so that values are counted and records that may be one person come together, in whichever part
/// they are: hashes that are the same everywhere.
public struct ContactSignature: Sendable, Equatable {
  /// A block that a record is in, with all others of one `key` and `hash`.
  public struct Block: Sendable, Equatable {
    public let key: BlockingKey
    public let hash: UInt32
    /// What parts the records of a block that is too large: they are compared in the order of this, then of their rows.
    public let name: UInt32

    public init(key: BlockingKey, hash: UInt32, name: UInt32) {
      self.key = key
      self.hash = hash
      self.name = name
    }
  }

  /// The values that the record has: each counts once in the list for every time that it stands here.
  public let counted: [UInt64]
  /// Further values of which comparing the record asks how often others have them.
  public let asked: [UInt64]
  public let blocks: [Block]
}

/// Makes the signatures of a part's records.
public struct ContactSigner: ~Copyable {
  private var index: ContactIndex
  private var values: [CountedValue] = []
  private var signed = 0
  /// The texts that were seen are kept until so many records were signed.
  private static let recordsAtOnce = 1 << 16

  /// Costs about 5 ms.
  public init() throws(PossibleDuplicates.Failure) { index = try ContactIndex.forParts() }

  /// Costs about 5 µs.
  public mutating func sign(_ record: ContactRecord) throws(PossibleDuplicates.Failure) -> ContactSignature {
    if signed == Self.recordsAtOnce {
      index = try ContactIndex.forParts()
      signed = 0
    }
    signed += 1
    index.removeAll()
    index.append(record, rowNumber: 1)
    index.settle()
    var blocks: [ContactSignature.Block] = []
    for pass in BlockingKey.allCases {
      let name = UInt32(index.refinement(pass, 0) >> 32)
      index.forEachKey(pass, 0) { blocks.append(ContactSignature.Block(key: pass, hash: UInt32($0 >> 32), name: name)) }
    }
    return ContactSignature(
      counted: hashes { $0.appendValues(of: 0, to: &$1) }, asked: hashes { $0.appendValuesBeside(0, to: &$1) }, blocks: blocks)
  }

  private mutating func hashes(_ append: (borrowing ContactIndex, inout [CountedValue]) -> Void) -> [UInt64] {
    values.removeAll(keepingCapacity: true)
    append(index, &values)
    var hashes: [UInt64] = []
    for value in values { hashes.append(index.hash(of: value)) }
    return hashes
  }
}

/// A record as a part compares it.
public struct CountedContact: Sendable {
  public var record: ContactRecord
  /// 1-based.
  public var rowNumber: Int
  /// In how many records of the list each value stands: of its signature's `counted`, then `asked`.
  public var uses: [UInt32]

  public init(record: ContactRecord, rowNumber: Int, uses: [UInt32]) {
    self.record = record
    self.rowNumber = rowNumber
    self.uses = uses
  }
}

extension ContactIndex {
  /// An index whose values others count.
  static func forParts() throws(PossibleDuplicates.Failure) -> ContactIndex {
    do { return try ContactIndex(countsValues: false) } catch { throw .noTransliterator(code: error.code) }
  }

  /// Reads a record and how often its values stand in the list.
  mutating func append(_ contact: CountedContact) {
    append(contact.record, rowNumber: contact.rowNumber)
    settle()
    var values: [CountedValue] = []
    appendValues(of: contacts.count - 1, to: &values)
    appendValuesBeside(contacts.count - 1, to: &values)
    for (value, uses) in zip(values, contact.uses) { setUses(of: value, to: uses) }
  }
}
