#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file without a name, so that whatever ends the program leaves nothing behind. Where the file system cannot make one, it is made in a
/// directory of its own that only the owner may enter, and unlinked at once.
public struct SystemFile: ~Copyable {
  static let diskFullCodes: [Int32] = [ENOSPC, EDQUOT, EFBIG]

  private let descriptor: Int32
  let directory: String
  /// How many bytes were written.
  public private(set) var size: Int64 = 0

  /// - Parameter directory: where the file is.
  public init(in directory: String) throws(SpillError) {
    self.init(descriptor: try Self.opened(in: directory), directory: directory)
  }

  private static func opened(in directory: String) throws(SpillError) -> Int32 {
    #if os(Linux)
      // O_TMPFILE, which the C library's header makes of two flags. With O_EXCL it can never be given a name.
      let descriptor = unsafe open(directory, 0o20000000 | O_DIRECTORY | O_RDWR | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 { return descriptor }
    #endif
    return try unlinked(in: directory)
  }

  private static func unlinked(in directory: String) throws(SpillError) -> Int32 {
    var template = Array("\(directory)/muster-XXXXXX".utf8CString)
    // mkdtemp makes the directory with mode 0700.
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) } != nil
    }
    guard isMade else { throw SpillError(operation: .create, directory: directory, code: errno) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/records"
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let code = errno
    guard descriptor >= 0 else {
      unsafe rmdir(folder)
      throw SpillError(operation: .create, directory: directory, code: code)
    }
    guard unsafe unlink(path) == 0 else {
      // It would stay behind: better not to write into it, and to try once more.
      let code = errno
      close(descriptor)
      unsafe unlink(path)
      unsafe rmdir(folder)
      throw SpillError(operation: .create, directory: directory, code: code)
    }
    unsafe rmdir(folder)
    return descriptor
  }

  /// Takes over an open file, for tests of what a full disk does.
  init(descriptor: Int32, directory: String) {
    self.descriptor = descriptor
    self.directory = directory
  }

  deinit { close(descriptor) }

  /// Writes the bytes of some items at the end and returns where they begin.
  public mutating func append<Item: BitwiseCopyable>(_ items: [Item]) throws(SpillError) -> Int64 { try append(items[...]) }

  public mutating func append<Item: BitwiseCopyable>(_ items: ArraySlice<Item>) throws(SpillError) -> Int64 {
    let start = size
    let count = items.count * MemoryLayout<Item>.stride
    var done = 0
    while done < count {
      let written = unsafe items.withUnsafeBytes { buffer in
        unsafe pwrite(descriptor, buffer.baseAddress.map { unsafe $0 + done }, count - done, off_t(start) + off_t(done))
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw SpillError(operation: .write, directory: directory, code: errno)
      }
      done += written
    }
    size += Int64(count)
    return start
  }

  /// Fills items from a place in the file that was written before.
  public func read<Item: BitwiseCopyable>(_ items: inout [Item], at start: Int64) throws(SpillError) {
    let count = items.count * MemoryLayout<Item>.stride
    var done = 0
    while done < count {
      let got = unsafe items.withUnsafeMutableBytes { buffer in
        unsafe pread(descriptor, buffer.baseAddress.map { unsafe $0 + done }, count - done, off_t(start) + off_t(done))
      }
      if got < 0, errno == EINTR { continue }
      // The file is ours alone and was written this far: an end before that is the disk's failure too.
      if got <= 0 { throw SpillError(operation: .read, directory: directory, code: got < 0 ? errno : EIO) }
      done += got
    }
  }
}
