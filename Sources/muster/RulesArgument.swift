internal import CSV
internal import Pipeline
internal import Rules

/// What `--rules` names: built-in rules, or a file.
enum RulesArgument {
  static func load(_ argument: String) throws -> RulesFile {
    let isPath = argument.contains("/") || argument.contains(".")
    let yaml = isPath ? try text(of: argument) : nil
    do throws(RulesError) {
      guard let yaml else { return try .builtIn(argument) }
      return try RulesFile(yaml: yaml, named: argument)
    } catch {
      throw Failure(error)
    }
  }

  /// The text of a file that says what is to be done.
  static func text(of path: String) throws(Failure) -> String {
    var bytes: [UInt8] = []
    do throws(ReadError) {
      var file: FileSource = path == "-" ? .standardInput() : try FileSource(path: path)
      while try file.read(into: &bytes, upTo: 1 << 16) > 0 {}
    } catch {
      throw Failure(status: .usage, sentence: Failure(.unreadable(error), source: path).sentence)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
