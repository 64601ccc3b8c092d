internal import CSV
internal import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ListSource {
  /// The same list in a form that can be read as often as one likes: itself when it is a file, or else a copy in a file without a name,
  /// which is gone when the program is, however it ends.
  func rereadable() throws -> ListSource {
    if canBeReopened { return self }
    try spool()
    return ListSource(rewinding: 0, name: name)
  }

  /// Copies the list to a private file that takes the place of standard input.
  private func spool() throws {
    let folder = TemporaryFolder.path
    var template = Array((folder + "/muster.XXXXXX").utf8CString)
    // Only its owner may read it, and it loses its name at once.
    let copy = unsafe template.withUnsafeMutableBufferPointer { buffer in unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1 }
    let code = errno
    guard copy >= 0 else { throw failure(OutputError(target: folder, code: code)) }
    unsafe unlink(template)
    var sink = DescriptorSink(descriptor: copy, target: folder)
    do {
      try copyAll(to: &sink)
    } catch {
      close(copy)
      throw error
    }
    lseek(copy, 0, SEEK_SET)
    dup2(copy, STDIN_FILENO)
    close(copy)
  }

  private func copyAll(to sink: inout DescriptorSink) throws {
    var buffer: [UInt8] = []
    do {
      var source: FileSource = if let path { try FileSource(path: path) } else { .standardInput() }
      while try source.read(into: &buffer, upTo: 1 << 18) > 0 {
        try sink.write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    } catch let error as OutputError {
      throw failure(error)
    } catch let error as ReadError {
      throw Failure(.unreadable(error), source: name)
    }
  }

  private func failure(_ error: OutputError) -> Failure {
    Failure(
      status: .unwritable,
      sentence: "\(error.target) cannot hold a copy of \(name), which has to be read more than once: \(error.systemReason); "
        + "name another folder with TMPDIR, or give the list as a file")
  }
}
