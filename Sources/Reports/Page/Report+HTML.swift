internal import CTables
internal import Crypto
internal import Foundation
internal import Pipeline

extension Report {
  /// The report as one HTML page that needs nothing beside it: no network, no other file. Ends with a line end.
  ///
  /// Whatever comes from the list is escaped, and the page's own policy lets nothing run but its own script.
  public var html: String {
    let (style, script) = (PageParts.style, PageParts.script)
    let policy =
      "default-src 'none'; style-src 'sha256-\(base64SHA256(style))'; script-src 'sha256-\(base64SHA256(script))'; "
      + "img-src data:; base-uri 'none'; form-action 'none'"
    let sections = pageSections.filter { !$0.body.isEmpty }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(escaped(fileName(run.source))): what became of it</title>
      <link rel="icon" href="data:,">
      <style>\(String(decoding: style, as: UTF8.self))</style>
      </head>
      <body>
      <a class="skip" href="#glance">Skip to the result</a>
      <div class="page">
      \(pageHead)
      <nav aria-label="Sections"><ul>
      \(sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" }.joined(separator: "\n"))
      </ul></nav>
      <main>
      \(sections.map(\.html).joined(separator: "\n"))
      </main>
      \(pageFoot)
      </div>
      <script>\(String(decoding: script, as: UTF8.self))</script>
      </body>
      </html>

      """
  }

  private var pageSections: [PageSection] {
    [
      PageSection(id: "glance", title: "At a glance", body: glance),
      PageSection(id: "todo", title: "Needs a person", body: todo),
      PageSection(id: "findings", title: "Findings", body: findingsBody),
      PageSection(id: "rejected", title: "Rejected records", body: rejectedBody),
      PageSection(id: "duplicates", title: "Duplicates", body: duplicatesBody),
      PageSection(id: "review", title: "Possible duplicates", body: reviewBody),
      PageSection(id: "numbers", title: "Numbers", body: numbersBody),
      PageSection(id: "columns", title: "Columns", body: columnsBody),
      PageSection(id: "form", title: "How it is written", body: formBody),
    ]
  }

  private var pageHead: String {
    var facts = ["<time datetime=\"\(created)\">\(created.prefix(10)) \(created.dropFirst(11).prefix(5)) UTC</time>"]
    facts.append("rules <strong>\(escaped(run.rules))</strong>")
    if let region = run.region { facts.append("country given <strong>\(escaped(region))</strong>") }
    if run.isStrict { facts.append("strict") }
    if let bytes = run.byteCount { facts.append("\(size(bytes))") }
    facts.append("<span data-key=\"seconds\">\(JSONValue.decimal((run.seconds * 100).rounded() / 100).text)</span> s")
    return """
      <header class="top">
      <p class="eyebrow">\(run.command == "check" ? "Checked" : "Cleaned") by muster \(escaped(run.version))</p>
      <h1>\(escaped(fileName(run.source)))</h1>
      <ul class="facts">\(facts.map { "<li>\($0)</li>" }.joined())</ul>
      </header>
      """
  }

  private var pageFoot: String {
    let values =
      run.showsValues
      ? "Names and numbers stand here as they are in the list: keep this page as you keep the list."
      : "Digits are dots and names are initials, so that this page can be passed on; <code>--show-values</code> shows them."
    return """
      <footer>
      <p>\(values) Examples are the first of their kind. <code>muster explain CODE</code> says more about a code.</p>
      </footer>
      """
  }
}

/// A part of the page with its heading.
struct PageSection {
  let id: String
  let title: String
  let body: String

  var html: String {
    "<section id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n<h2 id=\"\(id)-title\">\(title)</h2>\n\(body)\n</section>"
  }
}

/// The page's style sheet and script, as they are compiled in.
enum PageParts {
  static var style: [UInt8] { unsafe bytes(ctables_report_style, ctables_report_style_count) }
  static var script: [UInt8] { unsafe bytes(ctables_report_script, ctables_report_script_count) }

  private static func bytes(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    // The tables are static and never change, so the pointer outlives the copy.
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }
}

extension Report {
  /// The JSON Schema (draft 2020-12) of the JSON form.
  public static var schema: String {
    // The table is static and never changes, so the pointer outlives the copy.
    unsafe String(decoding: UnsafeBufferPointer(start: ctables_report_schema, count: ctables_report_schema_count), as: UTF8.self)
  }
}

/// A count as a person reads it, with the number itself for machines.
///
/// - Parameter key: which number of the report it is.
func counted(_ count: Int, _ key: String) -> String { "<data value=\"\(count)\" data-key=\"\(escaped(key))\">\(grouped(count))</data>" }

/// "1 record", "2 records": the noun alone.
func plural(_ count: Int, _ noun: String) -> String { count == 1 ? noun : noun + "s" }

/// A share of a whole as a person reads it.
func percent(_ share: Double) -> String {
  if share > 0, share < 0.01 { return "under 1\u{A0}%" }
  if share < 1, share > 0.99 { return "over 99\u{A0}%" }
  return "\(Int((share * 100).rounded()))\u{A0}%"
}

/// A horizontal bar; the number that it shows stands beside it.
func bar(_ share: Double, _ kind: String = "") -> String {
  let width = share <= 0 ? 0 : max(0.6, min(100, share * 100))
  let text = JSONValue.decimal((width * 100).rounded() / 100).text
  return """
    <svg class="bar \(kind)" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
    <rect class="track" width="100" height="8"/><rect class="fill" width="\(text)" height="8"/></svg>
    """
}

/// A table that a narrow screen scrolls and a keyboard reaches.
func scrolling(_ label: String, _ table: String) -> String {
  "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(escaped(label))\">\n\(table)\n</div>"
}

private func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

private func size(_ bytes: Int) -> String {
  switch bytes {
  case ..<1000: "\(bytes) \(plural(bytes, "byte"))"
  case ..<1_000_000: "\(JSONValue.decimal((Double(bytes) / 100).rounded() / 10).text) kB"
  default: "\(JSONValue.decimal((Double(bytes) / 100_000).rounded() / 10).text) MB"
  }
}

/// What a content security policy (W3C CSP Level 3, section 2.3.1) lets a style sheet or a script in by.
private func base64SHA256(_ bytes: [UInt8]) -> String { Data(SHA256.hash(data: bytes)).base64EncodedString() }
