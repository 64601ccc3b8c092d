internal import ArgumentParser
internal import CSV
internal import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// `muster split`: parts of a list that can be cleaned apart from each other.
struct Split: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Cut a list between records, into files or ranges that can be cleaned apart.",
    discussion: """
      Quoted line ends are no record's end, and parts that are cleaned make what the whole would. Says of each part on standard \
      output, as JSON on a line of its own, which bytes of the list it holds and which record and line are its first:

        {"start":61,"end":5042,"firstRow":1,"firstLine":2}

      With --ranges that is all; muster clean LIST --range takes such a line as it is. With -o each part is a file of its own, \
      part-0001.csv and so on in that folder, with the list's header (unless --no-output-header) and without what stood before it.
      """)

  @Argument(help: ArgumentHelp("The list: a file, or - for standard input (the default when piped into).", valueName: "input"))
  var input: String?

  @Option(help: ArgumentHelp("Make so many parts of about the same size; fewer where there are fewer records.", valueName: "n"))
  var parts: Int?

  @Option(
    help: ArgumentHelp(
      "Make parts of at most this size, their header not counted: bytes, or with K, M or G. A longer record is a part of its own.",
      valueName: "size"))
  var bytes: ByteCount?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder that the parts are written to; it is made where it is missing.", valueName: "folder"))
  var output: String?

  @Flag(help: "Write no parts, only say where they are.")
  var ranges = false

  @Flag(help: "Write the parts without the list's header.")
  var noOutputHeader = false

  @OptionGroup var options: UnderstandingOptions

  func validate() throws {
    if (parts == nil) == (bytes == nil) { throw ValidationError("Say how many parts with --parts, or how large they are with --bytes.") }
    if let parts, parts < 1 { throw ValidationError("--parts \(parts): expected at least 1.") }
    if (output == nil) != ranges { throw ValidationError("Name a folder for the parts with -o, or ask for --ranges alone.") }
    if noOutputHeader, ranges { throw ValidationError("--ranges writes no parts that --no-output-header could be about.") }
  }

  func run() throws {
    let source = try ListSource(input, isTerminal: Console.inputIsTerminal)
    let reading = try options.reading(options.loaded())
    var splitter = try source.splitter(reading, size: size(of: source))
    if ranges, !splitter.keepsEncoding {
      throw Failure(
        status: .usage,
        sentence: "\(source.name) is written in \(splitter.detection.encoding.name), of which no range can be read by itself: "
          + "split it into files with -o, which are written as UTF-8")
    }
    var lines = LineWriter()
    var files = try output.map { try PartFiles(folder: $0, digits: String(parts ?? 0).count, hasHeader: !noOutputHeader) }
    var piece = ListPiece()
    var open: ListRange?
    while try source.next(of: &splitter, into: &piece) {
      if let begun = piece.begins {
        if var range = open {
          range.end = begun.start
          try lines.write(range.json(file: files?.end()))
        }
        open = begun
        try files?.begin(header: splitter.header)
      }
      try files?.write(piece.bytes)
    }
    if var range = open {
      range.end = splitter.end
      try lines.write(range.json(file: files?.end()))
    }
    try lines.flush()
  }

  private func size(of source: ListSource) throws -> ListSplitter<FileSource>.Size {
    if let bytes { return .bytes(bytes.bytes) }
    guard let size = try source.size() else {
      throw Failure(status: .usage, sentence: "how large \(source.name) is is not known before it ends: use --bytes instead of --parts")
    }
    return .parts(parts ?? 1, bytes: size)
  }
}

/// Writes the parts of a list as files of one folder.
private struct PartFiles: ~Copyable {
  private let folder: String
  private let digits: Int
  private let hasHeader: Bool
  private var count = 0
  private var path = ""
  private var file: AtomicFile?

  init(folder: String, digits: Int, hasHeader: Bool) throws {
    self.folder = folder
    self.digits = max(4, digits)
    self.hasHeader = hasHeader
    guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw Failure(OutputError(target: folder, code: errno))
    }
    if FileIdentity(name(of: 1)) != nil {
      throw Failure(status: .usage, sentence: "\(name(of: 1)) is there already: name another folder with -o, or empty this one")
    }
  }

  private func name(of part: Int) -> String {
    let number = String(part)
    return "\(folder)/part-\(String(repeating: "0", count: max(0, digits - number.count)))\(number).csv"
  }

  mutating func begin(header: [UInt8]) throws {
    count += 1
    path = name(of: count)
    do throws(OutputError) { file = try AtomicFile(path: path) } catch { throw Failure(error) }
    if hasHeader { try write(header) }
  }

  mutating func write(_ bytes: [UInt8]) throws {
    do throws(OutputError) { try file?.write(bytes) } catch { throw Failure(error) }
  }

  /// Ends the part and returns its path.
  mutating func end() throws -> String {
    do throws(OutputError) { try file?.commit() } catch { throw Failure(error) }
    file = nil
    return path
  }
}
