/// Remembers what short cells mean. Columns of titles and countries hold the same few values over and over.
///
/// A cell has two places, and whoever comes later takes the second one, from which the next use moves it to the first. Cells over 15 bytes
/// are not remembered. A meaning is best a plain value: handing that out counts no references.
struct CellMemo<Value> {
  private struct Entry {
    var low: UInt64 = 0
    /// Zero where nothing is remembered: a cell's length is in it, and an empty cell is not remembered.
    var high: UInt64 = 0
    var value: Value
  }

  private static var placeCount: Int { 512 }
  private var entries: [Entry]
  private let empty: Value

  /// - Parameter empty: what an empty cell means.
  init(empty: Value) {
    self.empty = empty
    entries = Array(repeating: Entry(value: empty), count: Self.placeCount)
  }

  /// What a cell means; `make` is asked when that is not remembered.
  @inline(__always)
  mutating func value(of cell: Span<UInt8>, make: (Span<UInt8>) -> Value) -> Value {
    guard !cell.isEmpty else { return empty }
    guard cell.count <= 15 else { return make(cell) }
    let (low, high) = Self.words(of: cell)
    let mixed = (low ^ high.byteSwapped) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(mixed >> 55) & (Self.placeCount - 2)
    if entries[place].low == low, entries[place].high == high { return entries[place].value }
    if entries[place + 1].low == low, entries[place + 1].high == high {
      entries.swapAt(place, place + 1)
      return entries[place].value
    }
    let value = make(cell)
    entries[place + 1] = Entry(low: low, high: high, value: value)
    return value
  }

  /// One to fifteen bytes and their number in two words, so that equal words are equal cells.
  @inline(__always)
  private static func words(of cell: Span<UInt8>) -> (low: UInt64, high: UInt64) {
    let count = cell.count
    let length = UInt64(count) << 56
    // Sound: every load lies inside of the cell, by the counts that are asked for before it. Loads overlap where there is no whole one.
    let bytes = unsafe cell.bytes
    if count >= 8 {
      let low = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self).littleEndian
      let last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
      return (low, last >> UInt64(8 * (16 - count)) | length)
    }
    if count >= 4 {
      let low = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self).littleEndian)
      let last = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian)
      return (low | last << UInt64(8 * (count - 4)), length)
    }
    return (
      UInt64(cell[0]) | UInt64(cell[count / 2]) << UInt64(8 * (count / 2)) | UInt64(cell[count - 1]) << UInt64(8 * (count - 1)), length
    )
  }
}
