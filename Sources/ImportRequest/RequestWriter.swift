public import Pipeline
public import Rules

/// Makes batches of the records that `FramedEncoder` wrote, and of the batches a folder that is ready to be sent or read.
///
/// Holds one batch at a time. The folder appears when everything is in it (`commit()`), or not at all.
public struct RequestWriter: ~Copyable, ByteSink {
  private var folder: RequestFolder
  private var manifestFile: PrivateFile
  private let manifest: Manifest
  private let limits: Limits
  private let header: [UInt8]
  /// The batch that is being filled.
  private var csv: [UInt8]
  private var contacts: [String] = []
  private var batchCount = 0
  private var recordCount = 0

  /// - Parameters:
  ///   - header: what each batch begins with.
  ///   - limits: how many records and bytes a batch may have. A record that is longer than that has a batch to itself.
  ///   - hash: what the contacts' hashes were made with.
  public init(
    folder: consuming RequestFolder, manifest: Manifest, header: [UInt8], limits: Limits, hash: ContactHash
  ) throws(OutputError) {
    var folder = folder
    try folder.write(Array((hash.keyText + "\n").utf8), to: Manifest.keyFileName)
    var manifestFile = try folder.create(Manifest.fileName)
    try manifestFile.write(Array(manifest.head.utf8))
    self.folder = folder
    self.manifestFile = manifestFile
    self.manifest = manifest
    self.limits = limits
    self.header = header
    csv = header
  }

  /// Takes whole frames.
  public mutating func write(_ frames: [UInt8]) throws(OutputError) {
    var start = 0
    while start < frames.count {
      let frame = RecordFrame(in: frames, at: start)
      if !contacts.isEmpty, contacts.count == limits.batchRecords || csv.count + frame.csv.count > limits.batchBytes { try endBatch() }
      csv += frame.csv
      contacts.append(frame.hash.hexadecimal)
      start = frame.end
    }
  }

  private mutating func endBatch() throws(OutputError) {
    batchCount += 1
    recordCount += contacts.count
    let batch = Manifest.Batch(
      number: batchCount, records: contacts.count, bytes: csv.count, sha256: sha256(of: csv), contacts: contacts)
    try folder.write(csv, to: batch.csvName)
    let message = HTTPFile(batch: batch, boundary: Boundary(avoiding: csv))
    try folder.write(Array(message.text.utf8), to: batch.name + ".http")
    try manifestFile.write(Array(((batchCount > 1 ? ",\n" : "") + batch.line).utf8))
    csv = header
    contacts.removeAll(keepingCapacity: true)
  }

  public mutating func commit() throws(OutputError) {
    if !contacts.isEmpty { try endBatch() }
    try manifestFile.write(Array(((batchCount > 0 ? "\n" : "") + Manifest.tail(batches: batchCount, records: recordCount)).utf8))
    try manifestFile.commit()
    try folder.write(Array(RequestScript(requestsPerMinute: manifest.requestsPerMinute).text.utf8), to: "request.sh")
    try folder.commit()
  }
}
