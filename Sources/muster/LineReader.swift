internal import CSV
internal import Pipeline

/// Lines of standard input, ended by LF alone: what other programs separate with is theirs to keep.
struct LineReader: ~Copyable {
  /// The number of the line that was read last, 1-based.
  private(set) var number = 0
  private var source = FileSource.standardInput()
  private var buffer: [UInt8] = []
  private var position = 0

  /// The next line without its end, as it is read as UTF-8; nil at the end of the input.
  mutating func next() throws -> String? {
    try nextBytes().map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same as bytes.
  mutating func nextBytes() throws -> ArraySlice<UInt8>? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        number += 1
        return buffer[position..<end]
      }
      buffer.removeFirst(position)
      position = 0
      searched = buffer.count
      let received: Int
      do { received = try source.read(into: &buffer, upTo: 1 << 16) } catch {
        throw Failure(.unreadable(error), source: "standard input")
      }
      if received == 0 {
        guard !buffer.isEmpty else { return nil }
        defer { position = buffer.count }
        number += 1
        return buffer[...]
      }
    }
  }
}

/// Lines for standard output, gathered so that each does not cost a system call.
struct LineWriter {
  private var sink = DescriptorSink.standardOutput
  private var buffer: [UInt8] = []

  mutating func write(_ line: String) throws {
    buffer.append(contentsOf: line.utf8)
    buffer.append(0x0A)
    if buffer.count >= 1 << 16 { try flush() }
  }

  mutating func flush() throws {
    do { try sink.write(buffer) } catch { throw Failure(error) }
    buffer.removeAll(keepingCapacity: true)
  }
}
