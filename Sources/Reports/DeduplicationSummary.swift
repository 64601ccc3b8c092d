public import Pipeline

extension Deduplication.Counts {
  /// What was read and what became of it, as lines, each ended.
  ///
  /// - Parameters:
  ///   - source: the list as the person named it.
  ///   - output: where the kept records went.
  ///   - removed: where the others went; nil when they went nowhere.
  public func summary(source: String, output: String, removed: String?) -> String {
    let counts = [read, kept, duplicates].map(grouped)
    let width = counts.map(\.count).max() ?? 0
    func line(_ label: String, _ count: String, _ note: String) -> String {
      "  \(label)\(String(repeating: " ", count: 11 - label.count + width - count.count))\(count)\(note.isEmpty ? "" : "  " + note)\n"
    }
    var text = "muster: \(source)\n"
    text += line("read", counts[0], "")
    text += line("kept", counts[1], "to \(output)")
    text += line("duplicates", counts[2], duplicates > 0 ? removed.map { "to \($0)" } ?? "" : "")
    if alreadyThere > 0 { text += "    \(grouped(alreadyThere)) of them are in a list that was there already\n" }
    if preambleLines > 0 { text += "  \(preambleLines == 1 ? "1 line" : "\(grouped(preambleLines)) lines") before the header left out\n" }
    return text
  }
}
