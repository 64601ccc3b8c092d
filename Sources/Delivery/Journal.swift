internal import Pipeline

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What happened to a request, one event a line, each durable before anything else is done: whoever is killed at any moment finds out
/// from it what may be under way.
struct Journal: ~Copyable {
  static let fileName = "journal.jsonl"

  private let descriptor: Int32
  private let path: String
  /// What the last event of each batch was.
  private(set) var last: [Int: Entry] = [:]

  /// One line. A line that is torn, because its writer was killed, says nothing: what it was to announce had not begun.
  struct Entry: Sendable, Equatable, Codable {
    /// When, in UTC.
    var at: String
    var event: Event
    /// 1-based.
    var batch: Int
    /// The number of the attempt, 1-based.
    var attempt: Int
    var contacts: Int?
    var status: Int?
    /// What was said, by the service or the system.
    var why: String?
  }

  enum Event: String, Sendable, Codable {
    /// The batch is about to go out. As long as nothing follows, nobody knows what became of it.
    case sending
    /// The service has said which contacts it made.
    case answered
    /// The service has refused the batch: nothing was stored.
    case refused
    /// It did not go out, or was turned away for being too early: nothing was stored.
    case postponed
    /// It may have gone out; the answer did not come or did not tell.
    case unknown
    /// The listing was asked, and is the answer: `contacts` of the batch are there.
    case listed

    /// Whether it is known what the service has of the batch.
    var isSettled: Bool { self != .sending && self != .unknown }
  }

  /// Opens the journal of a request for this process alone, and reads it.
  init(folder: String) throws(DeliveryError) {
    path = "\(folder)/\(Self.fileName)"
    descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(OutputError(target: path, code: errno)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .busy(path: folder) : .unwritable(OutputError(target: path, code: errno))
    }
    var file = try LineFile(path: path)
    let decoder = JSONDecoder()
    var isEnded = true
    while let line = try file.next() {
      isEnded = line.isEnded
      // A torn line; see `Entry`.
      if let entry = try? decoder.decode(Entry.self, from: Data(line.text.utf8)) { last[entry.batch] = entry }
    }
    if !isEnded { try write("\n") }
  }

  /// Appends an event, and returns when it is durable.
  mutating func append(_ entry: Entry) throws(DeliveryError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // An entry of texts and numbers always encodes; a batch number alone would do.
    let line = (try? encoder.encode(entry)).map { String(decoding: $0, as: UTF8.self) } ?? "{\"batch\":\(entry.batch)}"
    try write(line + "\n")
    last[entry.batch] = entry
  }

  private func write(_ text: String) throws(DeliveryError) {
    do throws(OutputError) {
      var sink = DescriptorSink(descriptor: descriptor, target: path)
      try sink.write(Array(text.utf8))
      guard fsync(descriptor) == 0 else { throw OutputError(target: path, code: errno) }
    } catch {
      throw .unwritable(error)
    }
  }

  deinit { close(descriptor) }
}
