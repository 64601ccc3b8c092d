internal import ArgumentParser
internal import ImportRequest
internal import Pipeline
internal import Rules

/// What a run makes of the cleaned records.
struct Product {
  /// What the cleaned records are written as.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case csv, json, request
  }

  let encoder: any RecordEncoder
  /// A text that no record may hold; nil where any may.
  var boundary: Boundary?
  /// Makes the folder of an import request; nil where the records go to a file or a stream.
  var folder: (() throws(OutputError) -> RequestWriter)?
  /// Lines for the person who started the run, each ended, when so many records were written.
  var note: (_ records: Int) -> String = { _ in "" }
}

extension Product {
  /// Records in a file or a stream.
  init(_ form: Form, lines: LineOptions, boundary: Boundary?, plan: Plan, rules: RulesFile) {
    let columns = plan.columns.map(\.name)
    switch form {
    case .csv:
      let encoder: any RecordEncoder =
        lines.recordLines ? LineEncoder(columns: columns) : CSVEncoder(plan: plan, style: rules.output)
      self.init(encoder: lines.noOutputHeader ? HeaderlessEncoder(encoder) : encoder)
    case .json:
      let encoder = ContactJSONEncoder(columns: columns)
      self.init(encoder: lines.recordLines ? LinesEncoder(encoder) : encoder)
    case .request:
      let boundary = boundary ?? .standard
      self.init(
        encoder: MultipartEncoder(
          csv: CSVEncoder(plan: plan, style: rules.output), body: MultipartBody(boundary: boundary, fileName: "list.csv")),
        boundary: boundary)
      note = { records in
        let note = "  send it as Content-Type: \(boundary.contentType)\n"
        guard records > rules.limits.batchRecords else { return note }
        return note
          + "  that is one request, and the rules allow \(rules.limits.batchRecords) records in one: muster request makes batches\n"
      }
    }
  }

  /// An import request in a folder.
  init(requestIn path: String, plan: Plan, rules: RulesFile) throws {
    let names = plan.columns.map(\.name)
    guard let number = names.firstIndex(of: ImportCall.numberColumn) else {
      throw Failure(
        status: .usage,
        sentence: "the rules \(rules.name) have no column \(ImportCall.numberColumn), which the import call asks for: "
          + "clean by --rules kore-agentassist, or write a CSV with muster clean")
    }
    let csv = CSVEncoder(plan: plan, style: rules.output)
    let hash = ContactHash()
    self.init(encoder: FramedEncoder(csv: csv, identity: [number], hash: hash))
    let manifest = Manifest(
      rules: rules.name, columns: names, delimiter: rules.output.delimiter, requestsPerMinute: rules.limits.requestsPerMinute)
    folder = { () throws(OutputError) in
      try RequestWriter(
        folder: RequestFolder(path: path), manifest: manifest, header: csv.opening, limits: rules.limits, hash: hash)
    }
  }
}

/// What separates the parts of a request, as it is written on a command line.
struct BoundaryArgument: ExpressibleByArgument {
  let boundary: Boundary

  init?(argument: String) {
    guard let boundary = Boundary(argument) else { return nil }
    self.boundary = boundary
  }
}
