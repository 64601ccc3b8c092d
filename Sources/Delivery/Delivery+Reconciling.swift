internal import CSV
internal import ImportRequest
internal import Pipeline

extension Delivery {
  /// How many numbers are looked for in one reading of the listing, which bounds the memory that takes.
  private static var searchSize: Int { 50_000 }

  /// Holds each batch against what the service said of it, and writes `accepted.csv`, `missing.csv` and `changed.csv`.
  ///
  /// - Parameter refused: why the service refused a batch, by its number: its contacts are not looked for again.
  mutating func reconcile(refused: [Int: String]) async throws(DeliveryError) -> DeliveryOutcome {
    try await lookForMissing(refused: refused)
    var outcome = DeliveryOutcome()
    var states: [Manifest.State] = []
    var files = try ResultFiles(folder: request.path, columns: request.manifest.columns)
    for batch in request.batches {
      let contacts = try request.contacts(of: batch)
      let stored = try answers.contacts(batch: batch.number)
      let reconciliation = Reconciliation(contacts, stored)
      var differs = !reconciliation.strangers.isEmpty
      outcome.sent += contacts.count
      outcome.strangers += reconciliation.strangers.count
      for (index, partner) in reconciliation.partner.enumerated() {
        let row = contacts.rows[index]
        guard let partner else {
          outcome.missing += 1
          differs = true
          files.missing(row, batch: batch.number, why: refused[batch.number] ?? "the service does not have it")
          continue
        }
        outcome.accepted += 1
        files.accepted(row, batch: batch.number, id: stored[partner].id ?? "")
        let changes = Reconciliation.changes(row, contacts.columns, stored[partner])
        guard !changes.isEmpty else { continue }
        outcome.changed += 1
        differs = true
        for change in changes {
          files.changed(contacts.number(of: index), batch: batch.number, id: stored[partner].id ?? "", change)
        }
      }
      try files.flush()
      states.append(differs ? .differs : .accepted)
    }
    try files.commit()
    try request.write(states)
    return outcome
  }

  /// Asks the listing for contacts that the answers left out, and keeps what it says beside the answers.
  private mutating func lookForMissing(refused: [Int: String]) async throws(DeliveryError) {
    var open: [(batch: Int, search: Search)] = []
    var count = 0
    for batch in request.batches where refused[batch.number] == nil {
      let contacts = try request.contacts(of: batch)
      let missing = Reconciliation(contacts, try answers.contacts(batch: batch.number)).missing
      guard !missing.isEmpty else { continue }
      var search = Search()
      for index in missing { search.add(contacts.rows[index], contacts.columns) }
      open.append((batch.number, search))
      count += missing.count
      if count >= Self.searchSize {
        try await look(for: open, count: count)
        open = []
        count = 0
      }
    }
    if !open.isEmpty { try await look(for: open, count: count) }
  }

  private mutating func look(for open: [(batch: Int, search: Search)], count: Int) async throws(DeliveryError) {
    notify(.lookingFor(contacts: count))
    let found = try await find(open.reduce(into: Search()) { $0.formUnion($1.search) }, batch: open[0].batch)
    for (batch, search) in open {
      var search = search
      let ours = found.filter { search.take($0) }
      if !ours.isEmpty { try answers.keep(ours, batch: batch) }
    }
  }
}

/// The three files that say what became of each contact. They appear together when they are whole. People open them, and no program reads
/// them: what a spreadsheet would run is guarded.
private struct ResultFiles: ~Copyable {
  private var acceptedFile: AtomicFile
  private var missingFile: AtomicFile
  private var changedFile: AtomicFile
  private var writer = GuardingWriter(RecordWriter(lineEnd: .lf))
  private var acceptedBytes: [UInt8] = []
  private var missingBytes: [UInt8] = []
  private var changedBytes: [UInt8] = []

  init(folder: String, columns: [String]) throws(DeliveryError) {
    func file(_ name: String) throws(DeliveryError) -> AtomicFile {
      do { return try AtomicFile(path: "\(folder)/\(name)", isPrivate: true) } catch { throw .unwritable(error) }
    }
    let accepted = try file("accepted.csv")
    let missing = try file("missing.csv")
    let changed = try file("changed.csv")
    acceptedFile = accepted
    missingFile = missing
    changedFile = changed
    writer.append(record: columns + ["batch", "id"], to: &acceptedBytes)
    writer.append(record: columns + ["batch", "reason"], to: &missingBytes)
    writer.append(record: ["number", "batch", "id", "column", "sent", "stored"], to: &changedBytes)
  }

  mutating func accepted(_ row: [String], batch: Int, id: String) { writer.append(record: row + [String(batch), id], to: &acceptedBytes) }

  mutating func missing(_ row: [String], batch: Int, why: String) { writer.append(record: row + [String(batch), why], to: &missingBytes) }

  mutating func changed(_ number: String, batch: Int, id: String, _ change: (column: String, sent: String, stored: String)) {
    writer.append(record: [number, String(batch), id, change.column, change.sent, change.stored], to: &changedBytes)
  }

  mutating func flush() throws(DeliveryError) {
    do throws(OutputError) {
      try acceptedFile.write(acceptedBytes)
      try missingFile.write(missingBytes)
      try changedFile.write(changedBytes)
    } catch {
      throw .unwritable(error)
    }
    acceptedBytes.removeAll(keepingCapacity: true)
    missingBytes.removeAll(keepingCapacity: true)
    changedBytes.removeAll(keepingCapacity: true)
  }

  mutating func commit() throws(DeliveryError) {
    try flush()
    do throws(OutputError) {
      try acceptedFile.commit()
      try missingFile.commit()
      try changedFile.commit()
    } catch {
      throw .unwritable(error)
    }
  }
}
