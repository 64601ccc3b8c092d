internal import CSV
internal import ImportRequest
internal import Pipeline
internal import Rules

/// Where a run's records go: standard output or a file, and files for the rejected ones and the duplicates.
struct Destination {
  let outputPath: String?
  private let hasHeaders: Bool
  let rejectsPath: String?
  let duplicatesPath: String?
  /// Where the changes go that undo takes back; nil when nobody asked for them.
  let changesPath: String?
  /// Whether the paths were made from the output's, not asked for.
  private let isRejectsImplied: Bool
  private let isDuplicatesImplied: Bool

  /// - Parameter hasHeaders: whether files begin with the names of their columns.
  init(
    output: String?, rejects: String?, duplicates: String?, changes: String? = nil, source: ListSource, hasHeaders: Bool = true
  ) throws {
    self.hasHeaders = hasHeaders
    // A folder that is named with a slash behind it has its rejects beside it as well.
    outputPath = output == "-" ? nil : output.map { $0.count > 1 && $0.last == "/" ? String($0.dropLast()) : $0 }
    rejectsPath = rejects ?? outputPath.map { Self.path(beside: $0, for: "rejects") }
    duplicatesPath = duplicates ?? outputPath.map { Self.path(beside: $0, for: "duplicates") }
    changesPath = changes
    isRejectsImplied = rejects == nil
    isDuplicatesImplied = duplicates == nil
    if let path = Self.lost(of: [source.path].compactMap(\.self), to: paths) {
      throw Failure(status: .usage, sentence: "\(path) is the list itself, which would be lost: name another file")
    }
    let named = [
      ("--output", outputPath), ("--rejects", rejectsPath), ("--duplicates", duplicatesPath), ("--changes", changesPath),
    ]
    for (index, one) in named.enumerated() {
      for other in named[(index + 1)...] where one.1 != nil && one.1 == other.1 {
        throw Failure(status: .usage, sentence: "\(one.0) and \(other.0) are the same file: name two")
      }
    }
  }

  /// All files that are written.
  var paths: [String] { [outputPath, rejectsPath, duplicatesPath, changesPath].compactMap(\.self) }

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

  /// What was written, and where, once a run is over.
  func files(_ tally: Tally) -> [(content: String, path: String)] {
    [
      ("cleaned", outputName), ("rejects", tally.rejected > 0 ? rejectsPath : nil),
      ("duplicates", tally.duplicates > 0 ? duplicatesPath : nil), ("changes", changesPath),
    ].compactMap { content, path in path.map { (content, $0) } }
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
  ///   - product: what is made of the records.
  ///   - style: how the cleaned list is written, which its changes are as well.
  ///   - collector: takes the facts for a report; nil when nobody wants one.
  ///   - review: where a review goes, and what stands in it once all records have been settled.
  func run(
    _ cleaning: Cleaning, over list: consuming ListReader<FileSource>, again: (() throws(InputError) -> ListReader<FileSource>)?,
    making product: Product, style: OutputStyle, jobs: Int, review: ReviewOutput, collector: FactCollector?,
    phrase: @escaping @Sendable (Finding) -> FindingPhrase
  ) throws(RunError) -> Tally {
    let (header, dialect, headerLine) = (list.header, list.detection.dialect, list.headerLine)
    func outcomes<Output: ~Copyable>(
      to output: consuming Output
    ) throws(RunError) -> ObservedOutput<
      ReviewedOutcomes<ChangesOutput<BoundaryGuard<CleanedOutput<Output, AtomicFile>>, AtomicFile>, AtomicFile>
    > {
      let rejects = try rejectsLister(header, dialect, phrase)
      let duplicates = try duplicatesLister(header, dialect, phrase)
      let changes: AtomicFile? = if let changesPath { try file(changesPath, isPrivate: true) } else { nil }
      let written = BoundaryGuard(
        CleanedOutput(output: output, rejects: rejects, duplicates: duplicates), boundary: product.boundary)
      return ObservedOutput(
        try review.before(ChangesOutput(written, changes: changes, plan: cleaning.plan, style: style, headerLine: headerLine)),
        collector: collector)
    }
    if let folder = product.folder {
      let writer: RequestWriter
      do throws(OutputError) { writer = try folder() } catch { throw .output(error) }
      return try cleaning.run(list, again: again, to: try outcomes(to: writer), jobs: jobs)
    }
    guard let outputPath else {
      return try cleaning.run(list, again: again, to: try outcomes(to: DescriptorSink.standardOutput), jobs: jobs)
    }
    return try cleaning.run(list, again: again, to: try outcomes(to: file(outputPath)), jobs: jobs)
  }

  /// Takes the rejected records; nil where nobody wants them.
  func rejectsLister(
    _ header: [String], _ dialect: Dialect, _ phrase: @escaping @Sendable (Finding) -> FindingPhrase
  ) throws(RunError) -> RecordLister<AtomicFile>? {
    try lister(rejectsPath, isImplied: isRejectsImplied, header, dialect, phrase)
  }

  /// Takes the records that another one stands for; nil where nobody wants them.
  func duplicatesLister(
    _ header: [String], _ dialect: Dialect, _ phrase: @escaping @Sendable (Finding) -> FindingPhrase
  ) throws(RunError) -> RecordLister<AtomicFile>? {
    try lister(duplicatesPath, isImplied: isDuplicatesImplied, header, dialect, phrase)
  }

  private func lister(
    _ path: String?, isImplied: Bool, _ header: [String], _ dialect: Dialect, _ phrase: @escaping @Sendable (Finding) -> FindingPhrase
  ) throws(RunError) -> RecordLister<AtomicFile>? {
    guard let path else { return nil }
    // A file that nobody asked for appears only when there is something in it, or to replace an earlier run's.
    let keepsEmpty = !isImplied || FileIdentity(path) != nil
    return RecordLister(
      to: try file(path, isPrivate: true), header: header, dialect: dialect, hasHeader: hasHeaders, keepsEmpty: keepsEmpty,
      phrase: phrase)
  }

  func file(_ path: String, isPrivate: Bool = false) throws(RunError) -> AtomicFile {
    do { return try AtomicFile(path: path, isPrivate: isPrivate) } catch { throw .output(error) }
  }
}
