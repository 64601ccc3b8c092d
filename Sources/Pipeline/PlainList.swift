/// A list of plain values in memory of its own, which is used again: an array would ask at every write whether it is shared.
@safe struct PlainList<Element: BitwiseCopyable>: ~Copyable {
  // Sound: `room` values, allocated by init or `grow` and freed by deinit, of which the first `count` are set.
  private var start: UnsafeMutablePointer<Element>
  private var room: Int
  private(set) var count = 0

  init() { self.init(room: 64) }

  /// A list of one value, so many times.
  init(repeating value: Element, count: Int) {
    self.init(room: count)
    unsafe start.initialize(repeating: value, count: count)
    self.count = count
  }

  private init(room: Int) {
    unsafe start = .allocate(capacity: room)
    self.room = room
  }

  deinit { unsafe start.deallocate() }

  var indices: Range<Int> { 0..<count }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count, "the list has no such value")
      return unsafe start[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < count, "the list has no such value")
      unsafe start[index] = newValue
    }
  }

  var span: Span<Element> {
    @_lifetime(borrow self) @inline(__always) get {
      unsafe _overrideLifetime(Span(_unsafeStart: UnsafePointer(start), count: count), borrowing: self)
    }
  }

  @inline(__always)
  mutating func append(_ value: Element) {
    if count == room { grow() }
    unsafe start[count] = value
    count &+= 1
  }

  /// Empties the list; its room is kept.
  mutating func removeAll() { count = 0 }

  /// Makes all values one.
  mutating func fill(_ value: Element) { unsafe start.update(repeating: value, count: count) }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * room)
    unsafe larger.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = larger
    room *= 2
  }
}
