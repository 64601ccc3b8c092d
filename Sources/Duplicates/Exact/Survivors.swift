/// The answers for the records that a `SpillingExactSet` left undecided: a bit for each row, and the duplicates in the order
/// of their rows.
public struct Survivors: ~Copyable {
  private let duplicateRows: RowSet?
  private var merge: DuplicateMerge?

  /// Nothing was undecided.
  init() {
    duplicateRows = nil
    merge = nil
  }

  init(duplicateRows: RowSet, duplicates: consuming SpillRuns<Settling.Duplicate>) throws(SpillError) {
    self.duplicateRows = duplicateRows
    merge = try DuplicateMerge(duplicates)
  }

  /// Whether a record (row number, 1-based) that was undecided is the first with its key. O(1).
  public func survives(_ rowNumber: Int) -> Bool { duplicateRows?.contains(rowNumber) != true }

  /// The next duplicate in the order of rows, or nil after the last one. A second reading of the input that asks `survives`
  /// row by row takes one of these for each row that does not.
  public mutating func nextDuplicate() throws(SpillError) -> (rowNumber: Int, holder: Int)? {
    guard merge != nil else { return nil }
    guard let duplicate = try merge?.next() else { return nil }
    return (duplicate.rowNumber, duplicate.holder)
  }
}

/// Merges streams of duplicates, each ordered by row, into one.
struct DuplicateMerge: ~Copyable {
  private struct Reader {
    var stream: Int
    var block = 0
    var position = 0
    var items: [Settling.Duplicate] = []
    var rowNumber: Int { items[position].rowNumber }
  }

  private let runs: SpillRuns<Settling.Duplicate>
  /// A heap by row number: no reader is after those below it.
  private var readers: [Reader] = []

  init(_ runs: consuming SpillRuns<Settling.Duplicate>) throws(SpillError) {
    self.runs = runs
    for stream in 0..<self.runs.streamCount {
      var reader = Reader(stream: stream)
      if try fill(&reader) { readers.append(reader) }
    }
    for index in (0..<readers.count / 2).reversed() { sift(index) }
  }

  private func fill(_ reader: inout Reader) throws(SpillError) -> Bool {
    reader.position = 0
    let filler = Settling.Duplicate(rowNumber: 0, holder: 0)
    guard try runs.read(reader.block, of: reader.stream, into: &reader.items, filler: filler) else { return false }
    reader.block += 1
    return true
  }

  mutating func next() throws(SpillError) -> Settling.Duplicate? {
    guard !readers.isEmpty else { return nil }
    let duplicate = readers[0].items[readers[0].position]
    readers[0].position += 1
    if readers[0].position == readers[0].items.count {
      var reader = Reader(stream: 0)
      swap(&reader, &readers[0])
      if try fill(&reader) {
        swap(&reader, &readers[0])
      } else {
        readers.swapAt(0, readers.count - 1)
        readers.removeLast()
      }
    }
    sift(0)
    return duplicate
  }

  private mutating func sift(_ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < readers.count {
        if readers[child].rowNumber < readers[least].rowNumber { least = child }
      }
      if least == index { return }
      readers.swapAt(index, least)
      index = least
    }
  }
}
