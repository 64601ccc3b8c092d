internal import CTables
internal import ICU

/// Names of countries in every language of CLDR, and the short forms of `rules/tables/countries-short.tsv`.
///
/// A table compiled in: 64-bit hashes of folded names in order. Two of its 28,000 names share no hash (the generator would have merged
/// them), and another text meets one of them by chance once in 10¹⁵ cells.
struct CountryNames: Sendable {
  enum Kind: UInt8 {
    case alpha3 = 0
    case shortForm = 1
    case name = 2
  }

  /// The countries that a folded text names, the likeliest first; `nil` when it names none. Costs a binary search.
  ///
  /// - Parameter capitals: the text was written in capitals, as a code is. "NGA" is Nigeria, and "Nga" is Russia in Vietnamese.
  static func countries(folded: Span<UInt8>, capitals: Bool = false) -> (kind: Kind, countries: [Country])? {
    let wanted = hash(folded)
    // The table is static, never changes and is aligned to 8 bytes; the generator wrote what `count` entries take.
    let table = unsafe UnsafeRawBufferPointer(start: ctables_country_names, count: ctables_country_names_count)
    let count = unsafe Int(UInt32(littleEndian: table.load(as: UInt32.self)))
    func hashAt(_ index: Int) -> UInt64 { unsafe UInt64(littleEndian: table.load(fromByteOffset: 8 + 8 * index, as: UInt64.self)) }
    func packedAt(_ index: Int) -> UInt16 {
      unsafe UInt16(littleEndian: table.load(fromByteOffset: 8 + 8 * count + 2 * index, as: UInt16.self))
    }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if hashAt(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    guard low < count, hashAt(low) == wanted else { return nil }
    var kind = unsafe Kind(rawValue: table[8 + 10 * count + low]) ?? .name
    if kind == .alpha3, low + 1 < count, hashAt(low + 1) == wanted {
      if capitals { return (kind, [Country(packed: packedAt(low))]) }
      low += 1
      kind = .name
    }
    var countries: [Country] = []
    while low < count, hashAt(low) == wanted {
      countries.append(Country(packed: packedAt(low)))
      low += 1
    }
    return (kind, countries)
  }

  /// A text as the table's generator folded it. ASCII costs a pass; the rest goes through ICU.
  static func folded(_ text: Span<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case 0x41...0x5A: folded.append(byte | 0x20)
      case 0x61...0x7A, 0x30...0x39: folded.append(byte)
      case 0x80...:
        let bytes = unsafe text.withUnsafeBufferPointer { unsafe [UInt8]($0) }
        // ICU fails here only when memory is gone; then the cell names no country, and that is reported as such.
        return (try? bytes.foldedForLookup()) ?? []
      default: break
      }
    }
    return folded
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return hash
  }
}
