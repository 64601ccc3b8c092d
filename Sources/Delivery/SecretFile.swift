internal import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file, or an open descriptor, that holds a token or a secret.
public enum SecretFile {
  private static let longest = 1 << 16

  /// What a file holds, which nobody but its owner may be able to read.
  public static func read(path: String) throws(TokenError) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, why: systemReason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, why: systemReason(errno)) }
    // Asked of the open file and not of its name, which can come to mean another.
    guard status.st_mode & S_IFMT != S_IFREG || status.st_mode & 0o077 == 0 else {
      throw .exposed(path: path, mode: Int(status.st_mode & 0o777))
    }
    return try text(of: descriptor, named: path)
  }

  /// What comes from a descriptor that the caller opened, such as the end of a pipe. It is read to its end and closed.
  public static func read(descriptor: Int32) throws(TokenError) -> String {
    defer { close(descriptor) }
    return try text(of: descriptor, named: "descriptor \(descriptor)")
  }

  private static func text(of descriptor: Int32, named name: String) throws(TokenError) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
          unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: name, why: systemReason(errno)) }
      guard count > 0 else { break }
      bytes += piece[..<count]
      guard bytes.count <= longest else { throw .tooLong(path: name) }
    }
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
