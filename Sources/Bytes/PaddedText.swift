public import CBytes

/// A short text that other bytes stand behind, whatever they are, so that its own are read eight at a time without asking where it ends:
/// that question is guessed wrong for every other text, and a wrong guess costs more than all the reading.
public struct PaddedText: ~Escapable {
  /// How many bytes there are behind a text.
  @inlinable public static var padding: Int { 32 }

  /// The text and what is behind it.
  @usableFromInline let bytes: Span<UInt8>
  public let count: Int

  /// - Parameter range: where the text is; nil comes of one that has too little behind it.
  @inlinable @inline(__always)
  @_lifetime(copy bytes)
  public init?(_ range: Range<Int>, of bytes: Span<UInt8>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes have no such part")
    count = range.upperBound &- range.lowerBound
    guard bytes.count &- range.upperBound >= Self.padding else { return nil }
    self.bytes = bytes.extracting(range.lowerBound..<range.upperBound &+ Self.padding)
  }

  /// Eight bytes from one of the text's on, or of those that follow its end up to the 24th behind it, the first lowest; zeros where it
  /// has ended.
  @inlinable @inline(__always)
  public func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= bytes.count, "no text reaches so far")
    // Sound: checked just above.
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    let left = count &- index
    let mask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(left, 8))
    return left > 0 ? word & mask : 0
  }

  /// The first 32 bytes, eight of them a word, the first lowest; zeros where the text has ended. All lengths take the same steps.
  @inlinable @inline(__always)
  public var words: (UInt64, UInt64, UInt64, UInt64) {
    let mask = cbytes_front(count)
    let text = bytes.bytes
    // Sound: a text has so many bytes behind it, which making it has checked.
    @inline(__always) func word(_ place: Int) -> UInt64 {
      unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self).littleEndian
    }
    return (word(0) & mask.first, word(8) & mask.second, word(16) & mask.third, word(24) & mask.fourth)
  }

  /// One of the text's bytes.
  @inlinable @inline(__always)
  public subscript(index: Int) -> UInt8 { bytes[index] }
}
