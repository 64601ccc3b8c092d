/// Streams of fixed-size records in one file without a name: each stream is a list of blocks, written as they fill and read
/// back in order.
///
/// `Item` must have no padding: what is written are its bytes.
struct SpillRuns<Item: BitwiseCopyable & Sendable>: ~Copyable {
  private var file: SystemFile
  private var streams: [Stream]
  private let blockItems: Int

  private struct Stream {
    var pending: [Item] = []
    var blocks: [(start: Int64, count: Int)] = []
    var count = 0
  }

  /// - Parameter blockItems: how many items a block has; as many of each stream are in memory.
  init(_ file: consuming SystemFile, streams: Int, blockItems: Int) {
    self.file = file
    self.streams = [Stream](repeating: Stream(), count: streams)
    self.blockItems = blockItems
  }

  var streamCount: Int { streams.count }
  var byteCount: Int64 { file.size }
  func count(of stream: Int) -> Int { streams[stream].count }

  mutating func addStream() -> Int {
    streams.append(Stream())
    return streams.count - 1
  }

  mutating func append(_ item: Item, to stream: Int) throws(SpillError) {
    streams[stream].pending.append(item)
    streams[stream].count += 1
    if streams[stream].pending.count == blockItems { try flush(stream) }
  }

  /// Writes what a stream has in memory and lets go of that memory.
  mutating func close(_ stream: Int) throws(SpillError) {
    try flush(stream)
    streams[stream].pending = []
  }

  private mutating func flush(_ stream: Int) throws(SpillError) {
    let count = streams[stream].pending.count
    guard count > 0 else { return }
    let start = try file.append(streams[stream].pending)
    streams[stream].blocks.append((start, count))
    streams[stream].pending.removeAll(keepingCapacity: true)
  }

  /// Reads a block (0-based) of a closed stream into `items`; false past the last one.
  func read(_ block: Int, of stream: Int, into items: inout [Item], filler: Item) throws(SpillError) -> Bool {
    guard block < streams[stream].blocks.count else { return false }
    let (start, count) = streams[stream].blocks[block]
    if items.count > count { items.removeLast(items.count - count) }
    while items.count < count { items.append(filler) }
    try file.read(&items, at: start)
    return true
  }
}
