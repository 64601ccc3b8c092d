internal import CSV
internal import ImportRequest
internal import Pipeline

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What the service said of each batch, kept beside it: `answer-0001.json`, and `answer-0001-2.json` and so on for what it said later.
struct AnswerFiles: Sendable {
  let folder: String

  private func name(_ batch: Int, _ number: Int) -> String {
    let digits = Manifest.Batch.name(batch).dropFirst("batch-".count)
    return "\(folder)/answer-\(digits)\(number == 1 ? "" : "-\(number)").json"
  }

  /// Whether a file is there. One that cannot be asked for is not taken for one that is not: contacts that arrived would be missing.
  private func exists(_ path: String) throws(DeliveryError) -> Bool {
    if unsafe access(path, F_OK) == 0 { return true }
    guard errno == ENOENT else { throw .unreadable(.cannotOpen(path: path, code: errno)) }
    return false
  }

  /// Keeps contacts that the service told of. They are durable when this returns.
  func keep(_ contacts: [ServerContact], batch: Int) throws(DeliveryError) {
    var number = 1
    while try exists(name(batch, number)) { number += 1 }
    do throws(OutputError) {
      var file = try AtomicFile(path: name(batch, number), isPrivate: true)
      // Texts always encode.
      try file.write((try? ServerContact.json(contacts)) ?? Array("[]".utf8))
      try file.commit()
    } catch {
      throw .unwritable(error)
    }
  }

  /// All contacts that the service told of for a batch.
  func contacts(batch: Int) throws(DeliveryError) -> [ServerContact] {
    var contacts: [ServerContact] = []
    var number = 1
    while try exists(name(batch, number)) {
      let bytes = try LineFile.bytes(of: name(batch, number))
      guard let kept = ServerContact.contacts(inJSON: bytes) else { throw .altered(path: name(batch, number)) }
      contacts += kept
      number += 1
    }
    return contacts
  }
}
