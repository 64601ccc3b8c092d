public import ImportRequest
internal import Pipeline

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A request that `muster request` wrote into a folder.
public struct StoredRequest: Sendable {
  public let path: String
  public let manifest: Manifest
  /// The batches, without their contacts' hashes.
  public let batches: [Manifest.Batch]

  public var recordCount: Int { batches.reduce(0) { $0 + $1.records } }

  /// Reads the manifest, which takes memory for its batches but not for their contacts.
  public init(path: String) throws(DeliveryError) {
    self.path = path
    var frame: [String] = []
    var batches: [Manifest.Batch] = []
    var file = try LineFile(path: "\(path)/\(Manifest.fileName)")
    while let line = try file.next()?.text {
      guard line.isBatch else {
        frame.append(line)
        continue
      }
      guard let batch = decode(BatchLine.self, line.last == "," ? line.dropLast() : line[...]), batch.batch == batches.count + 1,
        batch.file == Manifest.Batch.name(batch.batch) + ".csv"
      else { throw .notARequest(path: path) }
      batches.append(
        Manifest.Batch(
          number: batch.batch, records: batch.records, bytes: batch.bytes, sha256: batch.sha256,
          state: Manifest.State(rawValue: batch.state) ?? .written, contacts: []))
    }
    // What is left when the batches are taken out is an object with an empty array in it.
    guard let rest = decode(Frame.self, frame.joined(separator: "\n")[...]), rest.muster == Manifest.form,
      rest.batchCount == batches.count, rest.recordCount == batches.reduce(0, { $0 + $1.records }),
      let delimiter = rest.delimiter.utf8.first, rest.columns.contains(ImportCall.numberColumn)
    else { throw .notARequest(path: path) }
    manifest = Manifest(
      rules: rest.rules, columns: rest.columns, delimiter: delimiter, requestsPerMinute: max(1, rest.requestsPerMinute))
    self.batches = batches
  }

  /// A batch's contacts, read from its file, which has to be as it was written.
  func contacts(of batch: Manifest.Batch) throws(DeliveryError) -> BatchContacts {
    let name = "\(path)/\(batch.csvName)"
    let csv = try LineFile.bytes(of: name)
    guard sha256(of: csv) == batch.sha256, let contacts = BatchContacts(csv: csv, manifest: manifest), contacts.count == batch.records
    else { throw .altered(path: name) }
    return contacts
  }

  /// Writes the manifest again with the batches' states, line by line.
  func write(_ states: [Manifest.State]) throws(DeliveryError) {
    let name = "\(path)/\(Manifest.fileName)"
    var lines = try LineFile(path: name)
    var index = 0
    do throws(OutputError) {
      var file = try AtomicFile(path: name, isPrivate: true)
      while let line = try nextLine(&lines) {
        var text = line
        if line.isBatch {
          let (old, new) = (batches[index].state.rawValue, states[index].rawValue)
          text.replace("\"state\": \"\(old)\"", with: "\"state\": \"\(new)\"", maxReplacements: 1)
          index += 1
        }
        try file.write(Array((text + "\n").utf8))
      }
      try file.commit()
    } catch {
      throw .unwritable(error)
    }
  }
}

/// The next line of a file that was read whole a moment ago: one that cannot be read any more ends it with an input error of its own.
private func nextLine(_ lines: inout LineFile) throws(OutputError) -> String? {
  do { return try lines.next()?.text } catch { throw OutputError(target: Manifest.fileName, code: 5) }
}

private func decode<Value: Decodable>(_ type: Value.Type, _ text: Substring) -> Value? {
  // That the text is not as it was written is all there is to say about it.
  try? JSONDecoder().decode(type, from: Data(text.utf8))
}

extension String {
  fileprivate var isBatch: Bool { hasPrefix("{\"batch\":") }
}

private struct BatchLine: Decodable {
  let batch: Int
  let file: String
  let records: Int
  let bytes: Int
  let sha256: String
  let state: String
}

/// The manifest around its batches.
private struct Frame: Decodable {
  let muster: Int
  let rules: String
  let columns: [String]
  let delimiter: String
  let requestsPerMinute: Int
  let batchCount: Int
  let recordCount: Int
}
