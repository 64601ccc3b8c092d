internal import CSV
internal import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The list that a command was given: a path, or standard input.
struct ListSource {
  let path: String?
  /// Where standard input begins, when it may be read again; nil when it is read once.
  private let inputStart: Int?
  /// How messages call it.
  let name: String

  /// Where standard input stands, when it is a file.
  private static var placeOfInput: Int? {
    var status = stat()
    guard unsafe fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return lseek(STDIN_FILENO, 0, SEEK_CUR)
  }

  /// Whether it can be opened more than once.
  var canBeReopened: Bool { path.map { FileIdentity($0) != nil } ?? (inputStart != nil) }

  init(path: String) {
    self.path = path
    name = path
    inputStart = nil
  }

  /// What stands on standard input, a file there, read from a byte (0-based) on every time.
  init(rewinding start: Int, name: String) {
    path = nil
    self.name = name
    inputStart = start
  }

  /// - Parameter argument: the command's INPUT; `-` or nothing is standard input, which must then be piped into.
  init(_ argument: String?, isTerminal: Bool) throws {
    if argument == nil, isTerminal {
      throw Failure(status: .usage, sentence: "there is no list to read: name a file, or pipe one in. Try: muster --help")
    }
    path = argument == "-" ? nil : argument
    name = path ?? "standard input"
    inputStart = path == nil ? Self.placeOfInput : nil
  }

  func open(_ options: ReadingOptions) throws -> ListReader<FileSource> {
    do throws(InputError) { return try reader(options) } catch { throw Failure(error, source: name) }
  }

  /// The same, for a caller that has the sentence to make itself.
  func reader(_ options: ReadingOptions) throws(InputError) -> ListReader<FileSource> {
    try ListReader(file(), options: options)
  }

  /// Opens the list once more; nil for what can be read only once.
  func again(_ options: ReadingOptions) -> (() throws(InputError) -> ListReader<FileSource>)? {
    guard canBeReopened else { return nil }
    return { () throws(InputError) in try reader(options) }
  }

  private func file() throws(InputError) -> FileSource {
    do { return try bytes() } catch { throw .unreadable(error) }
  }

  /// The list's bytes, as they are.
  func bytes() throws(ReadError) -> FileSource {
    guard let path else {
      // A file that was rewound before can be rewound again.
      if let inputStart { lseek(STDIN_FILENO, inputStart, SEEK_SET) }
      return .standardInput()
    }
    return try FileSource(path: path)
  }

  /// The list's records alone, the header among them.
  func records(_ options: ReadingOptions) throws -> DetectedReader<FileSource> {
    do throws(InputError) {
      let file = try file()
      do { return try DetectedReader(file, options: options) } catch { throw InputError.unreadable(error) }
    } catch {
      throw Failure(error, source: name)
    }
  }

  /// The next records; false at the end.
  func read(_ reader: inout DetectedReader<FileSource>, into batch: inout RecordBatch) throws -> Bool {
    do { return try reader.read(into: &batch) } catch { throw Failure(.unreadable(error), source: name) }
  }
}
