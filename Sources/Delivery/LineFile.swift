internal import CSV

/// A text file's lines, one after the other; holds the longest of them.
struct LineFile: ~Copyable {
  private var file: FileSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var hasEnded = false

  init(path: String) throws(DeliveryError) {
    do { file = try FileSource(path: path) } catch { throw .unreadable(error) }
  }

  /// The next line and whether it was ended; nil at the end of the file.
  mutating func next() throws(DeliveryError) -> (text: String, isEnded: Bool)? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return (String(decoding: buffer[position..<end], as: UTF8.self), true)
      }
      guard !hasEnded else {
        defer { position = buffer.count }
        return position < buffer.count ? (String(decoding: buffer[position...], as: UTF8.self), false) : nil
      }
      buffer.removeFirst(position)
      position = 0
      searched = buffer.count
      do { hasEnded = try file.read(into: &buffer, upTo: 1 << 18) == 0 } catch { throw .unreadable(error) }
    }
  }

  /// A whole file.
  static func bytes(of path: String) throws(DeliveryError) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(ReadError) {
      var file = try FileSource(path: path)
      while try file.read(into: &bytes, upTo: 1 << 20) > 0 {}
    } catch {
      throw .unreadable(error)
    }
    return bytes
  }
}
