/// Remembers what short cells mean. Columns of titles and countries hold the same few values over and over.
///
/// A direct-mapped cache: a cell has one place, and whoever comes later takes it. Cells over 15 bytes are not remembered.
struct CellMemo<Value> {
  private struct Entry {
    let low: UInt64
    let high: UInt64
    let value: Value
  }

  private static var placeCount: Int { 256 }
  private var entries = [Entry?](repeating: nil, count: placeCount)

  /// What a cell means; `make` is asked when that is not remembered.
  mutating func value(of cell: Span<UInt8>, make: (Span<UInt8>) -> Value) -> Value {
    guard cell.count <= 15 else { return make(cell) }
    // Fifteen bytes and their number in two words, so that equal words are equal cells.
    var low: UInt64 = 0
    var high = UInt64(cell.count) << 56
    for index in cell.indices {
      if index < 8 { low |= UInt64(cell[index]) << UInt64(index * 8) } else { high |= UInt64(cell[index]) << UInt64((index - 8) * 8) }
    }
    let mixed = (low ^ high.byteSwapped) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(mixed >> 56) & (Self.placeCount - 1)
    if let entry = entries[place], entry.low == low, entry.high == high { return entry.value }
    let value = make(cell)
    entries[place] = Entry(low: low, high: high, value: value)
    return value
  }
}
