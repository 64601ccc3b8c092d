/// Bytes that many short texts are put into, one after the other, with room behind the last.
///
/// A text of up to 32 bytes is copied as 32, whatever its length, where as many can be read: guessing lengths wrong costs more than moving
/// too much. The memory is its own and no array's, which would ask at every write whether it is shared.
@safe struct PaddedBytes: ~Copyable {
  /// How many bytes may be written behind the last that counts.
  static let padding = 64

  // Sound: `room + padding` bytes, allocated by init and freed by deinit, of which the first `count` are set; `count` is never above `room`.
  private var start: UnsafeMutablePointer<UInt8>
  private var room: Int
  private(set) var count = 0

  init(room: Int = 512) {
    unsafe start = .allocate(capacity: room + Self.padding)
    unsafe start.initialize(repeating: 0, count: room + Self.padding)
    self.room = room
  }

  deinit { unsafe start.deallocate() }

  /// All bytes.
  var span: Span<UInt8> {
    @_lifetime(borrow self) @inline(__always) get { bytes(upTo: count) }
  }

  /// All bytes, and some behind them that mean nothing.
  var padded: Span<UInt8> {
    @_lifetime(borrow self) @inline(__always) get { bytes(upTo: count + Self.padding) }
  }

  @_lifetime(borrow self)
  @inline(__always)
  private func bytes(upTo end: Int) -> Span<UInt8> {
    unsafe _overrideLifetime(Span(_unsafeStart: UnsafePointer(start), count: end), borrowing: self)
  }

  /// Empties it; room for more than a megabyte is given back.
  @inline(__always)
  mutating func removeAll() {
    if room > 1 << 20 { self = PaddedBytes() }
    count = 0
  }

  /// Appends a part of some bytes. The bytes about it make that cheaper.
  ///
  /// - Parameter end: how many zeros are put behind it.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of bytes: Span<UInt8>, end: Int = 0) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes have no such part")
    let length = range.upperBound &- range.lowerBound
    let count = count
    if length &+ end > room &- count { grow(by: length &+ end) }
    unsafe bytes.copy(range, to: start + count)
    for place in 0..<end { unsafe start[count &+ length &+ place] = 0 }
    self.count = count &+ length &+ end
  }

  /// Appends so many bytes, which a function writes; it may write into the padding too.
  @inline(__always)
  mutating func append(_ length: Int, _ write: (UnsafeMutableRawPointer) -> Void) {
    if length > room &- count { grow(by: length) }
    unsafe write(UnsafeMutableRawPointer(start + count))
    count &+= length
  }

  /// Copies a part to an output that has room for it and for the padding.
  @inline(__always)
  func copy(_ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
    let length = range.upperBound &- range.lowerBound
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "there is no such part")
    precondition(length &+ Self.padding <= output.freeCapacity, "there is no room")
    // Sound: checked just above.
    unsafe output.withUnsafeMutableBufferPointer { room, written in
      guard let target = unsafe room.baseAddress.map({ unsafe UnsafeMutableRawPointer($0 + written) }) else { return }
      unsafe padded.copy(range, to: target)
      written += length
    }
  }

  /// Makes zeros of the bytes behind the last that counts: what was copied along may stand there.
  @inline(__always)
  mutating func clearPadding() {
    // Sound: there is room for the padding behind the last byte, always.
    unsafe UnsafeMutableRawPointer(start + count).storeBytes(of: SIMD64<UInt8>(repeating: 0), as: SIMD64<UInt8>.self)
  }

  @inline(never)
  private mutating func grow(by number: Int) {
    var larger = PaddedBytes(room: 2 * max(count + number, room))
    unsafe larger.start.update(from: start, count: count)
    larger.count = count
    self = larger
  }
}

extension Span<UInt8> {
  /// Copies a part of the bytes to where there is room for it and for 32 bytes: those that stand about it are copied along, if they are
  /// there.
  @inline(__always)
  func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "the bytes have no such part")
    let length = range.upperBound &- range.lowerBound
    let shortest = MemoryLayout<SIMD32<UInt8>>.size
    // Sound: as many bytes are read as there are.
    unsafe withUnsafeBytes { bytes in
      guard let source = unsafe bytes.baseAddress.map({ unsafe $0 + range.lowerBound }) else { return }
      if length <= shortest, bytes.count &- range.lowerBound >= shortest {
        unsafe target.storeBytes(of: source.loadUnaligned(as: SIMD32<UInt8>.self), as: SIMD32<UInt8>.self)
      } else {
        unsafe target.copyMemory(from: source, byteCount: length)
      }
    }
  }
}
