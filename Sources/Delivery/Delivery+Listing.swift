internal import ImportRequest

extension Delivery {
  /// The number of contacts that a page of the listing is asked for; the service may send fewer.
  private static var pageSize: Int { 1000 }

  /// Which of some contacts the service has, as its listing tells.
  ///
  /// The listing documents no search, so it is read from its beginning until each contact was found or it ends. Two calls a thousand
  /// contacts apart can miss one that moved between them; the service's own rule about numbers stands behind that.
  ///
  /// - Parameter batch: what it is about, for messages.
  mutating func find(_ search: Search, batch: Int) async throws(DeliveryError) -> [ServerContact] {
    var search = search
    var found: [ServerContact] = []
    var skip = 0
    while !search.isOver {
      let page = try await page(skip: skip, batch: batch)
      found += page.results.filter { search.take($0) }
      skip += page.results.count
      let hasMore = page.hasMore ?? page.totalResults.map { skip < $0 } ?? !page.results.isEmpty
      guard hasMore, !page.results.isEmpty else { break }
    }
    return found
  }

  private mutating func page(skip: Int, batch: Int) async throws(DeliveryError) -> Answer.Listing {
    let call = Call(.get, ImportCall.contactsPath(streamId: service.streamId) + "?skip=\(skip)&limit=\(Self.pageSize)")
    var why = ""
    for attempt in 1...max(1, attempts) {
      if Task.isCancelled { throw .interrupted }
      await client.waitForTurn()
      switch await client.send(call, to: service) {
      case .listing(let listing): return listing
      // An empty array is a listing of nobody.
      case .made(let contacts): return Answer.Listing(results: contacts, hasMore: false)
      case .hopeless(let reason), .refused(_, let reason): throw .refused(reason)
      case .tooOften(let asked):
        why = "the service was called too often"
        try await pause(batch: batch, after: attempt, asked: asked, why: why)
      case .notNow(let reason):
        why = reason
        try await pause(batch: batch, after: attempt, asked: nil, why: why)
      case .unknown(let reason, let asked):
        why = reason
        try await pause(batch: batch, after: attempt, asked: asked, why: why)
      }
    }
    throw .givenUp(batch: batch, attempts: attempts, why: why)
  }
}
