public import Pipeline

/// Writes records down so that they can be told apart again without reading CSV: each behind its length and its contact's hash.
///
/// The workers do the hashing; who makes batches of the records (`RequestWriter`) only counts.
public struct FramedEncoder: RecordEncoder {
  private let csv: any RecordEncoder
  private let identity: [Int]
  private let hash: ContactHash
  public var opening: [UInt8] { [] }
  public var separator: [UInt8] { [] }
  public var closing: [UInt8] { [] }

  /// - Parameters:
  ///   - csv: writes the records; each of them ends itself.
  ///   - identity: the columns that identify a contact, by index.
  public init(csv: any RecordEncoder, identity: [Int], hash: ContactHash) {
    self.csv = csv
    self.identity = identity
    self.hash = hash
  }

  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    var name: [UInt8] = []
    for (place, index) in identity.enumerated() {
      // A unit separator between two columns: what identifies a contact by one column is hashed as it stands.
      if place > 0 { name.append(0x1F) }
      let value = fields[index]
      for byte in value.indices { name.append(value[byte]) }
    }
    let start = output.count
    output += [0, 0, 0, 0]
    output += hash.bytes(of: name)
    csv.append(fields, to: &output)
    let length = UInt32(output.count - start - RecordFrame.headSize)
    for byte in 0..<4 { output[start + byte] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(byte))) }
  }
}

/// One record as `FramedEncoder` wrote it.
struct RecordFrame {
  static let headSize = 4 + ContactHash.size
  let hash: ArraySlice<UInt8>
  let csv: ArraySlice<UInt8>
  var end: Int { csv.endIndex }

  /// The frame that begins at `start`, which is where one ended.
  init(in bytes: [UInt8], at start: Int) {
    let length = (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    let body = start + Self.headSize
    hash = bytes[(start + 4)..<body]
    csv = bytes[body..<(body + length)]
  }
}
