internal import Pipeline

extension Report {
  /// What came in, what went out, what needs a person.
  var glance: String {
    let verb = run.command == "check" ? "would go out" : "went out"
    let waiting = tally.rejected + (review?.openPairs ?? 0)
    let changed = kinds.filter { $0.severity == .fixed }.reduce(0) { $0 + $1.count }
    return """
      <p class="lede">\(counted(tally.read, "outcomes.read")) \(plural(tally.read, "record")) came in. \
      <span class="good">\(counted(tally.written, "outcomes.written")) \(verb)</span>, \
      <span class="bad">\(counted(tally.rejected, "outcomes.rejected")) \(tally.rejected == 1 ? "was" : "were") rejected</span>, \
      <span class="doubt">\(counted(tally.duplicates, "outcomes.duplicates")) \(tally.duplicates == 1 ? "was a duplicate" : "were duplicates")</span>.</p>
      \(outcomeChart)
      <div class="cards">
      <div class="card"><h3>Came in</h3><span class="figure">\(grouped(tally.read))</span><p>\(plural(tally.read, "record")) of \(escaped(run.source))</p></div>
      <div class="card"><h3>\(run.command == "check" ? "Would go out" : "Went out")</h3><span class="figure good">\(grouped(tally.written))</span>\
      <p>\(wentOut)</p></div>
      <div class="card"><h3>Mended on the way</h3><span class="figure fixed">\(grouped(changed))</span>\
      <p>\(changed == 1 ? "edit" : "edits"), each of them named below</p></div>
      <div class="card"><h3>Needs a person</h3><span class="figure\(waiting > 0 ? " bad" : "")">\(grouped(waiting))</span><p>\(needs)</p></div>
      </div>
      """
  }

  private var wentOut: String {
    guard let file = run.files.first(where: { $0.content == "cleaned" }) else { return "nothing was written" }
    return "to \(escaped(file.path))"
  }

  private var needs: String {
    let open = review?.openPairs ?? 0
    if tally.rejected == 0, open == 0 { return "nothing waits for anybody" }
    let rejects = run.files.first { $0.content == "rejects" }.map { " in \(escaped($0.path))" } ?? ""
    var parts: [String] = []
    if tally.rejected > 0 { parts.append("\(grouped(tally.rejected)) \(plural(tally.rejected, "record")) to mend\(rejects)") }
    if open > 0 { parts.append("\(grouped(open)) \(plural(open, "pair")) that may be one person") }
    return parts.joined(separator: ", ")
  }

  /// The outcomes as one bar.
  private var outcomeChart: String {
    let parts: [(name: String, count: Int, label: String)] = [
      ("written", tally.written, run.command == "check" ? "would go out" : "written"), ("duplicates", tally.duplicates, "duplicates"),
      ("rejected", tally.rejected, "rejected"),
    ]
    let total = max(tally.read, 1)
    var start = 0.0
    var rectangles = tally.read == 0 ? "<rect class=\"none\" width=\"1000\" height=\"16\"/>" : ""
    for part in parts where part.count > 0 {
      let width = Double(part.count) / Double(total) * 1000
      rectangles +=
        "<rect class=\"\(part.name)\" x=\"\(JSONValue.decimal(start).text)\" width=\"\(JSONValue.decimal(width).text)\" height=\"16\"/>"
      start += width
    }
    let words = parts.map { "\(grouped($0.count)) \($0.label)" }.joined(separator: ", ")
    let key = parts.map { part in
      "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"\(part.name)\" width=\"10\" height=\"10\"/></svg>"
        + "\(part.label) <strong>\(percent(Double(part.count) / Double(total)))</strong></li>"
    }
    return """
      <figure>
      <svg class="stack" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label="What became of the \(grouped(tally.read)) records: \(words)">\(rectangles)</svg>
      <ul class="key">\(key.joined())</ul>
      </figure>
      """
  }

  /// What to do, the costliest first.
  var todo: String {
    let costly = kinds.filter { $0.rejected > 0 }
    let doubtful = kinds.filter { $0.severity == .warning && $0.rejected == 0 && !$0.code.advice.isEmpty }
    var items = costly.map { todoItem("error", $0.rejected, $0.code) }
    if let review, review.openPairs > 0 {
      items.append(
        """
        <li class="question"><span class="figure">\(grouped(review.openPairs))</span><p>\(plural(review.openPairs, "Pair")) of records that may be \
        one person. <strong><a href="#review">Say which are.</a></strong></p></li>
        """)
    }
    items += inspection.questions.map { "<li class=\"question\"><span class=\"figure\">?</span><p>\(escaped($0))</p></li>" }
    items += doubtful.prefix(Self.doubtLimit).map { todoItem("warning", $0.count, $0.code) }
    guard !items.isEmpty else { return "<p>Nothing: every record went out, and nothing about them is doubtful.</p>" }
    let rest = doubtful.count - Self.doubtLimit
    return """
      \(howToMend)<ul class="todo">\n\(items.joined(separator: "\n"))\n</ul>
      \(rest > 0 ? "<p class=\"soft\">\(grouped(rest)) more kinds of doubt are among the <a href=\"#findings\">findings</a>.</p>" : "")
      """
  }

  /// How many kinds of warnings are shown beside what costs records.
  private static var doubtLimit: Int { 4 }

  private var howToMend: String {
    guard tally.rejected > 0, let path = run.files.first(where: { $0.content == "rejects" })?.path else { return "" }
    return """
      <p>Mend the rejected records where they stand, in <code>\(escaped(path))</code>, and hand that file in again as it is: \
      <code>muster \(escaped(path))</code></p>

      """
  }

  private func todoItem(_ kind: String, _ count: Int, _ code: FindingCode) -> String {
    """
    <li class="\(kind)"><span class="figure">\(grouped(count))</span>\
    <p>\(escaped(code.summary)) <strong>\(escaped(code.advice))</strong> <a class="code" href="#\(code.name)"><code>\(code.name)</code></a></p></li>
    """
  }
}
