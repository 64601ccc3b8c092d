import Testing

@testable import CSV

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Six files that are valid and that fast parsers have been seen to get wrong.
struct HardFilesTests {
  /// Records, fields and a digest of every field's bytes and borders: enough to tell two readings apart without keeping them.
  struct Digest: Equatable {
    var records = 0
    var fields = 0
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// FNV-1a.
    mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    mutating func add(_ batch: RecordBatch) {
      let bytes = batch.bytes.span
      records += batch.count
      for record in 0..<batch.count {
        fields += batch.fieldCount(ofRecord: record)
        for field in 0..<batch.fieldCount(ofRecord: record) {
          for index in batch.range(ofField: field, inRecord: record) { add(bytes[index]) }
          add(0xFE)
        }
        add(0xFF)
      }
    }
  }

  private func expected(_ records: [[[UInt8]]]) -> Digest {
    var digest = Digest()
    for record in records {
      digest.records += 1
      digest.fields += record.count
      for field in record {
        for byte in field { digest.add(byte) }
        digest.add(0xFE)
      }
      digest.add(0xFF)
    }
    return digest
  }

  private func read(_ bytes: [UInt8], pieceSize: Int = 1 << 18) throws -> Digest {
    var reader = RecordReader(source: MemorySource(bytes), dialect: .rfc4180, kernel: .best, pieceSize: pieceSize)
    var batch = RecordBatch()
    var digest = Digest()
    while try reader.read(into: &batch) {
      #expect(batch.findings.isEmpty)
      digest.add(batch)
    }
    return digest
  }

  /// Chunks parsed by several threads, each in whatever order it comes by them, and put in order afterwards.
  private func readInParallel(_ bytes: [UInt8], chunkSize: Int, workers: Int) async throws -> Digest {
    var reader = ChunkReader(source: MemorySource(bytes), dialect: .rfc4180, chunkSize: chunkSize)
    var chunks: [Chunk] = []
    var chunk = Chunk()
    while try reader.read(into: &chunk) { chunks.append(chunk) }
    let all = chunks
    let batches = await withTaskGroup(of: [(Int, RecordBatch)].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var parser = ChunkParser(dialect: .rfc4180)
          return stride(from: worker, to: all.count, by: workers).map { index in
            var chunk = all[index]
            var batch = RecordBatch()
            parser.parse(&chunk, into: &batch)
            return (index, batch)
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    var digest = Digest()
    for (_, batch) in batches.sorted(by: { $0.0 < $1.0 }) { digest.add(batch) }
    return digest
  }

  private func check(_ bytes: [UInt8], _ wanted: Digest, sizes: [Int]) async throws {
    for size in sizes {
      #expect(try read(bytes, pieceSize: size) == wanted, "pieces of \(size)")
      for workers in 1...3 {
        #expect(try await readInParallel(bytes, chunkSize: size, workers: workers) == wanted, "chunks of \(size), \(workers) workers")
      }
    }
  }

  @Test func fieldsOfManyLines() async throws {
    let field = [[UInt8]](repeating: Array("x,y,z\n".utf8), count: 50).flatMap { $0 }
    let quoted = [0x22] + field + [0x22]
    let count = 200
    let bytes = (0..<count).flatMap { _ -> [UInt8] in quoted + [0x2C] + quoted + [0x0A] }
    try await check(bytes, expected(.init(repeating: [field, field], count: count)), sizes: [64, 1000, 65_536])
  }

  @Test func oneHugeField() throws {
    // Twenty megabytes in a release build; a debug build walks over two.
    let size = isOptimized ? 20_000_000 : 2_000_000
    let field = [UInt8]((0..<size).map { UInt8(truncatingIfNeeded: 0x20 + $0 % 90) }.filter { $0 != 0x22 })
    let bytes = Array("a,b\n1,\"".utf8) + field + Array("\"\nc,d\n".utf8)
    let wanted = expected([[[0x61], [0x62]], [[0x31], field], [[0x63], [0x64]]])
    #expect(try read(bytes) == wanted)
  }

  @Test func longRunsOfDoubledQuotes() async throws {
    let records: [[[UInt8]]] = (1...200).map { [[UInt8](repeating: 0x22, count: $0), [0x61], [UInt8](repeating: 0x22, count: 201 - $0)] }
    let bytes = records.flatMap { record -> [UInt8] in
      [0x22] + record[0] + record[0] + [0x22, 0x2C, 0x61, 0x2C, 0x22] + record[2] + record[2] + [0x22, 0x0D, 0x0A]
    }
    try await check(bytes, expected(records), sizes: [1, 63, 64, 65, 4096])
  }

  @Test func nothingButDelimiters() throws {
    let count = isOptimized ? 3_000_000 : 100_000
    let bytes = [UInt8]((0..<count).flatMap { _ in [0x2C, 0x2C, 0x0A] as [UInt8] })
    let digest = try read(bytes)
    #expect(digest.records == count)
    #expect(digest.fields == 3 * count)
  }

  @Test func aQuotedNewlineOnEveryEdge() async throws {
    for place in 0..<140 {
      let padding = [UInt8](repeating: 0x78, count: place)
      let bytes = padding + Array(",\"a\nb\"\nc,\"d\r\ne\",f\n".utf8)
      let wanted = expected([[padding, Array("a\nb".utf8)], [[0x63], Array("d\r\ne".utf8), [0x66]]])
      try await check(bytes, wanted, sizes: [place + 1, place + 3, 64, 128])
    }
  }

  @Test func lettersOfManyBytesOnEveryEdge() async throws {
    for letter in ["é", "漢", "😀"] {
      for place in 0..<70 {
        let field = [UInt8](repeating: 0x78, count: place) + Array(letter.utf8)
        let bytes = field + [0x2C] + field + [0x0A] + field
        try await check(bytes, expected([[field, field], [field]]), sizes: [place + 1, place + 2, 64])
      }
    }
  }

  private var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }
}
