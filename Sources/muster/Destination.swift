internal import CSV
internal import ImportRequest
internal import Pipeline

/// Where a run's records go: standard output or a file, and a file for the rejected ones.
struct Destination {
  let outputPath: String?
  let rejectsPath: String?
  /// Whether the rejects' path was made from the output's, not asked for.
  private let isRejectsImplied: Bool

  init(output: String?, rejects: String?, source: ListSource) throws {
    outputPath = output == "-" ? nil : output
    rejectsPath = rejects ?? outputPath.map(Self.rejectsPath(beside:))
    isRejectsImplied = rejects == nil
    if let path = Self.lost(of: [source.path].compactMap(\.self), to: [outputPath, rejectsPath].compactMap(\.self)) {
      throw Failure(
        status: .usage, sentence: "\(path) is the list itself, which would be lost: name another file with --output or --rejects")
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
  /// - Parameter boundary: a text that no cleaned record may hold.
  func run(
    _ cleaning: Cleaning, over list: consuming ListReader<FileSource>, boundary: Boundary? = nil, jobs: Int,
    phrase: @escaping @Sendable (Finding) -> String
  ) throws(RunError) -> Tally {
    guard let outputPath else {
      return try run(cleaning, over: list, into: DescriptorSink.standardOutput, boundary: boundary, jobs: jobs, phrase: phrase)
    }
    return try run(cleaning, over: list, into: try file(outputPath), boundary: boundary, jobs: jobs, phrase: phrase)
  }

  /// The same with somewhere else for the cleaned records to go.
  ///
  /// - Parameter boundary: a text that no cleaned record may hold.
  func run<Output: ByteSink & SendableMetatype & ~Copyable>(
    _ cleaning: Cleaning, over list: consuming ListReader<FileSource>, into output: consuming Output, boundary: Boundary? = nil, jobs: Int,
    phrase: @escaping @Sendable (Finding) -> String
  ) throws(RunError) -> Tally {
    let rejects = try rejectsWriter(header: list.header, dialect: list.detection.dialect, phrase: phrase)
    let outcomes = CleanedOutput(output: output, rejects: rejects, keepsEmptyRejects: keepsEmptyRejects)
    guard let boundary else { return try cleaning.run(list, to: outcomes, jobs: jobs) }
    return try cleaning.run(list, to: BoundaryGuard(outcomes, boundary: boundary), jobs: jobs)
  }

  /// A rejects file that nobody asked for appears only when there is something in it, or to replace an earlier run's.
  private var keepsEmptyRejects: Bool {
    !isRejectsImplied || rejectsPath.flatMap(FileIdentity.init) != nil
  }

  private func file(_ path: String) throws(RunError) -> AtomicFile {
    do { return try AtomicFile(path: path) } catch { throw .output(error) }
  }

  private func rejectsWriter(
    header: [String], dialect: Dialect, phrase: @escaping @Sendable (Finding) -> String
  ) throws(RunError) -> RejectsWriter<AtomicFile>? {
    guard let rejectsPath else { return nil }
    return RejectsWriter(to: try file(rejectsPath), header: header, dialect: dialect, phrase: phrase)
  }
}
