public import Pipeline

extension RecordTrace {
  /// The record's way as lines for a person.
  ///
  /// - Parameters:
  ///   - header: the source's column names.
  ///   - columns: the target's column names, joined by commas in the output.
  public func text(header: [String], columns: [String]) -> String {
    var lines = ["record \(place.rowNumber), line \(place.lineNumber)", "came in"]
    let width = header.map(\.count).max() ?? 0
    for (index, field) in fields.enumerated() {
      let name = index < header.count ? header[index] : "(no column)"
      let kind = labelledPhones[index].map { " (\($0), as its label says)" } ?? ""
      lines.append("  \(name)\(String(repeating: " ", count: max(0, width - name.count)))  \(field)\(field.isEmpty ? "" : kind)")
    }
    lines.append("noticed")
    if findings.isEmpty { lines.append("  nothing") }
    for finding in findings {
      let column = finding.place.column.map { " in \($0)" } ?? ""
      let value = finding.value.isEmpty ? "" : " \"\(visible(finding.value))\""
      lines.append("  \(finding.severity.rawValue)  \(finding.code.name)\(column)\(value): \(finding.sentence)")
    }
    switch outcome {
    case .written:
      lines += ["went out", "  \(columns.joined(separator: ","))", "  \(encoded.trimmingLineEnd)"]
    case .rejected(let code):
      lines.append("rejected for \(code.name); muster explain \(code.name) says how to mend it")
    case .duplicate(let holder): lines.append("not written: record \(holder) stands for it")
    case .alreadyThere: lines.append("not written: the target has the contact already")
    case .samePerson(let survivor): lines.append("not written: record \(survivor) is the same person's and stands for it")
    }
    return lines.map(\.visible).joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmingLineEnd: Substring {
    var text = self[...]
    while let last = text.last, last.isNewline { text.removeLast() }
    return text
  }
}
