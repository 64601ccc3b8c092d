import Foundation
import ImportRequest
import Pipeline
import Rules
import TestSupport
import Testing

private let header = Array("firstName,cellPhoneNumber\n".utf8)

private func writer(_ path: String, limits: Limits, hash: ContactHash) throws -> RequestWriter {
  try RequestWriter(
    folder: RequestFolder(path: path),
    manifest: Manifest(
      rules: "test", columns: ["firstName", "cellPhoneNumber"], delimiter: UInt8(ascii: ","), requestsPerMinute: 60),
    header: header, limits: limits, hash: hash)
}

@Test("Batches hold the records in their order, and as many as the limits allow")
func batches() throws {
  let scratch = try Scratch()
  let seed = UInt64.random(in: .min ... .max)
  var generator = SplitMix(seed: seed)
  for run in 0..<40 {
    var limits = Limits()
    limits.batchRecords = Int.random(in: 1...9, using: &generator)
    limits.batchBytes = Int.random(in: 30...200, using: &generator)
    let hash = ContactHash()
    let csv = CSVEncoder(columns: ["firstName", "cellPhoneNumber"], style: OutputStyle())
    let encoder = FramedEncoder(csv: csv, identity: [1], hash: hash)
    let path = scratch["run-\(run)"].path
    var writer = try writer(path, limits: limits, hash: hash)
    var records: [[UInt8]] = []
    var numbers: [String] = []
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      var frames: [UInt8] = []
      for _ in 0..<Int.random(in: 0...20, using: &generator) {
        var fields = FieldBuffer()
        // Names with line breaks and commas: a batch must not end inside quotes.
        let name = (0..<Int.random(in: 0...30, using: &generator)).map { _ in "a,\n\"".randomElement(using: &generator) ?? "a" }
        fields.append(String(name).utf8)
        numbers.append("+1\(Int.random(in: 2_000_000_000...9_999_999_999, using: &generator))")
        fields.append((numbers.last ?? "").utf8)
        encoder.append(fields, to: &frames)
        var record: [UInt8] = []
        csv.append(fields, to: &record)
        records.append(record)
      }
      try writer.write(frames)
    }
    try writer.commit()
    var rest = records[...]
    var hashes = numbers.map(hash.text(of:))[...]
    var number = 0
    let manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: scratch["run-\(run)/manifest.json"])) as? [String: Any]
    for batch in try #require(manifest?["batches"] as? [[String: Any]]) {
      number += 1
      let bytes = Array(try Data(contentsOf: scratch["run-\(run)/\(Manifest.Batch.name(number)).csv"]))
      let count = try #require(batch["records"] as? Int)
      #expect(bytes == header + rest.prefix(count).joined(), "seed \(seed)")
      #expect(count <= limits.batchRecords && (bytes.count <= limits.batchBytes || count == 1), "seed \(seed)")
      if let next = rest.dropFirst(count).first {
        #expect(count == limits.batchRecords || bytes.count + next.count > limits.batchBytes, "one more had room; seed \(seed)")
      }
      #expect(batch["batch"] as? Int == number)
      #expect(batch["sha256"] as? String == sha256(of: bytes))
      #expect(batch["contacts"] as? [String] == Array(hashes.prefix(count)), "seed \(seed)")
      rest = rest.dropFirst(count)
      hashes = hashes.dropFirst(count)
    }
    #expect(rest.isEmpty, "seed \(seed)")
    #expect(manifest?["recordCount"] as? Int == records.count)
  }
}

@Test("A request that was not finished leaves nothing, and one that was is for its owner alone")
func appearance() throws {
  let scratch = try Scratch()
  let path = scratch["import"].path
  do {
    var writer = try writer(path, limits: Limits(), hash: ContactHash())
    try writer.write([])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).count == 1)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == [])
  var writer = try writer(path + "/", limits: Limits(), hash: ContactHash())
  try writer.commit()
  #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["import"])
  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
  #expect(try mode(path) == 0o700)
  for file in try FileManager.default.contentsOfDirectory(atPath: path) { #expect(try mode("\(path)/\(file)") == 0o600, "\(file)") }
  #expect(throws: OutputError(target: path, code: EEXIST)) { _ = try RequestFolder(path: path) }
}

@Test(
  "SHA-256 answers as FIPS 180-4's examples do",
  arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    (String(repeating: "a", count: 1000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
  ])
func sha256Examples(text: String, hash: String) { #expect(sha256(of: Array(text.utf8)) == hash) }

@Test("The contacts' hashes are those of the standard")
func hashes() throws {
  // RFC 4231, test case 2, has a short key, which HMAC pads with zeroes: the same as that key padded to 32 bytes.
  let key = "4a656665" + String(repeating: "0", count: 56)
  let hash = try #require(ContactHash(hexadecimal: key))
  #expect(hash.text(of: "what do ya want for nothing?") == "5bdcc146bf60754e")
  #expect(hash.keyText == key)
  #expect(ContactHash(hexadecimal: "4a65") == nil)
  #expect(ContactHash().keyText != ContactHash().keyText, "a key is drawn for each request")
}
