import CSV
import PhoneNumbers
import Pipeline
import Reports
import Rules

extension FuzzTarget {
  private static let rulesFiles = Result {
    try [RulesFile.builtIn("kore-agentassist"), RulesFile.builtIn("contacts")]
  }

  /// Any bytes as a list: every record has one outcome, chunks and workers change no byte, and a cleaned list is not changed by cleaning it.
  static let cleaning = FuzzTarget(name: "cleaning") { input in
    var choices = Choices(input)
    let rules = try choices.one(of: rulesFiles.get())
    let region = choices.one(of: [nil, "US", "GB", "DE", "IN", "MX"]).flatMap { Region($0) }
    let size = 1 + choices.number(below: 255)
    guard let whole = try Run(choices.text, rules, region) else { return nil }
    let tally = whole.tally
    guard tally.read == tally.written + tally.rejected + tally.duplicates else { return "the outcomes do not add up: \(tally)" }
    guard let cut = try Run(choices.text, rules, region, chunkSize: size), cut.output == whole.output, cut.rejects == whole.rejects else {
      return "chunks of \(size) bytes change the outcome"
    }
    // A number that is written as one says its country; what was kept though it is none is looked at again in the light of the region.
    let keepsOthers = tally.findings.warnings.contains { $0.code.severity == .error }
    guard tally.written > 0, let again = try Run(whole.output, rules, keepsOthers ? region : nil, isCleaned: true) else { return nil }
    return again.output == whole.output ? nil : "cleaned twice:\n\(text(whole.output))\n\(text(again.output))\n\(text(again.rejects))"
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).debugDescription }
}

/// What a cleaning left behind.
private struct Run {
  let output: [UInt8]
  let rejects: [UInt8]
  let tally: Tally

  /// Nil for bytes that are no list with columns that the rules know.
  ///
  /// - Parameter isCleaned: whether the list is known to be as the program itself writes one.
  init?(_ text: [UInt8], _ rules: RulesFile, _ region: Region?, chunkSize: Int = 1 << 20, isCleaned: Bool = false) throws {
    var options = ReadingOptions()
    if isCleaned {
      options.delimiter = UInt8(ascii: ",")
      options.encoding = .utf8
      options.hasHeader = true
    }
    let list: ListReader<MemorySource>
    do throws(InputError) { list = try ListReader(MemorySource(text), options: options, chunkSize: chunkSize) } catch { return nil }
    let match: HeaderMatch
    do { match = try HeaderMatcher(rules: rules).match(header: list.header) } catch { return nil }
    let plan = Plan(rules: rules, header: list.header, match: match, region: region)
      .learning(from: list.sample, records: list.sampleRecords)
    if plan.unreachable != nil { return nil }
    let (output, rejected) = (MemorySink(), MemorySink())
    let rejects = RecordLister(to: rejected, header: list.header, dialect: list.detection.dialect, phrase: \.phrase)
    tally = try Cleaning(plan: plan, encoder: CSVEncoder(plan: plan, style: rules.output))
      .run(list, to: CleanedOutput(output: output, rejects: rejects))
    self.output = output.bytes
    self.rejects = rejected.bytes
  }
}
