internal import CSV
internal import Duplicates

/// A copy of a list, or of its end, that comes through a pipe and is to be read again: in a file without a name, as UTF-8.
struct ListSpool: ~Copyable {
  private var file: SystemFile
  /// Where the copy begins in the list.
  private let start: Chunk
  private var block: [UInt8] = []

  /// - Parameter start: the first chunk that is to be copied.
  init(from start: Chunk, in directory: String) throws(SpillError) {
    file = try SystemFile(in: directory)
    self.start = start.position
  }

  mutating func append(_ chunk: Chunk) throws(SpillError) {
    _ = try file.append(chunk.bytes[..<chunk.recordBytes])
  }

  /// The copy as a list.
  consuming func list(like frame: ListFrame) throws(InputError) -> ListReader<SpoolSource> {
    let start = start
    return try ListReader(SpoolSource(file), from: start, like: frame)
  }
}

/// Reads a spool from its beginning.
struct SpoolSource: ~Copyable, ByteSource {
  private let file: SystemFile
  private var position: Int64 = 0
  private var piece: [UInt8] = []

  init(_ file: consuming SystemFile) { self.file = file }

  mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(ReadError) -> Int {
    let count = min(limit, Int(file.size - position))
    guard count > 0 else { return 0 }
    if piece.count > count { piece.removeLast(piece.count - count) }
    if piece.count < count { piece.append(contentsOf: repeatElement(0, count: count - piece.count)) }
    do { try file.read(&piece, at: position) } catch {
      throw .cannotRead(path: "the list's copy in \(error.directory)", code: error.code, offset: Int(position))
    }
    buffer.append(contentsOf: piece)
    position += Int64(count)
    return count
  }
}
