internal import CMemory

/// Memory for hash tables in pieces of 64 KB, handed out and taken back: tables that grow then pass pieces to one another, and no page is
/// ever asked of the system twice.
@safe
struct SegmentPool: ~Copyable {
  static let segmentBytes = 1 << 16
  /// Up to so many bytes the pool takes what pages it touches; beyond, whole huge pages.
  private static let plainBytes = 8 << 20
  private static let hugeBytes = 2 << 20

  // Sound: every block is `blockBytes` of memory that lives as long as the pool, and a segment is handed out to one table at a time.
  private var blocks: [(start: UnsafeMutableRawPointer, bytes: Int)] = unsafe []
  private var free: [UnsafeMutableRawPointer] = unsafe []
  /// What is left of the last block, never used and so all zero.
  private var rest: Range<Int> = 0..<0

  /// The memory that comes in whole huge pages.
  var memory: [KeyMemory] {
    unsafe blocks.filter { unsafe $0.bytes >= Self.hugeBytes }.map { unsafe KeyMemory(start: $0.start, byteCount: $0.bytes) }
  }

  deinit { unsafe blocks.forEach { unsafe cmemory_free($0.start, $0.bytes) } }

  /// A segment, all zero.
  mutating func take() -> UnsafeMutableRawPointer {
    if let used = unsafe free.popLast() {
      unsafe used.initializeMemory(as: UInt64.self, repeating: 0, count: Self.segmentBytes / 8)
      return unsafe used
    }
    if rest.isEmpty { addBlock() }
    let start = rest.lowerBound
    rest = start + Self.segmentBytes..<rest.upperBound
    return unsafe blocks[blocks.count - 1].start + start
  }

  mutating func give(_ segment: UnsafeMutableRawPointer) { unsafe free.append(segment) }

  private mutating func addBlock() {
    let bytes = unsafe blocks.reduce(0) { unsafe $0 + $1.bytes } < Self.plainBytes ? 1 << 20 : Self.hugeBytes
    guard let start = unsafe cmemory_allocate(bytes) else { preconditionFailure("out of memory for a set of keys") }
    unsafe blocks.append((start, bytes))
    rest = 0..<bytes
  }
}
