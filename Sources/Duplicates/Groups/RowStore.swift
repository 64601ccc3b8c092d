/// A few bytes about every row of a list, taken in the order of the rows and read back by row number: in memory while they are
/// few, then in a file without a name. Costs an eighth of a byte of memory a row beyond that, and a read of about a kilobyte a
/// question.
struct RowStore: ~Copyable {
  private let memoryLimit: Int
  private let directory: String
  private var file: SystemFile?
  /// What follows behind the file's bytes: each row's length and bytes.
  private var pending: [UInt8] = []
  private var fileSize = 0
  /// Where every 64th row begins.
  private var starts: [Int] = []
  private var count = 0
  private var firstRowNumber = 1
  private var window: [UInt8] = []

  private static let stride = 64
  /// How much is written at once.
  private static let pieceSize = 1 << 18

  init(memoryLimit: Int, directory: String) {
    self.memoryLimit = memoryLimit
    self.directory = directory
  }

  /// Takes a batch of rows, which follow those that were taken before.
  mutating func append(_ facts: RowFactsBuffer, firstRowNumber: Int) throws(SpillError) {
    if count == 0 { self.firstRowNumber = firstRowNumber }
    var start = 0
    for end in facts.ends {
      if count % Self.stride == 0 { starts.append(fileSize + pending.count) }
      count += 1
      RowFactsBuffer.append(UInt64(end - start), to: &pending)
      pending.append(contentsOf: facts.bytes[start..<end])
      start = end
    }
    guard pending.count > (file == nil ? memoryLimit : Self.pieceSize) else { return }
    if file == nil { file = try SystemFile(in: directory) }
    _ = try file?.append(pending)
    fileSize += pending.count
    pending.removeAll(keepingCapacity: pending.count < 4 * Self.pieceSize)
  }

  /// Puts the bytes of a row into `target`; none for a row that was not taken.
  mutating func read(_ rowNumber: Int, into target: inout [UInt8]) throws(SpillError) {
    target.removeAll(keepingCapacity: true)
    let index = rowNumber - firstRowNumber
    guard index >= 0, index < count else { return }
    let start = starts[index / Self.stride]
    if start >= fileSize { return Self.take(index % Self.stride, of: pending, from: start - fileSize, into: &target) }
    let end = index / Self.stride + 1 < starts.count ? starts[index / Self.stride + 1] : fileSize + pending.count
    let written = min(end, fileSize) - start
    if window.count > written { window.removeLast(window.count - written) }
    while window.count < written { window.append(0) }
    try file?.read(&window, at: Int64(start))
    if end > fileSize { window.append(contentsOf: pending[..<(end - fileSize)]) }
    Self.take(index % Self.stride, of: window, from: 0, into: &target)
  }

  private static func take(_ number: Int, of bytes: [UInt8], from start: Int, into target: inout [UInt8]) {
    var position = start
    for row in 0...number {
      var (length, shift) = (0, 0)
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        length |= Int(byte & 0x7F) << shift
        if byte < 0x80 { break }
        shift += 7
      }
      if row == number { target.append(contentsOf: bytes[position..<min(position + length, bytes.count)]) }
      position += length
    }
  }
}
