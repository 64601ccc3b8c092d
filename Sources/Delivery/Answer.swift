internal import Pipeline

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What came back from a call, whatever it looks like.
public enum Answer: Sendable, Equatable {
  /// The contacts that an import has made.
  case contacts([ServerContact])
  /// A page of the listing.
  case listing(Listing)
  /// The service says that it was called too often.
  case tooOften
  /// A web page, as proxies and login portals send it, with its title.
  case page(title: String)
  /// Anything else that says something: the service's own words, on one line and cut short.
  case message(String)
  /// Nothing at all.
  case empty

  /// A page of the listing of contacts.
  public struct Listing: Sendable, Equatable, Decodable {
    public var results: [ServerContact]
    public var skip: Int?
    public var limit: Int?
    public var hasMore: Bool?
    public var totalResults: Int?
  }

  /// Reads a body. The service states its content type wrongly in places, so the bytes decide.
  public init(body: [UInt8]) {
    let text = String(decoding: body, as: UTF8.self)
    if text.lowercased().contains("exceeded the per-minute rate limit") {
      self = .tooOften
      return
    }
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    switch body.first(where: { !blank.contains($0) }) {
    case nil:
      self = .empty
    case UInt8(ascii: "["):
      self = ServerContact.contacts(inJSON: body).map(Answer.contacts) ?? .message(text.oneLine)
    case UInt8(ascii: "{"):
      if let listing = try? JSONDecoder().decode(Listing.self, from: Data(body)) {
        self = .listing(listing)
      } else {
        // Not a listing: then what it says, or all of it.
        self = .message((JSONValue(parsing: text)?.words ?? text).oneLine)
      }
    case UInt8(ascii: "<"):
      self = .page(title: text.title.oneLine)
    case UInt8(ascii: "\""):
      // A JSON string is its text.
      self = .message(((try? JSONDecoder().decode(String.self, from: Data(body))) ?? text).oneLine)
    default:
      self = .message(text.oneLine)
    }
  }
}

extension JSONValue {
  /// The words of an error's body, under the names that they commonly have: the service documents none. Nil where there are none.
  fileprivate var words: String? {
    switch self {
    case .string(let text): text
    case .array(let elements): Self.first(elements)
    case .object: Self.first(["message", "msg", "error", "errors", "detail", "description", "title"].compactMap { self[$0] })
    case .null, .bool, .number: nil
    }
  }

  /// The first words among some values. Each is looked into once: a lazy sequence would do so twice, at every level of a nest.
  private static func first(_ values: [JSONValue]) -> String? {
    for value in values { if let words = value.words { return words } }
    return nil
  }
}

extension String {
  /// What an answer says, fit to be quoted in a sentence: one line of at most 200 characters.
  fileprivate var oneLine: String {
    let line = split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
      .filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
    return line.count <= 200 ? line : line.prefix(199) + "…"
  }

  /// The title of a web page; empty where it has none.
  fileprivate var title: String {
    let lower = lowercased()
    guard let open = lower.firstRange(of: "<title"), let end = lower[open.upperBound...].firstIndex(of: ">"),
      let close = lower[end...].firstRange(of: "</title")
    else { return "" }
    // Lower-casing may change lengths outside ASCII: count from the place instead of sharing it.
    let start = lower.distance(from: lower.startIndex, to: end) + 1
    let length = lower.distance(from: end, to: close.lowerBound) - 1
    return String(dropFirst(start).prefix(max(0, length)))
  }
}
