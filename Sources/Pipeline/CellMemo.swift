internal import Bytes

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
  mutating func value(of cell: Span<UInt8>, make: (Span<UInt8>) -> Value) -> Value { value(of: 0..<cell.count, in: cell, make: make) }

  /// The same for a part of some bytes. The bytes behind it make that cheaper.
  @inline(__always)
  mutating func value(of range: Range<Int>, in bytes: Span<UInt8>, make: (Span<UInt8>) -> Value) -> Value {
    guard !range.isEmpty else { return empty }
    guard range.count <= 15 else { return make(bytes.extracting(range)) }
    let (low, high) =
      if let padded = PaddedText(range, of: bytes) {
        (padded.words.0, padded.words.1 | UInt64(range.count) << 56)
      } else {
        Self.words(of: bytes.extracting(range))
      }
    let mixed = (low ^ high.byteSwapped) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(mixed >> 55) & (Self.placeCount - 2)
    if entries[place].low == low, entries[place].high == high { return entries[place].value }
    if entries[place + 1].low == low, entries[place + 1].high == high {
      entries.swapAt(place, place + 1)
      return entries[place].value
    }
    let value = make(bytes.extracting(range))
    entries[place + 1] = Entry(low: low, high: high, value: value)
    return value
  }

  /// One to fifteen bytes and their number in two words, so that equal words are equal cells.
  @inline(never)
  private static func words(of cell: Span<UInt8>) -> (low: UInt64, high: UInt64) {
    var (low, high) = (UInt64(0), UInt64(cell.count) << 56)
    for index in cell.indices {
      if index < 8 { low |= UInt64(cell[index]) << UInt64(8 * index) } else { high |= UInt64(cell[index]) << UInt64(8 * (index - 8)) }
    }
    return (low, high)
  }
}
