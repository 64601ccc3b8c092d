internal import Bytes

/// A few bytes about every row of a list, taken in the order of the rows and read back by row number: in memory while they are
/// few, then in a file without a name. Where the first sixteen million rows lie is kept in memory, four megabytes, and a question about
/// one of them costs one read, of half a kilobyte; behind them that is in a file as well, and a question costs two.
struct RowStore: ~Copyable {
  private let memoryLimit: Int
  private let directory: String
  private var file: SystemFile?
  /// What follows behind the file's bytes: each row's length and bytes.
  private var pending: [UInt8] = []
  private var fileSize = 0
  /// Where every 32nd row begins, of the first ones.
  private var firstStarts: [Int] = []
  /// The same of those behind them, as far as they are in a file: eight bytes each.
  private var startsFile: SystemFile?
  private var writtenStarts = 0
  /// The same of those behind these.
  private var starts: [Int] = []
  private var count = 0
  private var firstRowNumber = 1
  private var window: [UInt8] = []
  private var bounds = [0, 0]

  private static let stride = 32
  private let mostFirstStarts: Int
  /// How much is written at once.
  private static let pieceSize = 1 << 18

  /// - Parameter mostFirstStarts: of how many groups of 32 rows it is kept in memory where they lie.
  init(memoryLimit: Int, directory: String, mostFirstStarts: Int = 1 << 19) {
    self.memoryLimit = memoryLimit
    self.mostFirstStarts = mostFirstStarts
    self.directory = directory
  }

  /// Takes a batch of rows, which follow those that were taken before.
  mutating func append(_ facts: borrowing RowFactsBuffer, firstRowNumber: Int) throws(SpillError) {
    if count == 0 { self.firstRowNumber = firstRowNumber }
    var index = (Self.stride - count % Self.stride) % Self.stride
    while index < facts.ends.count {
      let start = fileSize + pending.count + (index == 0 ? 0 : facts.ends[index - 1])
      if firstStarts.count < mostFirstStarts { firstStarts.append(start) } else { starts.append(start) }
      index += Self.stride
    }
    count += facts.ends.count
    pending.append(copying: facts.bytes.span)
    if pending.count > (file == nil ? memoryLimit : Self.pieceSize) { try write() }
  }

  /// Puts the rows on disk. Of more than a piece the end that is no whole one stays: a system that keeps files in pages of many sizes
  /// takes large ones for what begins and ends at a multiple of its size.
  private mutating func write() throws(SpillError) {
    if file == nil { file = try SystemFile(in: directory) }
    let whole = pending.count < Self.pieceSize ? pending.count : pending.count / Self.pieceSize * Self.pieceSize
    _ = try file?.append(pending[..<whole])
    fileSize += whole
    if pending.count < 4 * Self.pieceSize { pending.removeFirst(whole) } else { pending = Array(pending[whole...]) }
    guard !starts.isEmpty else { return }
    if startsFile == nil { startsFile = try SystemFile(in: directory) }
    _ = try startsFile?.append(starts)
    writtenStarts += starts.count
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
    if window.count < written { window.append(contentsOf: repeatElement(0, count: written - window.count)) }
    // What it has room for beyond the group is read as well, as long as there is so much and nothing has to follow.
    let most = end > fileSize ? written : min(window.count, fileSize - start)
    if window.count > most { window.removeLast(window.count - most) }
    try file?.read(&window, at: Int64(start))
    if end > fileSize { window.append(contentsOf: pending[..<(end - fileSize)]) }
    Self.take(index % Self.stride, of: window, from: 0, into: &target)
  }

  /// Where a group of 32 rows lies: up to the next one's start, or to the end of all.
  private mutating func place(of group: Int) throws(SpillError) -> Range<Int> {
    let end = fileSize + pending.count
    if group + 1 < firstStarts.count { return firstStarts[group]..<firstStarts[group + 1] }
    if group < firstStarts.count {
      return firstStarts[group]..<(writtenStarts > 0 ? try writtenStart(0) : starts.first ?? end)
    }
    let place = group - firstStarts.count
    let index = place - writtenStarts
    if index >= 0 { return starts[index]..<(index + 1 < starts.count ? starts[index + 1] : end) }
    if index == -1 { return try writtenStart(place)..<(starts.first ?? end) }
    try startsFile?.read(&bounds, at: Int64(place * MemoryLayout<Int>.stride))
    return bounds[0]..<bounds[1]
  }

  private func writtenStart(_ place: Int) throws(SpillError) -> Int {
    var start = [0]
    try startsFile?.read(&start, at: Int64(place * MemoryLayout<Int>.stride))
    return start[0]
  }

  private static func take(_ number: Int, of bytes: [UInt8], from start: Int, into target: inout [UInt8]) {
    var position = start
    let rows = bytes.span
    for _ in 0..<number {
      // Hardly any length takes two bytes.
      let first = Int(rows[position])
      position += first < 0x80 ? first + 1 : Int(VariableLength.read(bytes, &position))
    }
    let length = Int(VariableLength.read(bytes, &position))
    let row = rows.extracting(position..<min(position + length, rows.count))
    unsafe row.withUnsafeBufferPointer { unsafe target.append(contentsOf: $0) }
  }
}
