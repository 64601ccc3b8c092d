internal import CSV
internal import Pipeline

/// The list that a command was given: a path, or standard input.
struct ListSource {
  let path: String?

  /// - Parameter argument: the command's INPUT; `-` or nothing is standard input, which must then be piped into.
  init(_ argument: String?, isTerminal: Bool) throws {
    if argument == nil, isTerminal {
      throw Failure(status: .usage, sentence: "there is no list to read: name a file, or pipe one in. Try: muster --help")
    }
    path = argument == "-" ? nil : argument
  }

  /// How messages call it.
  var name: String { path ?? "standard input" }

  func open(_ options: ReadingOptions) throws -> ListReader<FileSource> {
    do throws(InputError) { return try ListReader(file(), options: options) } catch { throw Failure(error, source: name) }
  }

  private func file() throws(InputError) -> FileSource {
    guard let path else { return .standardInput() }
    do { return try FileSource(path: path) } catch { throw .unreadable(error) }
  }

  /// Reads the next records of an opened list; false at its end.
  func read(_ list: inout ListReader<FileSource>, into batch: inout RecordBatch) throws -> Bool {
    do { return try list.read(into: &batch) != nil } catch { throw Failure(error, source: name) }
  }
}
