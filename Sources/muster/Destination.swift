internal import CSV
internal import Pipeline
internal import Rules

/// Where a run's records go: standard output or a file, and a file for the rejected ones.
struct Destination {
  let outputPath: String?
  let rejectsPath: String?
  /// Where the changes go that undo takes back; nil when nobody asked for them.
  let changesPath: String?
  /// Whether the rejects' path was made from the output's, not asked for.
  private let isRejectsImplied: Bool

  init(output: String?, rejects: String?, changes: String? = nil, source: ListSource) throws {
    changesPath = changes
    outputPath = output == "-" ? nil : output
    rejectsPath = rejects ?? outputPath.map(Self.rejectsPath(beside:))
    isRejectsImplied = rejects == nil
    if let path = Self.lost(of: [source.path].compactMap(\.self), to: [outputPath, rejectsPath, changesPath].compactMap(\.self)) {
      throw Failure(
        status: .usage,
        sentence: "\(path) is the list itself, which would be lost: name another file with --output, --rejects or --changes")
    }
    if let outputPath, outputPath == rejectsPath {
      throw Failure(status: .usage, sentence: "--output and --rejects are the same file: name two")
    }
  }

  /// Refuses a run whose output would replace one of the lists that it reads, or whose outputs are one file.
  static func protect(_ lists: [String], from outputs: [String]) throws {
    if let path = lost(of: lists, to: outputs) {
      throw Failure(status: .usage, sentence: "\(path) is a list that is read, which would be lost: name another file")
    }
    if Set(outputs).count < outputs.count { throw Failure(status: .usage, sentence: "\(outputs[0]) was named for two outputs: name two") }
  }

  /// The first of some outputs that is one of the lists that are read, by whatever name.
  static func lost(of lists: [String], to outputs: [String]) -> String? {
    let identities = lists.compactMap { FileIdentity($0) }
    return outputs.first { path in FileIdentity(path).map { identities.contains($0) } ?? false }
  }

  /// All files that are written.
  var paths: [String] { [outputPath, rejectsPath, changesPath].compactMap(\.self) }

  /// How messages call it.
  var outputName: String { outputPath ?? "standard output" }

  /// `clean.csv` has its rejects in `clean.rejects.csv`.
  private static func rejectsPath(beside output: String) -> String {
    let name = output.lastIndex(of: "/").map { output.index(after: $0) } ?? output.startIndex
    guard let dot = output[name...].lastIndex(of: "."), dot > name else { return output + ".rejects.csv" }
    return output[..<dot] + ".rejects" + output[dot...]
  }

  /// Runs a cleaning into this destination. Files appear only when the whole run went well.
  ///
  /// - Parameter style: how the cleaned list is written, which its changes are as well.
  func run(
    _ cleaning: Cleaning, over list: consuming ListReader<FileSource>, style: OutputStyle, jobs: Int,
    phrase: @escaping @Sendable (Finding) -> String
  ) throws(RunError) -> Tally {
    let headerLine = list.headerLine
    func changes<Base: ~Copyable>(beside base: consuming Base) throws(RunError) -> ChangesOutput<Base, AtomicFile> {
      let file: AtomicFile? = if let changesPath { try Self.file(changesPath, isPrivate: true) } else { nil }
      return ChangesOutput(base, changes: file, plan: cleaning.plan, style: style, headerLine: headerLine)
    }
    guard let outputPath else {
      let rejects = try rejectsWriter(header: list.header, dialect: list.detection.dialect, phrase: phrase)
      let output = CleanedOutput(output: DescriptorSink.standardOutput, rejects: rejects)
      return try cleaning.run(list, to: try changes(beside: output), jobs: jobs)
    }
    let file = try Self.file(outputPath)
    let rejects = try rejectsWriter(header: list.header, dialect: list.detection.dialect, phrase: phrase)
    let output = CleanedOutput(output: file, rejects: rejects, keepsEmptyRejects: keepsEmptyRejects)
    return try cleaning.run(list, to: try changes(beside: output), jobs: jobs)
  }

  /// A rejects file that nobody asked for appears only when there is something in it, or to replace an earlier run's.
  private var keepsEmptyRejects: Bool {
    !isRejectsImplied || rejectsPath.flatMap(FileIdentity.init) != nil
  }

  private static func file(_ path: String, isPrivate: Bool = false) throws(RunError) -> AtomicFile {
    do { return try AtomicFile(path: path, isPrivate: isPrivate) } catch { throw .output(error) }
  }

  private func rejectsWriter(
    header: [String], dialect: Dialect, phrase: @escaping @Sendable (Finding) -> String
  ) throws(RunError) -> RejectsWriter<AtomicFile>? {
    guard let rejectsPath else { return nil }
    return RejectsWriter(to: try Self.file(rejectsPath, isPrivate: true), header: header, dialect: dialect, phrase: phrase)
  }
}
