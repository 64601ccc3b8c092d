internal import Delivery

extension DeliveryOutcome {
  /// The sums as lines, each ended. Accepted and missing add up to sent.
  func text(folder: String, seconds: Duration) -> String {
    let rows: [(String, Int, String)] = [
      ("sent", sent, ""), ("accepted", accepted, "\(folder)/accepted.csv"),
      ("missing", missing, missing > 0 ? "\(folder)/missing.csv" : ""),
      ("changed", changed, changed > 0 ? "\(folder)/changed.csv" : ""),
    ]
    let width = rows.map { String($0.1).count }.max() ?? 0
    let hundredths = Int((seconds / .seconds(1) * 100).rounded())
    let fraction = hundredths % 100
    var text = "muster: \(folder), \(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s\n"
    for (label, count, note) in rows {
      let number = String(repeating: " ", count: width - String(count).count) + String(count)
      text += "  \(label)\(String(repeating: " ", count: 11 - label.count))\(number)\(note.isEmpty ? "" : "  \(note)")\n"
    }
    return text
  }

  /// What the service has otherwise than it was sent, in a sentence.
  func disagreement(folder: String) -> String {
    var parts: [String] = []
    if missing > 0 { parts.append("\(missing) contacts did not arrive (\(folder)/missing.csv)") }
    if changed > 0 { parts.append("\(changed) arrived changed (\(folder)/changed.csv)") }
    if strangers > 0 { parts.append("it told of \(strangers) that were not sent, or has them twice") }
    return "the service's answer disagrees: " + parts.joined(separator: ", ")
  }
}
