/// Items that are handed back in the order of their places, however many there are: in memory while they are few, then in a file
/// without a name, sorted into ranges of places that are read one after the other.
struct OrderedSpool<Item: PlacedItem>: ~Copyable {
  private let memoryLimit: Int
  private let directory: String
  /// How many places a range has.
  private let width: Int
  private var items: [Item] = []
  private var runs: SpillRuns<Item>?
  private var next = 0
  private var part: [Item] = []

  /// - Parameter memoryLimit: the most bytes that items take before they go to disk. A range of places has to fit into twice that.
  init(memoryLimit: Int, directory: String) {
    self.memoryLimit = memoryLimit
    self.directory = directory
    width = max(1 << 14, memoryLimit / MemoryLayout<Item>.stride)
  }

  mutating func append(_ item: Item) throws(SpillError) {
    guard runs == nil else { return try spill(item) }
    items.append(item)
    guard items.count * MemoryLayout<Item>.stride > memoryLimit else { return }
    runs = SpillRuns(try SystemFile(in: directory), streams: 0, blockItems: 512)
    for item in items { try spill(item) }
    items = []
  }

  private mutating func spill(_ item: Item) throws(SpillError) {
    let range = item.place / width
    while (runs?.streamCount ?? .max) <= range { _ = runs?.addStream() }
    try runs?.append(item, to: range)
  }

  /// The items of the next range of places, sorted; nil past the last one. No item may be appended after the first call.
  mutating func nextRange() throws(SpillError) -> [Item]? {
    guard let count = runs?.streamCount else {
      defer { (items, next) = ([], 1) }
      return next == 0 ? items.sorted() : nil
    }
    guard next < count else { return nil }
    try runs?.close(next)
    var (range, block): ([Item], Int) = ([], 0)
    while try runs?.read(block, of: next, into: &part, filler: Item()) == true {
      range += part
      block += 1
    }
    next += 1
    return range.sorted()
  }
}

/// What can be sorted by a place that is not negative. Has no padding, since its bytes are written.
protocol PlacedItem: BitwiseCopyable, Sendable, Comparable {
  init()
  var place: Int { get }
}
