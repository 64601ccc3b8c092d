/// A few bytes about every row of a list, taken in the order of the rows and read back by row number: in memory while they are
/// few, then in files without a name, with where they lie. What it takes of memory does not grow then, and a question costs two reads,
/// of half a kilobyte.
struct RowStore: ~Copyable {
  private let memoryLimit: Int
  private let directory: String
  private var file: SystemFile?
  /// What follows behind the file's bytes: each row's length and bytes.
  private var pending: [UInt8] = []
  private var fileSize = 0
  /// Where every 32nd row begins, of those in the file: eight bytes each.
  private var startsFile: SystemFile?
  private var writtenStarts = 0
  /// The same of those behind them.
  private var starts: [Int] = []
  private var count = 0
  private var firstRowNumber = 1
  private var window: [UInt8] = []
  private var bounds = [0, 0]

  private static let stride = 32
  /// How much is written at once.
  private static let pieceSize = 1 << 18

  init(memoryLimit: Int, directory: String) {
    self.memoryLimit = memoryLimit
    self.directory = directory
  }

  /// Takes a batch of rows, which follow those that were taken before.
  mutating func append(_ facts: RowFactsBuffer, firstRowNumber: Int) throws(SpillError) {
    if count == 0 { self.firstRowNumber = firstRowNumber }
    var index = (Self.stride - count % Self.stride) % Self.stride
    while index < facts.ends.count {
      starts.append(fileSize + pending.count + (index == 0 ? 0 : facts.ends[index - 1]))
      index += Self.stride
    }
    count += facts.ends.count
    pending.append(contentsOf: facts.bytes)
    if pending.count > (file == nil ? memoryLimit : Self.pieceSize) { try write() }
  }

  /// Puts everything on disk.
  private mutating func write() throws(SpillError) {
    if file == nil {
      file = try SystemFile(in: directory)
      startsFile = try SystemFile(in: directory)
    }
    _ = try file?.append(pending)
    _ = try startsFile?.append(starts)
    fileSize += pending.count
    writtenStarts += starts.count
    pending.removeAll(keepingCapacity: pending.count < 4 * Self.pieceSize)
    starts.removeAll(keepingCapacity: starts.count < Self.pieceSize)
  }

  /// Puts the bytes of a row into `target`; none for a row that was not taken.
  mutating func read(_ rowNumber: Int, into target: inout [UInt8]) throws(SpillError) {
    target.removeAll(keepingCapacity: true)
    let index = rowNumber - firstRowNumber
    guard index >= 0, index < count else { return }
    let place = try place(of: index / Self.stride)
    let (start, end) = (place.lowerBound, place.upperBound)
    if start >= fileSize { return Self.take(index % Self.stride, of: pending, from: start - fileSize, into: &target) }
    let written = min(end, fileSize) - start
    if window.count > written { window.removeLast(window.count - written) }
    while window.count < written { window.append(0) }
    try file?.read(&window, at: Int64(start))
    if end > fileSize { window.append(contentsOf: pending[..<(end - fileSize)]) }
    Self.take(index % Self.stride, of: window, from: 0, into: &target)
  }

  /// Where a group of 32 rows lies: up to the next one's start, or to the end of all.
  private mutating func place(of group: Int) throws(SpillError) -> Range<Int> {
    let end = fileSize + pending.count
    let index = group - writtenStarts
    if index >= 0 { return starts[index]..<(index + 1 < starts.count ? starts[index + 1] : end) }
    if index == -1 {
      var last = [0]
      try startsFile?.read(&last, at: Int64(group * MemoryLayout<Int>.stride))
      return last[0]..<(starts.first ?? end)
    }
    try startsFile?.read(&bounds, at: Int64(group * MemoryLayout<Int>.stride))
    return bounds[0]..<bounds[1]
  }

  private static func take(_ number: Int, of bytes: [UInt8], from start: Int, into target: inout [UInt8]) {
    var position = start
    for _ in 0..<number {
      let length = Int(VariableLength.read(bytes, &position))
      position += length
    }
    let length = Int(VariableLength.read(bytes, &position))
    target.append(contentsOf: bytes[position..<min(position + length, bytes.count)])
  }
}
