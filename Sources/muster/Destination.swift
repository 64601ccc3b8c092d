internal import CSV
internal import Pipeline

/// Where a run's records go: standard output or a file, and files for the rejected ones and the duplicates.
struct Destination {
  let outputPath: String?
  let rejectsPath: String?
  let duplicatesPath: String?
  /// Whether the paths were made from the output's, not asked for.
  private let isRejectsImplied: Bool
  private let isDuplicatesImplied: Bool

  init(output: String?, rejects: String?, duplicates: String?, source: ListSource) throws {
    outputPath = output == "-" ? nil : output
    rejectsPath = rejects ?? outputPath.map { Self.path(beside: $0, for: "rejects") }
    duplicatesPath = duplicates ?? outputPath.map { Self.path(beside: $0, for: "duplicates") }
    isRejectsImplied = rejects == nil
    isDuplicatesImplied = duplicates == nil
    if let path = Self.lost(of: [source.path].compactMap(\.self), to: paths) {
      throw Failure(
        status: .usage,
        sentence: "\(path) is the list itself, which would be lost: name another file with --output, --rejects or --duplicates")
    }
    let named = [("--output", outputPath), ("--rejects", rejectsPath), ("--duplicates", duplicatesPath)]
    for (index, one) in named.enumerated() {
      for other in named[(index + 1)...] where one.1 != nil && one.1 == other.1 {
        throw Failure(status: .usage, sentence: "\(one.0) and \(other.0) are the same file: name two")
      }
    }
  }

  /// All files that are written.
  var paths: [String] { [outputPath, rejectsPath, duplicatesPath].compactMap(\.self) }

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
  private static func path(beside output: String, for what: String) -> String {
    let name = output.lastIndex(of: "/").map { output.index(after: $0) } ?? output.startIndex
    guard let dot = output[name...].lastIndex(of: "."), dot > name else { return "\(output).\(what).csv" }
    return output[..<dot] + "." + what + output[dot...]
  }

  /// Runs a cleaning into this destination. Files appear only when the whole run went well.
  ///
  /// - Parameters:
  ///   - again: opens the list once more, where that can be done.
  ///   - review: where a review goes, and what stands in it once all records have been settled.
  func run(
    _ cleaning: Cleaning, over list: consuming ListReader<FileSource>, again: (() throws(InputError) -> ListReader<FileSource>)?, jobs: Int,
    review: ReviewOutput,
    phrase: @escaping @Sendable (Finding) -> String
  ) throws(RunError) -> Tally {
    let (header, dialect) = (list.header, list.detection.dialect)
    func lister(_ path: String?, isImplied: Bool) throws(RunError) -> RecordLister<AtomicFile>? {
      guard let path else { return nil }
      // A file that nobody asked for appears only when there is something in it, or to replace an earlier run's.
      let keepsEmpty = !isImplied || FileIdentity(path) != nil
      // Only for its owner: nobody else has been told that these people are in a list.
      return RecordLister(to: try file(path, isPrivate: true), header: header, dialect: dialect, keepsEmpty: keepsEmpty, phrase: phrase)
    }
    guard let outputPath else {
      let rejects = try lister(rejectsPath, isImplied: isRejectsImplied)
      let duplicates = try lister(duplicatesPath, isImplied: isDuplicatesImplied)
      let outcomes = CleanedOutput(output: DescriptorSink.standardOutput, rejects: rejects, duplicates: duplicates)
      return try cleaning.run(list, again: again, to: review.before(outcomes), jobs: jobs)
    }
    let output = try file(outputPath)
    let rejects = try lister(rejectsPath, isImplied: isRejectsImplied)
    let duplicates = try lister(duplicatesPath, isImplied: isDuplicatesImplied)
    return try cleaning.run(
      list, again: again, to: review.before(CleanedOutput(output: output, rejects: rejects, duplicates: duplicates)), jobs: jobs)
  }

  private func file(_ path: String, isPrivate: Bool = false) throws(RunError) -> AtomicFile {
    do { return try AtomicFile(path: path, isPrivate: isPrivate) } catch { throw .output(error) }
  }
}
