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

  /// Opens the list, or the part of it that is meant.
  func open(_ opening: Opening) throws -> ListReader<FileSource> {
    if let decisions = opening.decisions, let bytes = opening.bytes { try check(bytes, in: decisions) }
    do throws(InputError) { return try reader(opening) } catch { throw Failure(error, source: name) }
  }

  /// The same, for a range that has been looked at.
  private func reader(_ opening: Opening) throws(InputError) -> ListReader<FileSource> {
    guard let decisions = opening.decisions else { return try reader(opening.reading) }
    return try ListReader(
      file(only: opening.bytes), decisions: decisions, hasHeaderRecord: opening.hasHeaderRecord,
      continues: opening.bytes.map { $0.lowerBound > 0 } ?? (decisions.hasHeader && !opening.hasHeaderRecord),
      firstRow: opening.firstRow, firstLine: opening.firstLine ?? (opening.bytes == nil ? nil : 1))
  }

  /// The list's size in bytes; nil when it is not known before its end.
  func size() throws -> Int? {
    do throws(InputError) { return try file().byteCount } catch { throw Failure(error, source: name) }
  }

  func splitter(_ options: ReadingOptions, size: ListSplitter<FileSource>.Size) throws -> ListSplitter<FileSource> {
    do throws(InputError) { return try ListSplitter(file(), options: options, size: size) } catch { throw Failure(error, source: name) }
  }

  /// The next piece of a part; false at the list's end.
  func next(of splitter: inout ListSplitter<FileSource>, into piece: inout ListPiece) throws -> Bool {
    do { return try splitter.next(into: &piece) } catch { throw Failure(error, source: name) }
  }

  /// Refuses a range that cannot be one of whole records.
  private func check(_ range: Range<Int>, in decisions: ListDecisions) throws {
    guard path != nil else {
      throw Failure(status: .usage, sentence: "a range is one of a file's bytes, and standard input is none: name the file")
    }
    let (ends, isSplittable): ([UInt8], Bool)
    do throws(InputError) {
      var found: [UInt8] = []
      _ = try file(only: range)
      for place in [range.lowerBound, range.upperBound] where place > 0 {
        var file = try file(only: place - 1..<place)
        do { _ = try file.read(into: &found, upTo: 1) } catch { throw .unreadable(error) }
        if place == file.byteCount { found[found.count - 1] = 0x0A }
      }
      ends = found
      do { isSplittable = try decisions.detection.encoding.isSplittable(in: decisions.detection.dialect) } catch {
        throw .unreadable(error)
      }
    } catch {
      throw Failure(error, source: name)
    }
    if !isSplittable {
      throw Failure(
        status: .usage,
        sentence: "\(name) is written in \(decisions.detection.encoding.name), of which no range can be read by itself: "
          + "split it into files with muster split -o, which are written as UTF-8")
    }
    if !ends.allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0xBF }) {
      throw Failure(
        status: .usage,
        sentence: "the range \(range.lowerBound)-\(range.upperBound) of \(name) does not begin and end with records: "
          + "take the ranges that muster split makes")
    }
  }

  private func file(only bytes: Range<Int>?) throws(InputError) -> FileSource {
    var file = try file()
    guard let bytes else { return file }
    do { try file.read(only: bytes) } catch { throw .unreadable(error) }
    return file
  }

  func again(_ options: ReadingOptions) -> (() throws(InputError) -> ListReader<FileSource>)? { again(Opening(reading: options)) }

  /// Opens the list once more; nil for what can be read only once.
  func again(_ opening: Opening) -> (() throws(InputError) -> ListReader<FileSource>)? {
    guard canBeReopened else { return nil }
    return { () throws(InputError) in try reader(opening) }
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
