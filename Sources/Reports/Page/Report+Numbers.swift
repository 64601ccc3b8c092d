internal import Pipeline

extension Report {
  /// Countries and types of the numbers that went out.
  var numbersBody: String {
    guard !facts.countries.isEmpty else { return "" }
    let countries = facts.countries.map { (name: $0.name, note: $0.code ?? "", count: $0.count, key: "countries.\($0.code ?? "none")") }
    let types = facts.numberTypes.map { (name: Self.words(forType: $0.type), note: "", count: $0.count, key: "number_types.\($0.type)") }
    return """
      <div class="columns">
      <div><h3 id="countries-title">Countries</h3>\n\(barTable("countries", "Countries of the written numbers", "Country", countries))</div>
      <div><h3 id="types-title">Kinds of number</h3>\n\(barTable("types", "Kinds of the written numbers, as their numbering plans tell", "Kind", types))</div>
      </div>
      """
  }

  private func barTable(_ id: String, _ caption: String, _ head: String, _ rows: [(name: String, note: String, count: Int, key: String)])
    -> String
  {
    let total = Double(max(1, rows.reduce(0) { $0 + $1.count }))
    let most = Double(rows.map(\.count).max() ?? 1)
    let lines = rows.map { row in
      """
      <tr><th scope="row">\(escaped(row.name))\(row.note.isEmpty ? "" : " <span class=\"soft\">\(escaped(row.note))</span>")</th>\
      <td class="number">\(counted(row.count, row.key))</td>\
      <td class="number"><data value="\(JSONValue.decimal(Double(row.count) / total).text)">\(percent(Double(row.count) / total))</data></td>\
      <td class="chart">\(bar(Double(row.count) / most))</td></tr>
      """
    }
    return scrolling(
      caption,
      """
      <table class="bars sortable" id="\(id)-table" data-filter="Show those with"><caption>\(caption)</caption>
      <thead><tr><th scope="col">\(head)</th><th scope="col" class="number">Numbers</th><th scope="col" class="number">Share</th>\
      <th scope="col" class="plain"><span aria-hidden="true"></span></th></tr></thead>
      <tbody>\n\(lines.joined(separator: "\n"))\n</tbody></table>
      """)
  }

  private static func words(forType type: String) -> String {
    switch type {
    case "fixed_line": "fixed line"
    case "fixed_line_or_mobile": "fixed line or mobile"
    case "toll_free": "toll-free"
    case "voip": "internet telephony"
    case "uan": "company number"
    case "unknown": "not a valid number"
    default: type.replacing("_", with: " ")
    }
  }

  /// How the columns were understood, and how much of each changed.
  var columnsBody: String {
    let rows = columns.enumerated().map { index, column in
      let understood = column.understood
      let doubts = understood.doubts.map { "<br><span class=\"doubt\">Doubtful: \(escaped($0)).</span>" }.joined()
      let why = [understood.evidence, understood.cells].filter { !$0.isEmpty }.joined(separator: "; ")
      return """
        <tr><td class="number"><data value="\(index + 1)">\(index + 1)</data></td>\
        <th scope="row">\(understood.name.isEmpty ? "<span class=\"soft\">(no name)</span>" : escaped(understood.name))</th>\
        <td>\(understood.meaning.map { escaped($0) } ?? "<span class=\"soft\">not known</span>")</td><td>\(escaped(understood.use))\(doubts)</td>\
        <td class="soft">\(escaped(why))</td>\
        <td class="number">\(counted(column.changed, "columns.\(index)"))<br><span class="soft">\(percent(column.share))</span>\(bar(column.share))</td></tr>
        """
    }
    return scrolling(
      "Columns",
      """
      <table class="wide sortable" id="columns-table" data-filter="Show columns with"><caption>What each column was taken for, with the evidence, and the share of its \
      cells that changed in the records that went out</caption>
      <thead><tr><th scope="col" class="number">No.</th><th scope="col">Column</th><th scope="col">Holds</th><th scope="col">What becomes of it</th>\
      <th scope="col">Because</th><th scope="col" class="number">Changed</th></tr></thead>
      <tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>
      """)
  }

  /// How the file is written down.
  var formBody: String {
    let rows = inspection.form.map { answer in
      "<tr><th scope=\"row\">\(escaped(answer.subject))</th><td>\(escaped(answer.answer))</td><td class=\"soft\">\(escaped(answer.evidence))</td></tr>"
    }
    let files = run.files.map {
      "<tr><th scope=\"row\">\(escaped($0.content))</th><td colspan=\"2\"><code>\(escaped($0.path))</code></td></tr>"
    }
    return scrolling(
      "How the list is written",
      """
      <table><caption>What was found out about the file</caption>
      <thead><tr><th scope="col">What</th><th scope="col">Found</th><th scope="col">Evidence</th></tr></thead>
      <tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>
      """)
      + (files.isEmpty
        ? ""
        : "\n"
          + scrolling(
            "Files that were written",
            """
            <table><caption>What was written, and where</caption>
            <thead><tr><th scope="col">What</th><th scope="col" colspan="2">File</th></tr></thead>
            <tbody>\n\(files.joined(separator: "\n"))\n</tbody></table>
            """))
  }
}
