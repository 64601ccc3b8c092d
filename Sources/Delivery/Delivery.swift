internal import ImportRequest
internal import Pipeline

/// Sends a request's batches, each contact of them once.
///
/// A batch goes out under three rules. Before it does, the journal says so. What is known to have arrived is not sent again. And as long
/// as it is not known what became of an attempt, the service's own listing is asked before the next. Whoever starts a delivery that was
/// killed goes on by the same rules.
///
/// What remains is the service's: it refuses a second contact with the same number, which covers an import that it is still at work on
/// when its listing is asked.
public struct Delivery<Connection: Exchange>: ~Copyable {
  let request: StoredRequest
  let service: Service
  let answers: AnswerFiles
  var journal: Journal
  var client: Client<Connection>
  let attempts: Int
  let notify: @Sendable (Notice) -> Void

  /// The longest that the service may ask to wait before the run ends instead.
  static var longestWait: Duration { .seconds(900) }

  /// Takes hold of the request: no other delivery can run until this value is gone.
  ///
  /// - Parameters:
  ///   - client: what calls are made with.
  ///   - attempts: how often a batch is tried.
  ///   - notify: is told of what happens.
  public init(
    _ request: StoredRequest, to service: Service, client: consuming Client<Connection>, attempts: Int = 12,
    notify: @escaping @Sendable (Notice) -> Void
  ) throws(DeliveryError) {
    self.request = request
    self.service = service
    self.client = client
    self.attempts = attempts
    self.notify = notify
    answers = AnswerFiles(folder: request.path)
    journal = try Journal(folder: request.path)
    // The run before may have made a call a moment ago.
    if !journal.last.isEmpty { self.client.holdFirstCall() }
  }

  /// Sends what has not been sent, settles what is not known, and holds the whole request against what the service said.
  public mutating func run() async throws(DeliveryError) -> DeliveryOutcome {
    var done = 0
    var refused: [Int: String] = [:]
    var hasArrived = false
    for batch in request.batches {
      if journal.last[batch.number]?.event != .answered {
        switch try await deliver(batch) {
        case nil: hasArrived = true
        case let why?:
          // What the service refuses in the first batch it most likely refuses in all of them.
          guard hasArrived else { throw .refused(why) }
          refused[batch.number] = why
          notify(.refused(batch: batch.number, why: why))
        }
      } else {
        hasArrived = true
      }
      done += batch.records
      notify(.progress(contacts: done, of: request.recordCount, batch: batch.number, batches: request.batches.count))
    }
    return try await reconcile(refused: refused)
  }

  /// Sends a batch until it is known what the service has of it.
  ///
  /// - Returns: why the service refuses it; nil when it does not.
  private mutating func deliver(_ batch: Manifest.Batch) async throws(DeliveryError) -> String? {
    let contacts = try request.contacts(of: batch)
    var rest = Reconciliation(contacts, try answers.contacts(batch: batch.number)).missing
    var attempt = journal.last[batch.number]?.attempt ?? 0
    if let entry = journal.last[batch.number], !entry.event.isSettled {
      notify(.resolving(batch: batch.number, why: "its answer never came"))
      rest = try await resolve(batch, contacts, rest, attempt: attempt)
    }
    var why = ""
    for tried in 1...max(1, attempts) where !rest.isEmpty {
      attempt += 1
      if Task.isCancelled { throw .interrupted }
      let call = try await importCall(contacts.csv(of: rest), named: batch.csvName)
      await client.waitForTurn()
      try log(.sending, batch, attempt, contacts: rest.count)
      let verdict = await client.send(call, to: service)
      var wait: Duration?
      switch verdict {
      case .made(let made):
        try answers.keep(made, batch: batch.number)
        try log(.answered, batch, attempt, contacts: made.count)
        return nil
      case .tooOften(let asked):
        why = "the service was called too often"
        try log(.postponed, batch, attempt, why: why)
        wait = asked
      case .notNow(let reason):
        why = reason
        try log(.postponed, batch, attempt, why: why)
      case .hopeless(let reason):
        try log(.refused, batch, attempt, why: reason)
        throw .refused(reason)
      case .refused(let status, let reason):
        try log(.refused, batch, attempt, status: status, why: reason)
        // It may have been refused for contacts that are there already: then the others can go without them.
        let left = try await resolve(batch, contacts, rest, attempt: attempt)
        if left.count == rest.count { return reason }
        rest = left
        continue
      case .listing:
        why = "\(service.host) answered an import with a listing"
        try log(.unknown, batch, attempt, why: why)
      case .unknown(let reason, let asked):
        why = reason
        try log(.unknown, batch, attempt, why: why)
        wait = asked
      }
      try await pause(batch: batch.number, after: tried, asked: wait, why: why)
      if journal.last[batch.number]?.event == .unknown {
        rest = try await resolve(batch, contacts, rest, attempt: attempt)
      }
    }
    guard rest.isEmpty else { throw .givenUp(batch: batch.number, attempts: attempts, why: why) }
    if journal.last[batch.number]?.event != .answered { try log(.answered, batch, attempt, contacts: 0) }
    return nil
  }

  /// Asks the listing which of some contacts of a batch are there, keeps what it says, and returns those that are not.
  private mutating func resolve(
    _ batch: Manifest.Batch, _ contacts: BatchContacts, _ open: [Int], attempt: Int
  ) async throws(DeliveryError) -> [Int] {
    var search = Search()
    for index in open { search.add(contacts.rows[index], contacts.columns) }
    let found = try await find(search, batch: batch.number)
    if !found.isEmpty { try answers.keep(found, batch: batch.number) }
    try log(.listed, batch, attempt, contacts: found.count)
    return Reconciliation(contacts, try answers.contacts(batch: batch.number)).missing
  }

  private mutating func log(
    _ event: Journal.Event, _ batch: Manifest.Batch, _ attempt: Int, contacts: Int? = nil, status: Int? = nil, why: String? = nil
  ) throws(DeliveryError) {
    try journal.append(
      Journal.Entry(
        at: UTCTime.text(client.time.unixSeconds), event: event, batch: batch.number, attempt: attempt, contacts: contacts,
        status: status, why: why))
  }

  /// Waits before the next attempt: as long as the service asks, and at least as long as the attempts so far call for.
  mutating func pause(batch: Int, after attempt: Int, asked: Duration?, why: String) async throws(DeliveryError) {
    if let asked, asked > Self.longestWait { throw .toldToWait(asked) }
    let wait = max(asked ?? .zero, client.backoff(after: attempt))
    notify(.waiting(batch: batch, wait: wait, why: why))
    await client.time.sleep(for: wait)
    if Task.isCancelled { throw .interrupted }
  }

  private func importCall(_ csv: [UInt8], named name: String) async throws(DeliveryError) -> Call {
    let boundary = Boundary(avoiding: csv)
    return Call(
      .post, ImportCall.path(streamId: service.streamId), headers: [Call.Header("Content-Type", boundary.contentType)],
      body: MultipartBody(boundary: boundary, fileName: name).bytes(around: csv))
  }
}
