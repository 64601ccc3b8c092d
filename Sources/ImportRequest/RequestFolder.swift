internal import CFiles
public import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A folder that appears whole or not at all, and that only its owner can read: contacts are nobody else's business.
///
/// It is filled beside its final name and given that name by `commit()`. What is thrown away without a commit leaves no trace.
public struct RequestFolder: ~Copyable {
  public let path: String
  private let temporary: String
  private var names: [String] = []
  private var isOpen = true

  /// Makes the folder. What stands under the path already is an error (`EEXIST`), unless it is an empty folder.
  public init(path: String) throws(OutputError) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed = trimmed.dropLast() }
    self.path = String(trimmed)
    if try !Self.isFree(self.path) { throw OutputError(target: path, code: EEXIST) }
    var template = Array((self.path + ".XXXXXX").utf8CString)
    // mkdtemp(3) makes a folder that its owner alone can read.
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
    }
    guard made else { throw OutputError(target: path, code: errno) }
    temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func isFree(_ path: String) throws(OutputError) -> Bool {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT { return true }
      if errno == ENOTDIR { return false }
      throw OutputError(target: path, code: errno)
    }
    defer { unsafe closedir(folder) }
    var entries = 0
    while unsafe readdir(folder) != nil { entries += 1 }
    // "." and ".." are in every folder.
    return entries <= 2
  }

  /// Writes a file of the folder.
  public mutating func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
    var file = try create(name)
    try file.write(bytes)
    try file.commit()
  }

  /// Begins a file of the folder.
  mutating func create(_ name: String) throws(OutputError) -> PrivateFile {
    names.append(name)
    return try PrivateFile(creating: "\(temporary)/\(name)")
  }

  /// Makes the files durable and gives the folder its name.
  public mutating func commit() throws(OutputError) {
    let descriptor = unsafe open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(target: path, code: errno) }
    defer { close(descriptor) }
    // One call for all files: a sync for each of some thousand batches would take longer than cleaning them.
    guard cfiles_sync(descriptor) == 0 else { throw OutputError(target: path, code: errno) }
    guard unsafe rename(temporary, path) == 0 else { throw OutputError(target: path, code: errno) }
    isOpen = false
    // The new name; not every file system can sync a folder, and then it is durable when the system says so.
    _ = cfiles_sync(descriptor)
  }

  deinit {
    guard isOpen else { return }
    for name in names { _ = unsafe unlink("\(temporary)/\(name)") }
    _ = unsafe rmdir(temporary)
  }
}

/// A new file that only its owner can read.
struct PrivateFile: ~Copyable, ByteSink {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(creating path: String) throws(OutputError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputError(target: path, code: errno) }
  }

  mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer += bytes
    if buffer.count >= 1 << 16 { try flush() }
  }

  private mutating func flush() throws(OutputError) {
    var sink = DescriptorSink(descriptor: descriptor, target: path)
    try sink.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Hands on what was gathered; `RequestFolder.commit()` makes it durable.
  mutating func commit() throws(OutputError) { try flush() }

  deinit { close(descriptor) }
}
