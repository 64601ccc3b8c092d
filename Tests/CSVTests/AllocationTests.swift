import CAllocations
import Testing

@testable import CSV

/// Once their room is there, reading and writing allocate nothing, however many records there are.
@Suite(.enabled(if: callocations_are_counted()))
struct AllocationTests {
  /// Quoted fields, doubled quotes, quoted newlines and letters beyond ASCII, in every few records.
  private let text: [UInt8] = {
    var text: [UInt8] = []
    let records = [
      "Anna,Meier,\"Acme, Inc.\",anna@example.com,+49 30 1234567,\r\n", "José,Núñez,Café,jose@example.com,,\"said \"\"hi\"\"\"\r\n",
      "李,伟,\"two\nlines\",li@example.com,+86 10 1234,x\r\n", "Bob,Hill,,,,\r\n",
    ]
    for index in 0..<40_000 { text += records[index % records.count].utf8 }
    return text
  }()

  @Test func countingCounts() {
    let before = callocations_of_this_thread()
    var array: [UInt8] = []
    array.reserveCapacity(1 << 20)
    let allocations = callocations_of_this_thread() - before
    #expect(allocations == 1)
  }

  @Test func readingAllocatesNothingPerRecord() throws {
    var reader = RecordReader(source: MemorySource(text), dialect: .rfc4180)
    var batch = RecordBatch()
    for _ in 0..<3 { #expect(try reader.read(into: &batch)) }
    var records = 0
    let before = callocations_of_this_thread()
    while try reader.read(into: &batch) { records += batch.count }
    let allocations = callocations_of_this_thread() - before
    #expect(records > 20_000)
    #expect(allocations == 0)
  }

  @Test func chunksAllocateNothingPerRecord() throws {
    var reader = ChunkReader(source: MemorySource(text), dialect: .rfc4180, chunkSize: 1 << 17)
    var parser = ChunkParser(dialect: .rfc4180)
    var chunk = Chunk()
    var batch = RecordBatch()
    // Three buffers go round: the reader's, the chunk's and the batch's.
    for _ in 0..<6 {
      #expect(try reader.read(into: &chunk))
      parser.parse(&chunk, into: &batch)
    }
    var records = 0
    let before = callocations_of_this_thread()
    while try reader.read(into: &chunk) {
      parser.parse(&chunk, into: &batch)
      records += batch.count
    }
    let allocations = callocations_of_this_thread() - before
    #expect(records > 10_000)
    #expect(allocations == 0)
  }

  @Test func writingAllocatesNothingPerRecord() throws {
    var reader = RecordReader(source: MemorySource(text), dialect: .rfc4180)
    var batch = RecordBatch()
    #expect(try reader.read(into: &batch))
    var writer = RecordWriter(lineEnd: .lf)
    var output: [UInt8] = []
    // The first round makes room, and the run-time system's tables.
    for record in 0..<batch.count { writer.append(record: record, of: batch, to: &output) }
    output.removeAll(keepingCapacity: true)
    let before = callocations_of_this_thread()
    for record in 0..<batch.count { writer.append(record: record, of: batch, to: &output) }
    let allocations = callocations_of_this_thread() - before
    #expect(allocations == 0)
  }
}
