/// Bytes that many short texts are put into, one after the other, with room behind the last.
///
/// A text of up to 32 bytes is copied as 32, whatever its length, where as many can be read: guessing lengths wrong costs more than moving
/// too much. The memory is its own and no array's, which would ask at every write whether it is shared.
@safe public struct PaddedBytes: ~Copyable {
  /// How many bytes may be written behind the last that counts.
  @inlinable public static var padding: Int { 64 }

  // Sound: `room + padding` bytes, allocated by init and freed by deinit, of which the first `count` are set; `count` is never above `room`.
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var room: Int
  @usableFromInline var used = 0
  /// The number of bytes.
  @inlinable public var count: Int { used }

  public init(room: Int = 512) {
    unsafe start = .allocate(capacity: room + Self.padding)
    unsafe start.initialize(repeating: 0, count: room + Self.padding)
    self.room = room
  }

  deinit { unsafe start.deallocate() }

  /// All bytes.
  public var span: Span<UInt8> {
    @_lifetime(borrow self) @inlinable @inline(__always) get { bytes(upTo: count) }
  }

  /// All bytes, and some behind them that mean nothing.
  public var padded: Span<UInt8> {
    @_lifetime(borrow self) @inlinable @inline(__always) get { bytes(upTo: count + Self.padding) }
  }

  @_lifetime(borrow self)
  @inlinable @inline(__always)
  func bytes(upTo end: Int) -> Span<UInt8> {
    unsafe _overrideLifetime(Span(_unsafeStart: UnsafePointer(start), count: end), borrowing: self)
  }

  /// Empties it; room for more than a megabyte is given back.
  @inlinable @inline(__always)
  public mutating func removeAll() {
    if room > 1 << 20 { self = PaddedBytes() }
    used = 0
  }

  /// Appends a part of some bytes. The bytes about it make that cheaper.
  @inlinable @inline(__always)
  public mutating func append(_ range: Range<Int>, of bytes: Span<UInt8>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes have no such part")
    let length = range.upperBound &- range.lowerBound
    let count = count
    if length > room &- count { grow(by: length) }
    unsafe bytes.copy(range, to: start + count)
    used = count &+ length
  }

  /// Makes room for so many bytes more.
  ///
  /// - Parameter written: how many have been written at the end that are not counted in yet.
  @inlinable @inline(__always)
  public mutating func reserve(_ number: Int, keeping written: Int = 0) {
    if number > room &- count { grow(by: number, keeping: written) }
  }

  /// Where the next byte is put. There is room for what was reserved, and for the padding behind it.
  @unsafe @inlinable @inline(__always)
  public var end: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(start + count) }

  /// So many bytes that were written at the end and are not counted in yet, and zeros behind them.
  @_lifetime(&self)
  @inlinable @inline(__always)
  public mutating func written(_ number: Int) -> Span<UInt8> {
    precondition(number >= 0 && number <= room &- count, "there is no room for so many bytes")
    // Sound: there is room for the padding behind what was reserved.
    unsafe (end + number).storeBytes(of: SIMD64<UInt8>(repeating: 0), as: SIMD64<UInt8>.self)
    return unsafe _overrideLifetime(Span(_unsafeStart: UnsafePointer(start + count), count: number + Self.padding), mutating: &self)
  }

  /// Counts so many bytes in that were written at the end.
  @inlinable @inline(__always)
  public mutating func advance(by number: Int) {
    precondition(number >= 0 && number <= room &- count, "there is no room for so many bytes")
    used &+= number
  }

  /// Copies a part to an output that has room for it and for the padding.
  @inlinable @inline(__always)
  public func copy(_ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
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

  @inline(never) @usableFromInline
  mutating func grow(by number: Int, keeping written: Int = 0) {
    var larger = PaddedBytes(room: 2 * max(count + number, room))
    unsafe larger.start.update(from: start, count: count + written)
    larger.used = count
    self = larger
  }
}

extension Span<UInt8> {
  /// Copies a part of the bytes to where there is room for it and for 32 bytes: those that stand about it are copied along, if they are
  /// there.
  @inlinable @inline(__always)
  public func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) {
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

// Sound: its memory is nobody else's, and is changed only by who may change the bytes.
extension PaddedBytes: @unchecked Sendable {}
