/// A name that other bytes stand behind, whatever they are, so that its own are read eight at a time without asking where it ends: that
/// question is guessed wrong for every other name, and a wrong guess costs more than all the reading.
struct PaddedName: ~Escapable {
  /// Longer names are not read so.
  static let longest = 120
  /// How many bytes there are behind a name.
  static let padding = 32

  /// The name and what is behind it.
  private let bytes: Span<UInt8>
  let count: Int

  /// - Parameter range: where the name is; nil comes of one that is too long, or has too little behind it.
  @inline(__always)
  @_lifetime(copy bytes)
  init?(_ range: Range<Int>, of bytes: Span<UInt8>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes have no such part")
    count = range.upperBound &- range.lowerBound
    guard count <= Self.longest, bytes.count &- range.upperBound >= Self.padding else { return nil }
    self.bytes = bytes.extracting(range.lowerBound..<range.upperBound &+ Self.padding)
  }

  /// Eight bytes from one of the name's on, or of those that follow its end up to the 24th behind it, the first lowest; zeros where it
  /// has ended.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= bytes.count, "no name reaches so far")
    // Sound: checked just above.
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    let left = count &- index
    let mask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(left, 8))
    return left > 0 ? word & mask : 0
  }

  /// One of the name's bytes.
  @inline(__always)
  subscript(index: Int) -> UInt8 { bytes[index] }
}
