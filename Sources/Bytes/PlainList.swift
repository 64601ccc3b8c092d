/// A list of plain values in memory of its own, which is used again: an array would ask at every write whether it is shared.
@safe public struct PlainList<Element: BitwiseCopyable>: ~Copyable {
  // Sound: `room` values, allocated by init or `grow` and freed by deinit, of which the first `count` are set.
  @usableFromInline var start: UnsafeMutablePointer<Element>
  @usableFromInline var room: Int
  @usableFromInline var used = 0
  /// The number of values.
  @inlinable public var count: Int { used }

  @inlinable public init() { self.init(room: 64) }

  /// A list of one value, so many times.
  @inlinable public init(repeating value: Element, count: Int) {
    self.init(room: count)
    unsafe start.initialize(repeating: value, count: count)
    used = count
  }

  @usableFromInline init(room: Int) {
    unsafe start = .allocate(capacity: room)
    self.room = room
  }

  @inlinable deinit { unsafe start.deallocate() }

  @inlinable public var indices: Range<Int> { 0..<count }

  public subscript(index: Int) -> Element {
    @inlinable @inline(__always) get {
      precondition(index >= 0 && index < count, "the list has no such value")
      return unsafe start[index]
    }
    @inlinable @inline(__always) set {
      precondition(index >= 0 && index < count, "the list has no such value")
      unsafe start[index] = newValue
    }
  }

  public var span: Span<Element> {
    @_lifetime(borrow self) @inlinable @inline(__always) get {
      unsafe _overrideLifetime(Span(_unsafeStart: UnsafePointer(start), count: count), borrowing: self)
    }
  }

  @inlinable @inline(__always)
  public mutating func append(_ value: Element) {
    if count == room { grow() }
    unsafe start[count] = value
    used &+= 1
  }

  /// Empties the list; its room is kept.
  @inlinable public mutating func removeAll() { used = 0 }

  /// Makes all values one.
  @inlinable public mutating func fill(_ value: Element) { unsafe start.update(repeating: value, count: count) }

  @inline(never) @usableFromInline
  mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * room)
    unsafe larger.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = larger
    room *= 2
  }
}

// Sound: its memory is nobody else's, and is changed only by who may change the list.
extension PlainList: @unchecked Sendable where Element: Sendable {}
