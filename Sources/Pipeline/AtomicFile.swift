#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file that appears whole or not at all: written beside its final name, and given that name by `commit()`.
///
/// What is thrown away without a commit leaves no trace. A target that is no regular file (a device, a pipe) cannot be
/// replaced and is written to directly. An existing file's permissions are kept.
public struct AtomicFile: ~Copyable, ByteSink {
  public let path: String
  private let descriptor: Int32
  /// The name it has until it is committed; nil when the target is written to directly.
  private let temporary: String?
  private var isOpen = true

  /// - Parameter isPrivate: whether only its owner may read the file, whatever the umask and an earlier file say.
  public init(path: String, isPrivate: Bool = false) throws(OutputError) {
    let opened = try Self.open(path, isPrivate: isPrivate)
    self.path = path
    descriptor = opened.descriptor
    temporary = opened.temporary
  }

  private static func open(_ path: String, isPrivate: Bool) throws(OutputError) -> (descriptor: Int32, temporary: String?) {
    // A symbolic link keeps being one: what it points to is replaced.
    let target = resolved(path)
    var existing = stat()
    let exists = unsafe stat(target, &existing) == 0
    if exists, existing.st_mode & S_IFMT == S_IFDIR { throw OutputError(target: path, code: EISDIR) }
    if exists, existing.st_mode & S_IFMT != S_IFREG {
      let descriptor = unsafe systemOpen(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputError(target: path, code: errno) }
      return (descriptor, nil)
    }
    var template = Array((target + ".XXXXXX").utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw OutputError(target: path, code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // mkstemp makes the file private; what a program writes is as readable as the umask lets it be.
    let mask = umask(0)
    _ = umask(mask)
    if !isPrivate { _ = fchmod(descriptor, exists ? existing.st_mode & 0o7777 : 0o666 & ~mask) }
    return (descriptor, String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  public mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    try writeAll(bytes, to: descriptor, target: path)
  }

  /// Makes the content durable and gives the file its name. What stood under that name before is gone only then.
  public mutating func commit() throws(OutputError) {
    if let temporary {
      guard fsync(descriptor) == 0 else { throw OutputError(target: path, code: errno) }
      guard unsafe rename(temporary, resolved(path)) == 0 else { throw OutputError(target: path, code: errno) }
    }
    isOpen = false
    // A delayed write error of a network file system shows at close; data is already synced, so nothing else can.
    guard close(descriptor) == 0 else { throw OutputError(target: path, code: errno) }
  }

  deinit {
    guard isOpen else { return }
    close(descriptor)
    if let temporary { _ = unsafe unlink(temporary) }
  }
}

/// `open(2)`, which `AtomicFile.open` hides.
private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { unsafe open(path, flags) }

/// The path with symbolic links followed, or as it is when it does not exist yet.
private func resolved(_ path: String) -> String {
  guard let real = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(real) }
  return unsafe String(cString: real)
}
