/// Polluted files in the manner of the Pollock benchmark (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann: "Pollock: A Data Loading
/// Benchmark", VLDB 2023): one clean table of 84 records in nine columns, all of it quoted, and one thing wrong in each file.
struct PollutedFiles {
  struct File: Sendable {
    var name: String
    var text: String
    /// What a person reads in it: header and records.
    var rows: [[String]]
  }

  let header = ["Date", "Time", "Qty", "Product", "Price", "Name", "Description", "Page", "Remark"]
  let body: [[String]]

  init() {
    let names = ["Trail Shoes", "Throw Pillow, Paddles", "Kids' Bike, 24\"", "Men's Vest", "Table, Round 48\"", "Fly Rod 8 Wt.", "Hat"]
    let texts = [
      "Light, quick and rugged enough for any path.", "All the softness that you've come to expect; in organic cotton.",
      "Keeps warm, dry and 100% at ease", "For slope, lodge and shoveling snow, day in, day out",
      "It won't chip, peel, warp or crack: ever.",
    ]
    body = (0..<83).map { row in
      [
        "\(10 + row % 19)/0\(1 + row % 9)/2018", "0\(row % 10):\(row % 4)5", "\(row * 7 % 31)", "MG-\(1000 + row * 37)",
        "$\(row + 3).\(10 + row)",
        names[row % names.count], texts[row % texts.count], "https://www.example.com/p/\(row).html", row % 3 == 0 ? "" : "note \(row)",
      ]
    }
  }

  /// How a file is written down.
  struct Form {
    var delimiter = ","
    var quote = "\""
    var escape = "\""
    var lineEnd = "\r\n"

    func cell(_ value: String) -> String { quote + value.replacing(quote, with: escape + quote) + quote }
    func line(_ cells: [String]) -> String { cells.joined(separator: delimiter) + lineEnd }
    func text(_ rows: [[String]]) -> String { rows.map { line($0.map(cell)) }.joined() }
  }

  var all: [[String]] { [header] + body }

  /// Every file; with `step` above 1 only each so-many-th row is polluted.
  func files(step: Int) -> [File] { wholeFiles() + stride(from: 0, to: all.count, by: step).flatMap(rowFiles) }

  private func wholeFiles() -> [File] {
    let plain = Form()
    func form(_ name: String, _ change: (inout Form) -> Void) -> File {
      var form = Form()
      change(&form)
      return File(name: name, text: form.text(all), rows: all)
    }
    let second = body.map { Array($0.reversed()) }
    let title = ["Products of 2018"] + [String](repeating: "", count: header.count - 1)
    return [
      File(name: "source", text: plain.text(all), rows: all),
      File(name: "no payload", text: "", rows: []),
      File(name: "no last line end", text: String(plain.text(all).dropLast()), rows: all),
      File(name: "two last line ends", text: plain.text(all) + "\r\n", rows: all),
      File(name: "no header", text: plain.text(body), rows: body),
      File(name: "two header rows", text: plain.text([header]) + plain.text(all), rows: [header] + all),
      File(name: "three header rows", text: plain.text([header, header]) + plain.text(all), rows: [header, header] + all),
      File(name: "preamble", text: plain.line(title) + plain.line(title.map { _ in "" }) + plain.text(all), rows: all),
      File(name: "preamble, not delimited", text: "Products of 2018\r\n\r\n" + plain.text(all), rows: all),
      File(name: "second table, narrower", text: plain.text(all + second.map { $0.dropLast() }), rows: all + second.map { $0.dropLast() }),
      File(name: "second table", text: plain.text(all + second), rows: all + second),
      File(name: "second table, wider", text: plain.text(all + second.map { $0 + ["x"] }), rows: all + second.map { $0 + ["x"] }),
      File(name: "header only", text: plain.text([header]), rows: [header]),
      File(name: "one record", text: plain.text([header, body[0]]), rows: [header, body[0]]),
      form("LF") { $0.lineEnd = "\n" }, form("lone CR") { $0.lineEnd = "\r" },
      form("semicolon") { $0.delimiter = ";" }, form("tab") { $0.delimiter = "\t" }, form("bar") { $0.delimiter = "|" },
      form("comma and space") { $0.delimiter = ", " }, form("space") { $0.delimiter = " " },
      form("apostrophe") {
        $0.quote = "'"
        $0.escape = "'"
      },
      form("backslash") { $0.escape = "\\" }, form("no escape") { $0.escape = "" },
    ]
  }

  private func rowFiles(_ row: Int) -> [File] {
    let plain = Form()
    func file(_ name: String, _ line: String, _ cells: [String]) -> File {
      var rows = all
      rows[row] = cells
      return File(
        name: "\(name), row \(row)", text: plain.text(Array(all[..<row])) + line + plain.text(Array(all[(row + 1)...])), rows: rows)
    }
    let cells = all[row]
    let written = cells.map(plain.cell)
    var files: [File] = []
    for column in cells.indices {
      let more = Array(written[..<column]) + [""] + Array(written[column...])
      files.append(
        file("extra separator before \(column)", plain.line(more), Array(cells[..<column]) + [""] + Array(cells[column...])))
      if column > 0 {
        var fewer = written
        fewer[column - 1] += fewer.remove(at: column)
        var joined = cells
        // The two quotes that meet are one doubled quote (RFC 4180, section 2, rule 7).
        joined[column - 1] += "\"" + joined.remove(at: column)
        files.append(file("no separator before \(column)", plain.line(fewer), joined))
      }
      var stray = written
      stray[column] = "\"" + stray[column]
      var kept = cells
      kept[column] = "\"" + kept[column]
      files.append(file("extra quote in \(column)", plain.line(stray), kept))
    }
    var spaced = Form()
    spaced.delimiter = " "
    files.append(file("space as separator", spaced.line(written), cells))
    return files
  }
}
