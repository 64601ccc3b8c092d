internal import Pipeline

extension Report {
  /// Every kind of finding with its count and examples.
  var findingsBody: String {
    guard !kinds.isEmpty else { return "<p>Nothing was noticed: the list was clean.</p>" }
    let most = Double(kinds.map(\.count).max() ?? 1)
    let groups: [(Severity, String)] = [(.error, "What costs records"), (.warning, "What is doubtful"), (.fixed, "What was mended")]
    return groups.compactMap { severity, title -> String? in
      let found = kinds.filter { $0.severity == severity }
      guard !found.isEmpty else { return nil }
      let rows = found.map { kindBlock($0, most: most) }.joined(separator: "\n")
      return "<h3>\(title)</h3>\n<div class=\"kinds\">\n\(rows)\n</div>"
    }.joined(separator: "\n")
  }

  private func kindBlock(_ kind: Kind, most: Double) -> String {
    return """
      <details class="kind" id="\(kind.code.name)">
      <summary><code>\(kind.code.name)</code><span class="number">\(counted(kind.count, "findings.\(kind.code.name)"))</span>\
      \(bar(Double(kind.count) / most, kind.severity.rawValue))</summary>
      <div class="inside">
      <p>\(escaped(kind.code.explanation).replacing("\n", with: "<br>"))</p>
      \(exampleTable(kind))
      </div>
      </details>
      """
  }

  private func exampleTable(_ kind: Kind) -> String {
    guard !kind.examples.isEmpty else { return "" }
    let isEdit = kind.examples.contains { $0.after != nil }
    let rows = kind.examples.map { finding in
      let value: String =
        if let after = finding.after {
          "<td><del class=\"value\">\(shownValue(finding.value))</del></td><td><ins class=\"value\">\(shownValue(after))</ins></td>"
        } else {
          "<td><span class=\"value\">\(shownValue(finding.value))</span></td>" + (isEdit ? "<td></td>" : "")
        }
      let statement = isEdit ? "" : "<td>\(escaped(finding.statement))</td>"
      return """
        <tr><th scope="row" class="number">\(grouped(finding.place.rowNumber))</th><td class="number">\(grouped(finding.place.lineNumber))</td>\
        <td>\(escaped(finding.place.column ?? ""))</td>\(value)\(statement)</tr>
        """
    }
    let heads =
      isEdit ? "<th scope=\"col\">Before</th><th scope=\"col\">After</th>" : "<th scope=\"col\">Value</th><th scope=\"col\">What</th>"
    let shown = kind.examples.count < kind.count ? "The first \(grouped(kind.examples.count)) of \(grouped(kind.count))" : "All of them"
    return scrolling(
      "Examples of \(kind.code.name)",
      """
      <table><caption>\(shown)</caption>
      <thead><tr><th scope="col" class="number">Record</th><th scope="col" class="number">Line</th><th scope="col">Column</th>\(heads)</tr></thead>
      <tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>
      """)
  }

  /// The first rejected records, each with its reason.
  var rejectedBody: String {
    guard !rejected.isEmpty else { return "" }
    let rows = rejected.map { finding in
      """
      <tr><th scope="row" class="number"><data value="\(finding.place.rowNumber)">\(grouped(finding.place.rowNumber))</data></th>\
      <td class="number"><data value="\(finding.place.lineNumber)">\(grouped(finding.place.lineNumber))</data></td>\
      <td>\(escaped(finding.place.column ?? ""))</td><td><span class="value">\(shownValue(finding.value))</span></td>\
      <td><code>\(finding.code.name)</code></td><td>\(escaped(finding.sentence))</td></tr>
      """
    }
    let shown =
      rejected.count < tally.rejected
      ? "The first \(grouped(rejected.count)) of \(grouped(tally.rejected)) rejected records" : "All rejected records"
    return scrolling(
      "Rejected records",
      """
      <table class="wide sortable" id="rejected-table" data-filter="Show rejected records with"><caption>\(shown), each by its first reason</caption>
      <thead><tr><th scope="col" class="number">Record</th><th scope="col" class="number">Line</th><th scope="col">Column</th>\
      <th scope="col">Value</th><th scope="col">Code</th><th scope="col">What to do</th></tr></thead>
      <tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>
      """)
  }

  /// Duplicates by the record that stands for them.
  var duplicatesBody: String {
    guard !groups.isEmpty else { return "" }
    let items = groups.map { group -> String in
      let title =
        group.kept.map { "Record \(grouped($0)) stands for \(grouped(group.count)) \(plural(group.count, "other"))" }
        ?? "\(grouped(group.count)) \(plural(group.count, "record"))"
      let members = group.members.map { member in
        let values = member.values.map { "<span class=\"value\">\(shownValue($0.trimmed))</span>" }.joined(separator: " · ")
        return "<li>record \(grouped(member.place.rowNumber)), line \(grouped(member.place.lineNumber)): \(values)</li>"
      }
      let more = group.count - group.members.count
      return """
        <div class="group"><p><strong>\(title)</strong> <span class="soft">(\(Self.shortWords(for: group.reason)))</span></p>
        <ul>\(members.joined())\(more > 0 ? "<li class=\"soft\">and \(grouped(more)) more</li>" : "")</ul></div>
        """
    }
    let parts = tally.duplicateReasons.noticed.map { "\(counted($0.count, "duplicates.\($0.code.name)")) \(Self.words(for: $0.code))" }
    return """
      <p>\(parts.joined(separator: ", ")).</p>
      <div class="groups" id="groups" data-filter="Show groups with">
      \(items.joined(separator: "\n"))
      </div>
      """
  }

  /// What a duplicate's reason says of several records.
  private static func words(for reason: FindingCode) -> String {
    switch reason {
    case .samePerson: "are another record's person"
    case .alreadyThere: "are in the target already"
    case .sameValues: "have the values of another record in the columns that identify a contact"
    default: "have the number of another record"
    }
  }

  private static func shortWords(for reason: FindingCode) -> String {
    switch reason {
    case .samePerson: "same person"
    case .alreadyThere: "the target has them already"
    case .sameValues: "same values"
    default: "same number"
    }
  }

  private func shownValue(_ value: String) -> String { escaped(visible(value)) }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
