/// The pairs worth comparing, each once, ordered by first and second record.
struct Blocking {
  /// The upper half of a key and a record, in one word. Two keys that meet in 32 bits cost a few comparisons, and no more.
  private struct Entry: Comparable {
    let packed: UInt64

    init(key: UInt64, index: UInt32) { packed = key & 0xFFFF_FFFF_0000_0000 | UInt64(index) }

    var key: UInt64 { packed & 0xFFFF_FFFF_0000_0000 }
    var index: UInt32 { UInt32(truncatingIfNeeded: packed) }

    static func < (a: Entry, b: Entry) -> Bool { a.packed < b.packed }
  }

  /// Pairs of indices, the smaller in the upper half.
  private(set) var pairs: [UInt64] = []
  /// The pairs as they are found, some twice: in blocks, since one array of tens of millions needs twice its memory whenever it grows.
  private var found: [[UInt64]] = []
  private var block: [UInt64] = []
  private static let blockPairs = 1 << 16
  private(set) var capped: [CappedBlock] = []
  private var entries: [Entry] = []
  private var sorted: [Entry] = []

  init(_ index: borrowing ContactIndex) {
    for pass in BlockingKey.allCases { run(pass, index) }
    entries = []
    sorted = []
    orderPairs(records: index.contacts.count)
  }

  /// Lets go of the pairs once they are compared: a large list has hundreds of megabytes of them.
  mutating func forgetPairs() { pairs = [] }

  private mutating func run(_ pass: BlockingKey, _ index: borrowing ContactIndex) {
    entries.removeAll(keepingCapacity: true)
    for record in index.contacts.indices {
      index.forEachKey(pass, record) {
        entries.makeRoom(1)
        entries.append(Entry(key: $0, index: UInt32(record)))
      }
    }
    sortEntries()
    var total = 0
    forEachBlock { block in total += BlockRule.pairs(inBlockOf: block.count) }
    let rule = BlockRule(pass, pairs: total, records: index.contacts.count)
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      if end - start > 1 {
        if end - start <= rule.largestWhole {
          emitAll(start..<end)
        } else {
          emitRefined(start..<end, rule, index)
        }
      }
      start = end
    }
  }

  private func forEachBlock(_ body: (Range<Int>) -> Void) {
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      if end - start > 1 { body(start..<end) }
      start = end
    }
  }

  private mutating func emitAll(_ block: Range<Int>) {
    for first in block {
      for second in first + 1..<block.upperBound { emit(sorted[first].index, sorted[second].index) }
    }
  }

  private mutating func emitRefined(_ block: Range<Int>, _ rule: BlockRule, _ index: borrowing ContactIndex) {
    var refined: [Entry] = []
    for position in block {
      let record = sorted[position].index
      refined.append(Entry(key: index.refinement(rule.pass, Int(record)), index: record))
    }
    refined.sort()
    if block.count > BlockRule.largestBlock {
      let first = index.rowNumbers[Int(sorted[block.lowerBound].index)]
      capped.append(CappedBlock(key: rule.pass, size: block.count, rowNumber: first))
    }
    for first in refined.indices {
      var second = first + 1
      while second < refined.count, rule.compares(at: second - first, haveOneName: refined[second].key == refined[first].key) {
        emit(refined[first].index, refined[second].index)
        second += 1
      }
    }
  }

  private mutating func emit(_ a: UInt32, _ b: UInt32) {
    guard a != b else { return }
    if block.count == Self.blockPairs { closeBlock() }
    block.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
  }

  /// Orders `entries` by key, then record, into `sorted`: buckets by the key's upper bits, each then sorted by itself.
  private mutating func sortEntries() {
    var bucketBits = 4
    while bucketBits < 22, 1 << bucketBits < entries.count { bucketBits += 1 }
    let shift = UInt64(64 - bucketBits)
    // Filling a bucket moves its start to its end, which is the start of the next one.
    var starts = [UInt32](repeating: 0, count: 1 << bucketBits)
    for entry in entries { starts[Int(entry.key >> shift)] += 1 }
    var sum: UInt32 = 0
    for bucket in starts.indices { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
    if sorted.count != entries.count {
      sorted = [Entry](repeating: Entry(key: 0, index: 0), count: entries.count)
    }
    for entry in entries {
      let bucket = Int(entry.key >> shift)
      sorted[Int(starts[bucket])] = entry
      starts[bucket] += 1
    }
    var start = 0
    for end in starts {
      insertionSort(start..<Int(end))
      start = Int(end)
    }
  }

  /// Within a bucket records stand in order already, so equal keys stay in record order: the sort is stable.
  private mutating func insertionSort(_ range: Range<Int>) {
    guard range.count > 1 else { return }
    if range.count > 64 {
      sorted[range].sort()
      return
    }
    for position in range.dropFirst() {
      let entry = sorted[position]
      var hole = position
      while hole > range.lowerBound, sorted[hole - 1].key > entry.key {
        sorted[hole] = sorted[hole - 1]
        hole -= 1
      }
      sorted[hole] = entry
    }
  }

  private mutating func closeBlock() {
    found.append(block)
    block = []
    block.reserveCapacity(Self.blockPairs)
  }

  /// Orders the pairs and drops the ones that several keys found.
  private mutating func orderPairs(records: Int) {
    closeBlock()
    block = []
    var ends = [UInt32](repeating: 0, count: records)
    for block in found { for pair in block { ends[Int(pair >> 32)] += 1 } }
    var sum: UInt32 = 0
    for record in ends.indices { (ends[record], sum) = (sum, sum + ends[record]) }
    var seconds = [UInt32](repeating: 0, count: Int(sum))
    for index in found.indices {
      for pair in found[index] {
        let first = Int(pair >> 32)
        seconds[Int(ends[first])] = UInt32(truncatingIfNeeded: pair)
        ends[first] += 1
      }
      found[index] = []
    }
    found = []
    // What is kept moves to the front.
    var start = 0
    var kept = 0
    for first in 0..<records {
      let range = start..<Int(ends[first])
      start = range.upperBound
      if range.count > 1 { seconds[range].sort() }
      let firstKept = kept
      for position in range where kept == firstKept || seconds[position] != seconds[kept - 1] {
        seconds[kept] = seconds[position]
        kept += 1
      }
      ends[first] = UInt32(kept)
    }
    pairs.reserveCapacity(kept)
    start = 0
    for first in 0..<records {
      for position in start..<Int(ends[first]) { pairs.append(UInt64(first) << 32 | UInt64(seconds[position])) }
      start = Int(ends[first])
    }
  }
}
