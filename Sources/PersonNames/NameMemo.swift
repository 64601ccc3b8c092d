/// Remembers what became of names that are no plain work: a list has the same ones over and over.
///
/// A name is looked up with all that its result depends on: its bytes, its kind, its region, and whether it stands beside a given name;
/// or, where the result depends on neither of the last two, without them (`Key.anywhere`): a list of thirty countries has few names thirty
/// times.
/// Names over 23 bytes and results over 32 are not remembered. An entry is a cache line; a name has two places, and whoever comes later
/// takes the second one, from which the next use moves it to the first. Half a megabyte, of which a list with few names touches little.
struct NameMemo {
  /// What a result depends on, in four words: equal for the same name in the same circumstances alone.
  struct Key: Equatable, BitwiseCopyable {
    fileprivate var head: UInt64 = 0
    fileprivate var middle: UInt64 = 0
    /// The last seven bytes, and how many there are in all. Zero for no name.
    fileprivate var tail: UInt64 = 0
    fileprivate var circumstances: UInt64 = 0

    /// The same name of the same kind wherever its owner lives and whatever stands beside it, for a result that depends on neither.
    @inline(__always)
    var anywhere: Key {
      var key = self
      key.circumstances = circumstances & 0b110 | 1 << 24
      return key
    }

    @inline(__always)
    fileprivate var hash: Int {
      let product = (head ^ circumstances &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      let mixed = product.high ^ product.low ^ middle &* 0xA076_1D64_78BD_642F ^ tail
      return Int(truncatingIfNeeded: (mixed &* 0xE703_7ED1_A0B4_28DB) >> 44)
    }
  }

  private struct Entry: BitwiseCopyable {
    var key = Key()
    var result = InlineArray<4, UInt64>(repeating: 0)
    /// The findings, and the number of the result's bytes above them.
    var outcome: UInt64 = 0
  }

  private static let placeCount = 8192
  private static let longestName = 23
  private static let longestResult = 32
  private var entries: [Entry] = []

  /// The key of a name; nil for one that is not remembered.
  @inline(__always)
  static func key(of name: Span<UInt8>, kind: NameKind, region: NameRegion?, isBesideGivenName: Bool) -> Key? {
    let count = name.count
    guard count > 0, count <= longestName else { return nil }
    var key = Key()
    // Sound: every load lies inside of the name, by the counts that are asked for before it. Loads overlap where there is no whole one.
    let bytes = unsafe name.bytes
    if count >= 8 {
      key.head = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      let last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
      if count > 16 {
        key.middle = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
        key.tail = last >> UInt64(8 * (24 - count))
      } else {
        key.middle = last >> UInt64(8 * (16 - count))
      }
    } else if count >= 4 {
      let low = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self).littleEndian)
      let last = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian)
      key.head = low | last << UInt64(8 * (count - 4))
    } else {
      key.head =
        UInt64(name[0]) | UInt64(name[count / 2]) << UInt64(8 * (count / 2)) | UInt64(name[count - 1]) << UInt64(8 * (count - 1))
    }
    key.tail |= UInt64(count) << 56
    let kindNumber: UInt64 =
      switch kind {
      case .first: 0
      case .last: 1
      case .full: 2
      }
    key.circumstances = UInt64(region?.code ?? 0) << 8 | kindNumber << 1 | (isBesideGivenName ? 1 : 0)
    return key
  }

  /// Appends what became of a name; nil, and nothing appended, when that is not remembered.
  @inline(__always)
  mutating func recall(_ key: Key, into output: inout [UInt8]) -> NameFindings? {
    if entries.isEmpty { return nil }
    let place = key.hash & (Self.placeCount - 2)
    if entries[place].key != key {
      guard entries[place + 1].key == key else { return nil }
      entries.swapAt(place, place + 1)
    }
    let (result, outcome) = (entries[place].result, entries[place].outcome)
    output.append(addingCapacity: Self.longestResult) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, written in
        // There is room for what was asked for, so there is an address.
        guard let start = unsafe target.baseAddress.map({ unsafe UnsafeMutableRawPointer($0 + written) }) else { return }
        unsafe start.storeBytes(of: result, as: InlineArray<4, UInt64>.self)
        written += Int(outcome >> 32)
      }
    }
    return NameFindings(rawValue: UInt32(truncatingIfNeeded: outcome))
  }

  /// Remembers what became of a name.
  mutating func remember(_ key: Key, _ result: Span<UInt8>, _ findings: NameFindings) {
    guard result.count <= Self.longestResult else { return }
    if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.placeCount) }
    var entry = Entry(key: key, outcome: UInt64(result.count) << 32 | UInt64(findings.rawValue))
    for index in result.indices { entry.result[index / 8] |= (UInt64(result[index]) << UInt64(8 * (index % 8))).littleEndian }
    entries[key.hash & (Self.placeCount - 2) + 1] = entry
  }
}
