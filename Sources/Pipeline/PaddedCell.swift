/// A cell that other bytes stand behind, whatever they are, so that its own are read eight at a time without asking where it ends: that
/// question is guessed wrong for every other cell, and a wrong guess costs more than all the reading.
struct PaddedCell: ~Escapable {
  /// How many bytes there are from the cell's beginning on, at least.
  static let readable = 16

  /// The cell and what is behind it.
  private let bytes: Span<UInt8>
  let count: Int

  /// - Parameter range: where the cell is; nil comes of one that has too little behind it.
  @inline(__always)
  @_lifetime(copy bytes)
  init?(_ range: Range<Int>, of bytes: Span<UInt8>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes have no such part")
    count = range.upperBound &- range.lowerBound
    guard bytes.count &- range.lowerBound >= max(Self.readable, (count &+ 7) & ~7) else { return nil }
    self.bytes = bytes.extracting(range.lowerBound..<bytes.count)
  }

  /// Eight bytes from one of the first nine on, or from any multiple of eight that the cell reaches; the first lowest, and zeros where it has
  /// ended.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= bytes.count, "no cell reaches so far")
    // Sound: checked just above.
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    let left = count &- index
    let mask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(left, 8))
    return left > 0 ? word & mask : 0
  }
}
