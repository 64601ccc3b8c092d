public import Pipeline

/// What a run did, in a few lines for the person who started it.
public struct Summary: Sendable {
  public let tally: Tally
  /// The input as the person named it.
  public let source: String
  /// Where the cleaned records went; nil for a check, which writes none.
  public let output: String?
  /// Where the rejected records went; nil when they went nowhere.
  public let rejects: String?
  /// Where the duplicates went; nil when they went nowhere.
  public let duplicates: String?
  /// Wall time of the run, in seconds.
  public let seconds: Double
  /// Where the report went; nil when nobody asked for one.
  public let report: String?
  private let style: TextStyle

  public init(
    tally: Tally, source: String, output: String?, rejects: String?, duplicates: String? = nil, report: String? = nil, seconds: Double,
    style: TextStyle = .plain
  ) {
    self.style = style
    self.report = report
    self.tally = tally
    self.source = source
    self.output = output
    self.rejects = rejects
    self.duplicates = duplicates
    self.seconds = seconds
  }

  /// The summary as lines, each ended. The three outcomes add up to the records read.
  public var text: String {
    let counts = [tally.read, tally.written, tally.rejected, tally.duplicates].map(grouped)
    let width = counts.map(\.count).max() ?? 0
    func line(_ label: String, _ count: String, _ note: String, _ set: (String) -> String) -> String {
      let row = "  \(label.padded(to: 11))\(String(repeating: " ", count: width - count.count))\(set(count))"
      return note.isEmpty ? row + "\n" : row + "  \(style.faint(note))\n"
    }
    func unlessNone(_ count: Int, _ set: @escaping (String) -> String) -> (String) -> String { count > 0 ? set : { $0 } }
    var text = "\(style.strong("muster: \(source.visible)")), \(seconds.formattedSeconds)\n"
    text += line("read", counts[0], "", style.strong)
    text += line(
      output == nil ? "good" : "written", counts[1], output.map { "to \($0.visible)" } ?? "", unlessNone(tally.written, style.good))
    text += line(
      "rejected", counts[2], tally.rejected > 0 ? rejects.map { "to \($0.visible)" } ?? "" : "", unlessNone(tally.rejected, style.bad))
    for (code, count) in sorted(tally.reasons.noticed) { text += row(count, code) }
    text += line(
      "duplicates", counts[3], tally.duplicates > 0 ? duplicates.map { "to \($0.visible)" } ?? "" : "",
      unlessNone(tally.duplicates, style.doubtful)
    )
    for (code, count) in sorted(tally.duplicateReasons.noticed) { text += row(count, code) }
    text += section("fixed", tally.findings.noticed.filter { $0.code.severity == .fixed })
    text += section("warnings", tally.findings.warnings)
    return text + advice + (report.map { "  report     \(style.faint("to \($0.visible)"))\n" } ?? "")
  }

  private func row(_ count: Int, _ code: FindingCode) -> String { "    \(grouped(count).padded(to: 9))\(code.name)\n" }

  private func section(_ title: String, _ found: [(code: FindingCode, count: Int)]) -> String {
    guard !found.isEmpty else { return "" }
    return "  \(title)\n" + sorted(found).map { row($0.count, $0.code) }.joined()
  }

  /// What to do about the three worst problems: first what cost records, then what is only doubtful.
  private var advice: String {
    let doubtful = tally.findings.warnings.filter { tally.reasons[$0.code] == 0 }
    let worst = (sorted(tally.reasons.noticed) + sorted(doubtful)).map(\.code).filter { !$0.advice.isEmpty }.prefix(3)
    guard let width = worst.map(\.name.count).max() else { return "" }
    return "  what to do\n" + worst.map { "    \($0.name.padded(to: width + 2))\(style.faint($0.advice))\n" }.joined()
  }

  /// The most frequent first, and by name where they are as frequent.
  private func sorted(_ counts: [(code: FindingCode, count: Int)]) -> [(code: FindingCode, count: Int)] {
    counts.sorted { ($1.count, $0.code.name) < ($0.count, $1.code.name) }
  }
}

/// A count with its thousands set apart: 1312 is "1,312".
public func grouped(_ count: Int) -> String {
  let digits = String(count)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return result
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}

extension Double {
  /// Seconds to two decimals, or minutes and seconds from a minute on.
  fileprivate var formattedSeconds: String {
    let hundredths = Int((self * 100).rounded())
    if hundredths >= 6000 { return "\(hundredths / 6000) min \(hundredths / 100 % 60) s" }
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
  }
}
