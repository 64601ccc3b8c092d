internal import CMemory

/// Memory for hash tables in pieces of 64 KB, handed out and taken back: tables that grow then pass pieces to one another, and no page is
/// ever asked of the system twice.
///
/// Whoever looks for a key reads before it writes, and a page that is read first is found twice by the system, with a word to all other
/// cores in between. So what tables take as they grow is found at once, in whole blocks. What they begin with is left alone: a short list
/// touches little of it, and of a long one's all workers populate a part (`memory`).
@safe
struct SegmentPool: ~Copyable {
  static let segmentBytes = 1 << 16
  /// As long as there are fewer bytes the blocks are small; then whole huge pages.
  private static let plainBytes = 8 << 20
  private static let hugeBytes = 2 << 20

  // Sound: every block is memory that lives as long as the pool, and a segment is handed out to one table at a time.
  private var blocks: [(start: UnsafeMutableRawPointer, bytes: Int)] = unsafe []
  private var free: [UnsafeMutableRawPointer] = unsafe []
  /// What is left of the last block, never used and so all zero.
  private var rest: Range<Int> = 0..<0
  private let initialBytes: Int

  /// - Parameter initialBytes: how much the tables begin with, as far as it is not to be found at once.
  init(initialBytes: Int = 0) { self.initialBytes = initialBytes }

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
    let byteCount = unsafe blocks.reduce(0) { unsafe $0 + $1.bytes }
    let bytes = max(byteCount, initialBytes) < Self.plainBytes ? 1 << 20 : Self.hugeBytes
    guard let start = unsafe cmemory_allocate(bytes) else { preconditionFailure("out of memory for a set of keys") }
    if byteCount >= initialBytes { unsafe cmemory_populate(start, bytes) }
    unsafe blocks.append((start, bytes))
    rest = 0..<bytes
  }
}
