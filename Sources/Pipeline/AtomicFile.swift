internal import Bytes
internal import CFiles

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file that appears whole or not at all: written without a name, and given its name by `commit()`.
///
/// Where the file system can hold a file without a name, a program that is killed leaves nothing behind; elsewhere a temporary name
/// stands beside the final one until the file is committed or thrown away. What is thrown away without a commit leaves no trace. A
/// target that is no regular file (a device, a pipe) cannot be replaced and is written to directly. An existing file's permissions are
/// kept, unless the file is to be for its owner alone.
public struct AtomicFile: ~Copyable, ByteSink {
  public let path: String
  private let descriptor: Int32
  private var state: State
  /// What follows behind the written bytes, less than a block.
  private var pending: [UInt8] = []
  /// How many bytes were written, in whole blocks, and for how many of them the system was asked to begin with the disk.
  private var written = 0
  private var begun = 0
  /// How many bytes are written at once, and begin at a multiple of themselves: a system that keeps files in pages of many sizes takes
  /// large ones for them, which is half the work of what comes in pieces of any length.
  private static let blockSize = 1 << 17
  /// How many bytes the system is asked for at once.
  private static let pieceSize = 4 << 20

  private enum State {
    /// The target is no regular file, and what is written is there at once.
    case direct
    /// The file has no name yet.
    case nameless
    /// The file has this name until it is committed.
    case temporary(String)
    case closed
  }

  /// - Parameters:
  ///   - path: what the file is to be called.
  ///   - isPrivate: whether only its owner may read the file, whatever the umask and an earlier file say.
  public init(path: String, isPrivate: Bool = false) throws(OutputError) {
    let opened = try Self.opened(path, isPrivate: isPrivate)
    self.path = path
    descriptor = opened.descriptor
    state = opened.state
  }

  private static func opened(_ path: String, isPrivate: Bool) throws(OutputError) -> (descriptor: Int32, state: State) {
    // A symbolic link keeps being one: what it points to is replaced.
    let target = resolved(path)
    var existing = stat()
    let exists = unsafe stat(target, &existing) == 0
    if !exists, errno == ELOOP { throw OutputError(target: path, code: ELOOP) }
    if exists, existing.st_mode & S_IFMT == S_IFDIR { throw OutputError(target: path, code: EISDIR) }
    if exists, existing.st_mode & S_IFMT != S_IFREG {
      let descriptor = unsafe open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputError(target: path, code: errno) }
      return (descriptor, .direct)
    }
    let file = if let file = nameless(besides: target) { file } else { try temporary(besides: target, path: path) }
    let mask = umask(0)
    _ = umask(mask)
    _ = fchmod(file.descriptor, isPrivate ? 0o600 : exists ? existing.st_mode & 0o7777 : 0o666 & ~mask)
    return file
  }

  /// A file without a name; nil where the file system has no such thing, or where /proc is missing, by which it would get its name.
  private static func nameless(besides target: String) -> (descriptor: Int32, state: State)? {
    #if os(Linux)
      guard unsafe access("/proc/self/fd", X_OK) == 0 else { return nil }
      // O_TMPFILE, which the C library's header makes of two flags.
      let descriptor = unsafe open(folder(of: target), 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o600)
      return descriptor < 0 ? nil : (descriptor, .nameless)
    #else
      return nil
    #endif
  }

  private static func temporary(besides target: String, path: String) throws(OutputError) -> (descriptor: Int32, state: State) {
    var template = Array((target + ".XXXXXX").utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.map { unsafe mkstemp($0) } ?? -1 }
    guard descriptor >= 0 else { throw OutputError(target: path, code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return (descriptor, .temporary(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)))
  }

  public mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    // Somebody may be reading.
    if case .direct = state { return try writeAll(bytes.span, to: descriptor, target: path) }
    var rest = bytes.span
    if !pending.isEmpty {
      let missing = min(Self.blockSize - pending.count, rest.count)
      pending.append(copying: rest.extracting(first: missing))
      rest = rest.extracting(droppingFirst: missing)
      guard pending.count == Self.blockSize else { return }
      try writePending()
    }
    let whole = rest.count / Self.blockSize * Self.blockSize
    if whole > 0 {
      try writeAll(rest.extracting(first: whole), to: descriptor, target: path)
      count(written: whole)
    }
    pending.append(copying: rest.extracting(droppingFirst: whole))
  }

  private mutating func writePending() throws(OutputError) {
    try writeAll(pending.span, to: descriptor, target: path)
    count(written: pending.count)
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func count(written count: Int) {
    written += count
    guard written - begun >= Self.pieceSize else { return }
    // The disk works while the next records are cleaned, and committing waits for little: it was a tenth of a run.
    let whole = written / Self.pieceSize * Self.pieceSize
    cfiles_begin_writing(descriptor, Int64(begun), Int64(whole - begun))
    begun = whole
  }

  /// Makes the content durable and gives the file its name. What stood under that name before is gone only then.
  public mutating func commit() throws(OutputError) {
    try writePending()
    var isNamed = true
    switch state {
    case .closed: return
    case .direct: isNamed = false
    case .nameless:
      try check(fsync(descriptor))
      let target = resolved(path)
      if !link(to: target) {
        // Something has that name already: a second name replaces it, since only a name can.
        let name = try linkBeside(target)
        state = .temporary(name)
        try check(unsafe rename(name, target))
      }
    case .temporary(let name):
      try check(fsync(descriptor))
      try check(unsafe rename(name, resolved(path)))
    }
    state = .closed
    // A delayed write error of a network file system shows at close.
    try check(close(descriptor))
    if isNamed { syncFolder() }
  }

  private func check(_ result: Int32) throws(OutputError) {
    guard result == 0 else { throw OutputError(target: path, code: errno) }
  }

  /// Gives the nameless file a name; false when it cannot have that one.
  private func link(to name: String) -> Bool {
    unsafe linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
  }

  /// Gives the nameless file a name of its own beside the target.
  private func linkBeside(_ target: String) throws(OutputError) -> String {
    for attempt in 0..<100 {
      let name = "\(target).\(getpid())-\(attempt)"
      if link(to: name) { return name }
      guard errno == EEXIST else { break }
    }
    throw OutputError(target: path, code: errno)
  }

  /// Makes the new name durable. A file system that cannot do this for a folder has no more to give.
  private func syncFolder() {
    let descriptor = unsafe open(folder(of: resolved(path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }

  deinit {
    switch state {
    case .closed: return
    case .direct, .nameless: break
    case .temporary(let name): _ = unsafe unlink(name)
    }
    _ = close(descriptor)
  }
}

private func folder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The path with symbolic links followed. What does not exist yet is where its link says that it is to be, or where it says itself.
private func resolved(_ path: String) -> String {
  var path = path
  // As many links as the system follows itself.
  for _ in 0..<40 {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    guard let target = linkTarget(path) else { return path }
    path = target.hasPrefix("/") ? target : "\(folder(of: path))/\(target)"
  }
  return path
}

/// What a symbolic link says; nil for anything else.
private func linkTarget(_ path: String) -> String? {
  var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = unsafe bytes.withUnsafeMutableBytes { bytes in
    unsafe bytes.bindMemory(to: CChar.self).baseAddress.map { unsafe readlink(path, $0, bytes.count) } ?? -1
  }
  return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
}
