/// The ASCII letters that a text has at a place, up to eight, found and lowered in one register.
struct LetterRun {
  /// The letters in lower case, the first in the lowest byte; what stands above `count` bytes means nothing.
  let lowered: UInt64
  let count: Int
  let classes: Letter.Class

  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) { self.init(LetterRun.load(text, at: index)) }

  /// - Parameter bytes: the first eight bytes of the text, the first lowest; zeros where it has ended.
  @inline(__always)
  init(_ bytes: UInt64) {
    let lowered = bytes | 0x2020_2020_2020_2020
    // Per byte, the high bit: set by the first sum from "a" on, by the second after "z"; bytes beyond ASCII have it already.
    let low = lowered & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = low &+ 0x1F1F_1F1F_1F1F_1F1F
    let afterZ = low &+ 0x0505_0505_0505_0505
    let letters = fromA & ~afterZ & ~bytes & 0x8080_8080_8080_8080
    let others = ~letters & 0x8080_8080_8080_8080
    count = others.trailingZeroBitCount >> 3
    let mine = letters & (others == 0 ? .max : (others & (0 &- others)) &- 1)
    var classes: Letter.Class = .letter
    // Bit 5 tells the cases apart; two to the left it stands on the high bit.
    if mine & bytes << 2 != 0 { classes.insert(.lower) }
    if mine & ~(bytes << 2) != 0 { classes.insert(.upper) }
    self.classes = classes
    self.lowered = lowered
  }

  /// Eight bytes from a place on; zeros where the text has ended. Never reads beyond its ends.
  @inline(__always)
  private static func load(_ text: Span<UInt8>, at index: Int) -> UInt64 {
    let bytes = unsafe text.bytes
    let left = text.count - index
    if left >= 8 { return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian }
    if text.count >= 8 {
      let last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self).littleEndian
      return left <= 0 ? 0 : last >> UInt64(8 * (8 - left))
    }
    if left >= 4 {
      let front = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian)
      let back = unsafe UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self).littleEndian)
      return front | back << UInt64(8 * (left - 4))
    }
    var result: UInt64 = 0
    for offset in 0..<max(0, left) { result |= UInt64(text[index + offset]) << UInt64(8 * offset) }
    return result
  }
}

extension MutableSpan where Element == UInt8 {
  /// Writes the eight bytes of a value, the lowest first.
  @inline(__always)
  mutating func store(_ value: UInt64, at index: Int) {
    precondition(index >= 0 && index &+ 8 <= count, "no room for eight bytes")
    // Sound: checked just above.
    unsafe withUnsafeMutableBytes { unsafe $0.storeBytes(of: value.littleEndian, toByteOffset: index, as: UInt64.self) }
  }
}
