/// A request that reached the stand-in, whole.
struct Inquiry: Sendable {
  var method: String
  /// The path without the query.
  var path: String
  /// The query's pairs.
  var query: [String: String] = [:]
  /// The headers, with names in lower case.
  var headers: [String: String] = [:]
  var body: [UInt8] = []
}

/// What the stand-in says to it.
struct Response: Sendable, Equatable {
  var status: Int
  var contentType = "application/json"
  var location: String?
  var retryAfter: Int?
  var body: [UInt8] = []
}
